import { panelsOf } from '../dashboard-json';
import type { PanelJson } from '../dashboard-json';
import { unless } from './rule';
import type { Rule } from './rule';

/** What Grafana's file provisioning takes, and what keeps one look. */
export const FORM_RULES: readonly Rule[] = [
  {
    name: 'are in the classic form, which servers from 11.6 on can provision',
    problems: (dashboard) => [
      ...unless(dashboard['schemaVersion'] === 39, 'schemaVersion is not 39'),
      ...unless(dashboard['id'] === null, 'id is not null'),
      ...['__inputs', '__requires', '__elements', 'apiVersion', 'kind', 'spec'].flatMap((name) =>
        unless(!(name in dashboard), `has ${name}`),
      ),
    ],
  },
  {
    name: 'have the name of their file as uid, and the tag by which they find each other',
    problems: (dashboard, file) => [
      ...unless(`${dashboard.uid}.json` === file, `uid ${dashboard.uid} in ${file}`),
      ...unless(/^[a-z-]{1,40}$/.test(dashboard.uid), 'uid is no name of at most 40 letters'),
      ...unless(JSON.stringify(dashboard['tags']) === '["signalzen"]', 'tags are not ["signalzen"]'),
    ],
  },
  {
    name: 'cannot be edited away from their files, and share their crosshair',
    problems: (dashboard) => [
      ...unless(dashboard['editable'] === false, 'editable is not false'),
      ...unless(dashboard['graphTooltip'] === 1, 'graphTooltip is not 1'),
    ],
  },
  {
    name: 'give each panel an id and a place of its own',
    problems: (dashboard) => {
      const all = dashboard.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
      const ids = new Set(all.map(({ id }) => id));
      return [
        ...unless(ids.size === all.length && !ids.has(0), 'ids are not unique'),
        ...all.flatMap(outsideOfGrid),
        ...overlaps(dashboard.panels),
        ...dashboard.panels.flatMap(({ panels = [] }) => overlaps(panels)),
      ];
    },
  },
  {
    name: 'are arranged in rows with names',
    problems: (dashboard) => {
      const rows = dashboard.panels.filter(({ type }) => type === 'row');
      return [
        ...unless(dashboard.panels[0]?.type === 'row', 'do not begin with a row'),
        ...rows.flatMap((row) => [
          ...unless(row.title !== '', 'a row without a title'),
          // A closed row holds its panels; of an open one they stand beside it.
          ...unless(
            (row['collapsed'] === true) === (row.panels ?? []).length > 0,
            `row "${row.title}" is closed without panels, or open with some in it`,
          ),
        ]),
      ];
    },
  },
  {
    name: 'link to each other and to the service with the range and the choices, and to no dashboard that is not there',
    problems: (dashboard) => [
      ...unless(
        dashboard.links.some(
          ({ type, includeVars, keepTime }) =>
            type === 'dashboards' && includeVars === true && keepTime === true,
        ),
        'no list of the other dashboards',
      ),
      ...unless(
        dashboard.links.some(({ type, url }) => type === 'link' && String(url).startsWith('${service}')),
        'no link to the service',
      ),
      ...panelsOf(dashboard).flatMap(({ title, links = [] }) =>
        links.flatMap(({ url }) => [
          ...unless(url.includes('${__url_time_range}'), `"${title}" links without its range`),
          ...unless(UIDS.includes(/^\/d\/([a-z-]+)\?/.exec(url)?.[1] ?? ''), `"${title}" links to ${url}`),
        ]),
      ),
    ],
  },
];

const UIDS = [
  ...['overview', 'live', 'response-times', 'ratings', 'copilot', 'operators', 'pages', 'data-quality'],
  ...['service', 'clickhouse'],
].map((name) => `signalzen-${name}`);

function outsideOfGrid({ title, gridPos: { x, y, w, h } }: PanelJson): string[] {
  return unless(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 24, `"${title}" is outside of the grid`);
}

function overlaps(panels: readonly PanelJson[]): string[] {
  return panels.flatMap((one, index) =>
    panels.slice(index + 1).flatMap((other) => {
      const [a, b] = [one.gridPos, other.gridPos];
      const meets = a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
      return unless(!meets, `"${one.title}" lies over "${other.title}"`);
    }),
  );
}
