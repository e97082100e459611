import type { DashboardJson, PanelJson } from './dashboard-json';
import { infinityTargetsOf, panelsOf } from './dashboard-json';
import type { Mutation } from './mutation';

const titled = (dashboard: DashboardJson, wanted: string) =>
  panelsOf(dashboard).find(({ title }) => title.replace(/ · \$\{clock:text\}$/, '') === wanted) as PanelJson;
const overridesOf = (panel: PanelJson, column: string) =>
  (panel.fieldConfig?.overrides ?? []).filter(({ matcher }) => matcher.options === column);
const without = (panel: PanelJson, column: string, setting: string) => {
  for (const override of overridesOf(panel, column))
    override.properties = override.properties.filter(({ id }) => id !== setting);
};
const set = (panel: PanelJson, column: string, id: string, value: unknown) => {
  without(panel, column, id);
  overridesOf(panel, column)[0]?.properties.push({ id, value });
};
const OPERATORS = 'By operator';
const RESPONSE_TIMES = 'signalzen-response-times.json';
const SERVICE = 'signalzen-service.json';
const linkOf = (panel: PanelJson) =>
  overridesOf(panel, 'Name')[0]?.properties.find(({ id }) => id === 'links')?.value as { url: string }[];
const relink = (dashboard: DashboardJson, from: string | RegExp, to: string) => {
  for (const link of linkOf(titled(dashboard, OPERATORS))) link.url = link.url.replace(from, to);
};
const expressionsOf = (panel: PanelJson, change: (expr: string) => string) => {
  for (const target of panel.targets ?? []) target.expr = change(target.expr ?? '');
};

/**
 * What is wrong with what a person reads: each breaks a copy of a dashboard, that of the ratings unless told otherwise.
 */
export const TABLE_MUTATIONS: readonly Mutation[] = [
  mutation('an id without a unit', /texts as texts/, (dashboard) => {
    without(titled(dashboard, OPERATORS), 'Operator', 'unit');
  }),
  mutation('a page as a number', /texts as texts/, (dashboard) => {
    set(titled(dashboard, 'By page'), 'Page', 'unit', 'short');
  }),
  mutation('a table of SQL with a text like a number', /texts as texts/, (dashboard) => {
    without(titled(dashboard, 'By type of event'), 'Type', 'unit');
  }).of('signalzen-clickhouse.json'),
  mutation('a number as a text', /texts as texts/, (dashboard) => {
    set(titled(dashboard, OPERATORS), 'Ratings', 'unit', 'string');
  }),
  mutation('60% above 55.3%', /as many decimals/, (dashboard) => {
    without(titled(dashboard, OPERATORS), 'CSAT rate', 'decimals');
  }),
  mutation('hours of the week without decimals', /as many decimals/, (dashboard) => {
    delete titled(dashboard, 'Contacts').fieldConfig?.defaults['decimals'];
  }).of(RESPONSE_TIMES),
  mutation('a count as "1.23 K" in a table', /all their digits/, (dashboard) => {
    set(titled(dashboard, OPERATORS), 'Ratings', 'unit', 'short');
    without(titled(dashboard, OPERATORS), 'Ratings', 'decimals');
  }),
  mutation('a link with a name as it stands', /links of texts/, (dashboard) => {
    relink(dashboard, /:percentencode/g, '');
  }),
  mutation('a link with a dash', /links of texts/, (dashboard) => {
    without(titled(dashboard, OPERATORS), 'Operator', 'noValue');
  }),
  mutation('a link with a number', /links of texts/, (dashboard) => {
    relink(dashboard, '${__data.fields.Operator:', '${__data.fields.Ratings:');
  }),
  mutation('hours side by side', /hours of the week/, (dashboard) => {
    const { transformations = [] } = titled(dashboard, 'Contacts');
    for (const { id, options } of transformations)
      if (id === 'groupingToMatrix') Object.assign(options, { columnField: 'Hour', rowField: 'Weekday' });
  }).of(RESPONSE_TIMES),
  mutation('a week that is scrolled', /hours of the week/, (dashboard) => {
    titled(dashboard, 'Contacts').gridPos.h = 12;
  }).of(RESPONSE_TIMES),
  mutation('a day that is counted and not drawn', /bucket begins/, (dashboard) => {
    dashboard['time'] = { from: 'now-30d', to: 'now' };
  }),
  mutation('the ranges of Grafana', /bucket begins/, (dashboard) => (dashboard['timepicker'] = {})),
  mutation('days of a zone of their own', /days that Grafana draws/, (dashboard) => {
    for (const { target } of infinityTargetsOf(dashboard)) {
      const options = target.url_options ?? {};
      options['body_graphql_query'] = (options['body_graphql_query'] ?? '').replace('${__timezone}', 'UTC');
    }
  }),
  mutation('"This period" alone', /may stand alone/, (dashboard) => {
    const { overrides = [] } = titled(dashboard, 'Average stars').fieldConfig ?? {};
    overrides[0]?.properties.push({ id: 'displayName', value: 'This period' });
  }),
  mutation('a median at the bottom', /lowest can be seen/, (dashboard) => {
    const { defaults = {} } = titled(dashboard, 'Until closed').fieldConfig ?? {};
    delete (defaults['custom'] as Record<string, unknown>)['scaleDistribution'];
  }).of(RESPONSE_TIMES),
  mutation('thirteen zeros', /only once it does/, (dashboard) => {
    expressionsOf(titled(dashboard, 'Requests'), (expr) => expr.replace(' > 0', ''));
  }).of(SERVICE),
  mutation('1 for yes', /yes or no/, (dashboard) => {
    Object.assign(titled(dashboard, 'Accepting').fieldConfig?.defaults ?? {}, { mappings: [] });
  }).of(SERVICE),
];

function mutation(name: string, rule: RegExp, change: (dashboard: DashboardJson) => unknown) {
  const made: Mutation = { name, rule, break: (dashboard) => void change(dashboard) };
  return { ...made, of: (file: string): Mutation => ({ ...made, file }) };
}
