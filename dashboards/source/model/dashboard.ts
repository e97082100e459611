import { RANGE } from './arguments';
import { API_SOURCE, infinityTarget } from './infinity-target';
import { DASHBOARD_LINKS } from './links';
import type { PanelDraft, RowDraft } from './panel';
import { QUICK_RANGES } from './quick-ranges';
import type { Variable } from './variable';

export interface DashboardDraft {
  /** Also the name of its file. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  /** What is shown at first, such as `now-7d/d`. */
  readonly from: string;
  /** How often it refreshes, such as `1m`. */
  readonly refresh: string;
  readonly variables: readonly Variable[];
  readonly rows: readonly RowDraft[];
}

const COLUMNS = 24;

/** What people wrote beside the figures, on every chart of the API. */
const NOTES = {
  ...{ name: 'Notes', datasource: API_SOURCE, enable: true, hide: false, iconColor: 'purple' },
  target: infinityTarget({
    query: `{ rows: annotations(${RANGE}) { time endTime text account } }`,
    columns: [
      { selector: 'time', text: 'time', type: 'timestamp' },
      { selector: 'endTime', text: 'timeEnd', type: 'timestamp' },
      { selector: 'text', text: 'text', type: 'string' },
      { selector: 'account', text: 'tags', type: 'string' },
    ],
    format: 'dataframe',
    refId: 'Notes',
  }),
};

/**
 * A dashboard in Grafana's classic form, which servers from 11.6 on can provision.
 * @throws Error for a row whose panels do not fill its lines
 */
export function dashboardOf(draft: DashboardDraft): object {
  return {
    id: null,
    uid: draft.uid,
    title: draft.title,
    description: draft.description,
    tags: ['signalzen'],
    schemaVersion: 39,
    version: 1,
    editable: false,
    graphTooltip: 1,
    fiscalYearStartMonth: 0,
    weekStart: '',
    timezone: '',
    time: { from: draft.from, to: 'now' },
    // Of those that count by hours and days.
    timepicker: draft.from.includes('/') ? { quick_ranges: QUICK_RANGES } : {},
    refresh: draft.refresh,
    liveNow: false,
    annotations: { list: hasTimeSeries(draft) ? [NOTES] : [] },
    links: DASHBOARD_LINKS,
    templating: { list: draft.variables },
    panels: panelsOf(draft.rows),
  };
}

function hasTimeSeries({ rows }: DashboardDraft): boolean {
  const panels = rows.flatMap((row) => row.panels);
  return panels.some(({ type, datasource }) => type === 'timeseries' && datasource.uid === API_SOURCE.uid);
}

function panelsOf(rows: readonly RowDraft[]): object[] {
  let id = 0;
  let y = 0;
  return rows.flatMap((row) => {
    const bar = {
      ...{ id: ++id, type: 'row', title: row.title, collapsed: row.isCollapsed === true },
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
    };
    const placed = placedPanels(row, y + 1).map((panel) => ({ ...{ id: ++id }, ...panel }));
    // A closed row takes only its own line.
    y += 1 + (row.isCollapsed === true ? 0 : linesOf(row) * row.height);
    return row.isCollapsed === true ? [{ ...bar, panels: placed }] : [{ ...bar, panels: [] }, ...placed];
  });
}

function linesOf({ panels, title }: RowDraft): number {
  const lines = panels.reduce((sum, { width }) => sum + width, 0) / COLUMNS;
  if (!Number.isInteger(lines)) throw new Error(`the panels of "${title}" do not fill its lines`);
  return lines;
}

function placedPanels(row: RowDraft, top: number): object[] {
  let passed = 0;
  return row.panels.map((panel) => {
    const [x, line] = [passed % COLUMNS, Math.floor(passed / COLUMNS)];
    passed += panel.width;
    return panelOf(panel, { x, y: top + line * row.height, w: panel.width, h: row.height });
  });
}

function panelOf(draft: PanelDraft, gridPos: object): object {
  const { type, title, description, datasource, targets, fieldConfig, options, repeat } = draft;
  const { links = [], transformations = [] } = draft;
  const repeated = repeat === undefined ? {} : { repeat, repeatDirection: 'h', maxPerRow: 3 };
  return {
    ...{
      type,
      title,
      description,
      datasource,
      gridPos,
      targets,
      fieldConfig,
      options,
      transformations,
      links,
    },
    ...repeated,
  };
}
