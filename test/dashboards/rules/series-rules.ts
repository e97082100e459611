import { graphqlOf, infinityTargetsOf, panelsOf } from '../dashboard-json';
import type { PanelJson } from '../dashboard-json';
import { unless } from './rule';
import type { Rule } from './rule';

const BUCKETS = /customInterval|toStartOfHour/;
const BEGINS = /^now(-\d+[hdwM])?\/[hdwM]$/;

/** What a person sees of time. */
export const SERIES_RULES: readonly Rule[] = [
  {
    name: 'begin where a bucket begins, so that what is counted is drawn',
    problems: (dashboard) => {
      if (!BUCKETS.test(JSON.stringify(dashboard.panels))) return [];
      const { from } = dashboard['time'] as { from: string };
      const { quick_ranges: ranges = [] } = dashboard['timepicker'] as { quick_ranges?: { from: string }[] };
      return [
        ...unless(ranges.length > 0, 'offers the ranges of Grafana'),
        ...[from, ...ranges.map((range) => range.from)].flatMap((start) =>
          unless(BEGINS.test(start), `begins at ${start}`),
        ),
      ];
    },
  },
  {
    name: 'count by the days that Grafana draws',
    problems: (dashboard) =>
      infinityTargetsOf(dashboard)
        .filter(({ target }) => /customInterval|heatmap\(|timezone:/.test(graphqlOf(target)))
        .flatMap(({ where, target }) =>
          unless(graphqlOf(target).includes('timezone: "${__timezone}"'), `${where} counts by other days`),
        ),
  },
  everySeries('name the series of this period by what it shows: it may stand alone', (panel) => {
    const names = (panel.fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
      properties.filter(({ id }) => id === 'displayName').map(({ value }) => String(value)),
    );
    return names.flatMap((name) => unless(!/period/i.test(name), `calls a series "${name}"`));
  }),
  everySeries('show percentiles on an axis on which the lowest can be seen', (panel) => {
    const percentiles = (panel.targets ?? [])
      .flatMap(({ columns = [] }) => columns)
      .filter(({ selector }) => /P\d\d$/.test(selector));
    const { scaleDistribution } = (panel.fieldConfig?.defaults['custom'] ?? {}) as {
      scaleDistribution?: { type: string };
    };
    return unless(
      percentiles.length < 2 || scaleDistribution?.type === 'symlog',
      'has a median flat at the bottom',
    );
  }),
  everySeries('name what can fail in many ways only once it does', ({ targets = [] }) =>
    targets.flatMap(({ expr = '' }) =>
      unless(!/by \((outcome|reason|step)\)/.test(expr) || / > 0$/.test(expr), `lists zeros of ${expr}`),
    ),
  ),
  {
    name: 'say yes or no for what is 1 or 0',
    problems: (dashboard) =>
      panelsOf(dashboard)
        .filter(({ targets = [] }) =>
          targets.some(({ expr = '' }) => /^min\(\w+_(up|accepting)\{/.test(expr)),
        )
        .flatMap(({ title, fieldConfig }) =>
          unless(
            JSON.stringify(fieldConfig?.defaults['mappings']).includes('"Yes"'),
            `panel "${title}" shows a number for yes`,
          ),
        ),
  },
];

function everySeries(name: string, problemsOf: (panel: PanelJson) => string[]): Rule {
  return {
    name,
    problems: (dashboard) =>
      panelsOf(dashboard)
        .filter(({ type }) => type === 'timeseries')
        .flatMap((panel) => problemsOf(panel).map((problem) => `panel "${panel.title}" ${problem}`)),
  };
}
