import './page.css';
import { createTheme, LoadingState, ThemeContext } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import type { EmbeddedScene } from '@grafana/scenes';
import { loadResources, sceneGraph, SceneGridRow, VizPanel } from '@grafana/scenes';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import { registerStandards } from '../../../test/dashboards/grafana/standard-options';
import type { DashboardJson } from '../../../test/dashboards/dashboard-json';
import type { View } from '../view';
import { registerPanels } from './panels/register-panels';
import { sceneOfDashboard } from './scene-of-dashboard';
import { startRuntime } from './start-runtime';

declare global {
  interface Window {
    /** Draws a dashboard. @returns what panels show as errors, once all of them have what they asked for */
    drawDashboard: (dashboard: DashboardJson, view: View) => Promise<string[]>;
  }
}

const LOOK_EVERY_MS = 100;

async function start(): Promise<void> {
  const mode = new URLSearchParams(location.search).get('theme') === 'light' ? 'light' : 'dark';
  const theme = createTheme({ colors: { mode } });
  let scene: EmbeddedScene | undefined;
  registerStandards();
  registerPanels();
  startRuntime(theme, () => {
    if (scene === undefined) throw new Error('nothing is drawn yet');
    return scene;
  });
  await initPluginTranslations('grafana-scenes', [loadResources]);
  const root = createRoot(document.getElementById('dashboard') as HTMLElement);

  window.drawDashboard = async (dashboard, view) => {
    const drawn = sceneOfDashboard(dashboard, view);
    scene = drawn;
    root.render(
      <ThemeContext.Provider value={theme}>
        <GlobalStyles />
        <main style={{ background: theme.colors.background.canvas, color: theme.colors.text.primary }}>
          <h1>{dashboard.title}</h1>
          <drawn.Component model={drawn} />
        </main>
        <PortalContainer />
      </ThemeContext.Provider>,
    );
    return errorsOnceDone(drawn);
  };
}

async function errorsOnceDone(scene: EmbeddedScene): Promise<string[]> {
  const panels = sceneGraph
    .findAllObjects(scene, (object) => object instanceof VizPanel)
    .filter((panel) => !sceneGraph.getAncestor(panel, SceneGridRow).state.isCollapsed);
  const stateOf = (panel: (typeof panels)[number]) => sceneGraph.getData(panel).state.data;
  const isDone = (panel: (typeof panels)[number]) =>
    [LoadingState.Done, LoadingState.Error].includes(stateOf(panel)?.state ?? LoadingState.NotStarted);
  while (!panels.every(isDone)) await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  return panels.flatMap((panel) => {
    const message = stateOf(panel)?.errors?.[0]?.message;
    return message === undefined ? [] : [`"${(panel as VizPanel).state.title}": ${message}`];
  });
}

void start();
