import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DashboardJson, PanelJson } from '../dashboard-json';
import type { Frame } from '../infinity/frame';
import type { Choices } from '../infinity/with-choices';
import { withChoices } from '../infinity/with-choices';
import type { PanelRange } from '../infinity/with-macros';
import { escaped } from './escaped';
import { drawnOrSaid, NotDrawn } from './not-drawn';
import { statContent } from './stat-content';
import { tableContent } from './table-content';
import { timeSeriesContent } from './time-series-content';
import { transformed } from './transformed';

/** Pixels. */
export const WIDTH = 1440;
const [EDGE, GAP, LINE, TITLE] = [16, 8, 30, 38] as const;
const COLUMN = (WIDTH - 2 * EDGE + GAP) / 24;

const LABEL =
  'Preview, drawn from the dashboard’s JSON and the service’s answers about made-up chats. Grafana looks a little different.';

export interface Answered {
  readonly choices: Choices;
  readonly range: PanelRange;
  /** The frames of a panel's targets. */
  readonly framesOf: ReadonlyMap<PanelJson, readonly Frame[]>;
}

/** A dashboard as a page of HTML that needs nothing else. */
export function previewPage(dashboard: DashboardJson, answered: Answered): string {
  const style = readFileSync(join(__dirname, 'preview-page.css'), 'utf8');
  const panels = dashboard.panels.map((panel) => placed(panel, answered));
  const lines = Math.max(...dashboard.panels.map(({ gridPos: { y, h } }) => y + h));
  const height = lines * (LINE + GAP);
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><p class="label">${LABEL}</p><header><h1>${escaped(dashboard.title)}</h1>${choicesOf(dashboard, answered)}</header><main style="height:${height}px">${panels.join('')}</main>`;
}

function choicesOf({ templating }: DashboardJson, { choices, range }: Answered): string {
  const shown = templating.list
    .filter(({ type }) => type === 'query' || type === 'custom')
    .map(({ name, label, multi, options = [] }) => {
      const [value = ''] = choices.get(name) ?? [];
      const text = (options as { text?: string; value: string }[]).find((one) => one.value === value)?.text;
      return `<span><b>${escaped(String(label))}</b>${escaped(multi === true ? 'All' : (text ?? value))}</span>`;
    });
  const [from, to] = [range.from, range.to].map((time) =>
    new Date(time).toISOString().slice(0, 16).replace('T', ' '),
  );
  return `<div class="choices">${shown.join('')}<time>${from} to ${to} UTC</time></div>`;
}

function placed(panel: PanelJson, answered: Answered): string {
  const { x, y, w, h } = panel.gridPos;
  const place = {
    left: x * COLUMN,
    top: y * (LINE + GAP),
    width: w * COLUMN - GAP,
    height: h * (LINE + GAP) - GAP,
  };
  const style = Object.entries(place)
    .map(([name, pixels]) => `${name}:${pixels}px`)
    .join(';');
  const title = escaped(withChoices(panel.title, answered.choices));
  if (panel.type === 'row') {
    const count = panel.panels?.length ?? 0;
    const closed =
      panel['collapsed'] === true ? ` <small>(${count} panel${count === 1 ? '' : 's'})</small>` : '';
    return `<h2 class="${closed === '' ? 'open' : 'closed'}" style="${style}">${title}${closed}</h2>`;
  }
  const size = { width: place.width - 2, height: place.height - TITLE - 10 };
  const content = drawnOrSaid(() => contentOf(panel, answered, size));
  return `<section style="${style}"><h3>${title}</h3><div class="content ${panel.type}">${content}</div></section>`;
}

function contentOf(
  panel: PanelJson,
  { framesOf, range }: Answered,
  size: { width: number; height: number },
): string {
  const frames = framesOf.get(panel);
  if (frames === undefined) throw new NotDrawn('what other data sources answer');
  const frame = transformed(frames, panel);
  switch (panel.type) {
    case 'stat':
      return statContent(panel, frame, size.width);
    case 'table':
      return tableContent(panel, frame, size.width);
    case 'timeseries':
      return timeSeriesContent(panel, frame, range, size);
    default:
      throw new NotDrawn(`panels of the type ${panel.type}`);
  }
}
