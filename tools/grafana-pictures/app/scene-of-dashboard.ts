import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneDataTransformer,
  SceneGridItem,
  SceneGridLayout,
  SceneGridRow,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import type { DashboardJson, PanelJson } from '../../../test/dashboards/dashboard-json';
import type { View } from '../view';
import { variableOf } from './variable-of';

/** A dashboard as Grafana draws it, from its JSON. */
export function sceneOfDashboard(dashboard: DashboardJson, { choices, opensRows }: View): EmbeddedScene {
  const { from, to } = dashboard['time'] as { from: string; to: string };
  return new EmbeddedScene({
    $variables: new SceneVariableSet({
      variables: dashboard.templating.list.map((variable) => variableOf(variable, choices[variable.name])),
    }),
    $timeRange: new SceneTimeRange({ from, to, timeZone: 'utc' }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({}),
      new SceneRefreshPicker({ refresh: '' }),
    ],
    body: new SceneGridLayout({ children: rowsOf(dashboard.panels, opensRows), isLazy: false }),
  });
}

/** A row holds what follows it; of a closed one the panels stand in it, and its own line is all that it takes. */
function rowsOf(panels: readonly PanelJson[], opensRows: boolean): SceneGridRow[] {
  const rows: { row: PanelJson; own: PanelJson[] }[] = [];
  for (const panel of panels) {
    if (panel.type === 'row') rows.push({ row: panel, own: [...(panel.panels ?? [])] });
    else rows.at(-1)?.own.push(panel);
  }
  let lower = 0;
  return rows.map(({ row, own }) => {
    const isClosed = row['collapsed'] === true;
    const children = own.map((panel) => gridItemOf(panel, lower));
    const scene = new SceneGridRow({
      ...{ title: row.title, y: row.gridPos.y + lower, isCollapsed: isClosed && !opensRows, children },
    });
    if (isClosed && opensRows)
      lower += Math.max(...own.map(({ gridPos }) => gridPos.y + gridPos.h)) - row.gridPos.y - 1;
    return scene;
  });
}

function gridItemOf(panel: PanelJson, lower: number): SceneGridItem {
  const { x, y, w, h } = panel.gridPos;
  return new SceneGridItem({ x, y: y + lower, width: w, height: h, body: vizPanelOf(panel) });
}

function vizPanelOf(panel: PanelJson): VizPanel {
  const { id, title, description, type, datasource, targets = [], transformations = [] } = panel;
  const queries = new SceneQueryRunner({ queries: targets, datasource, maxDataPointsFromWidth: true });
  return new VizPanel({
    ...{ key: `panel-${id}`, title, description, pluginId: type, options: panel['options'] as object },
    fieldConfig: panel.fieldConfig as VizPanel['state']['fieldConfig'],
    $data: new SceneDataTransformer({ $data: queries, transformations }),
  });
}
