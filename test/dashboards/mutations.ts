import type { DashboardJson, PanelJson, TargetJson } from './dashboard-json';
import { infinityTargetsOf, panelsOf } from './dashboard-json';
import type { Mutation } from './mutation';

const someTarget = (dashboard: DashboardJson) => infinityTargetsOf(dashboard)[0]?.target as TargetJson;
const panelOf = (dashboard: DashboardJson, type: string) =>
  panelsOf(dashboard).find((panel) => panel.type === type) as PanelJson;
const defaultsOf = (panel: PanelJson) => panel.fieldConfig?.defaults as Record<string, unknown>;
const replaceQuery = (dashboard: DashboardJson, from: string, to: string) => {
  for (const { target } of infinityTargetsOf(dashboard)) {
    const options = target.url_options ?? {};
    options['body_graphql_query'] = options['body_graphql_query']?.replaceAll(from, to) ?? '';
  }
};
const variableOf = (dashboard: DashboardJson, wanted: string) =>
  dashboard.templating.list.find(({ name }) => name === wanted) as Record<string, unknown>;

/** Each breaks a copy of the dashboard with the ratings unless told otherwise: it has panels of every kind. */
export const MUTATIONS: readonly Mutation[] = [
  mutation('an export for sharing', /classic form/, (dashboard) => (dashboard['__inputs'] = [])),
  mutation('the form of Grafana 13', /classic form/, (dashboard) => (dashboard['apiVersion'] = 'v2')),
  mutation('a newer schema', /classic form/, (dashboard) => (dashboard['schemaVersion'] = 42)),
  mutation('an id of another server', /classic form/, (dashboard) => (dashboard['id'] = 7)),
  mutation('another uid', /name of their file/, (dashboard) => (dashboard.uid = 'another')),
  mutation('edits allowed', /cannot be edited/, (dashboard) => (dashboard['editable'] = true)),
  mutation('no common crosshair', /cannot be edited/, (dashboard) => (dashboard['graphTooltip'] = 0)),
  mutation('two panels with one id', /id and a place/, (dashboard) => (panelOf(dashboard, 'stat').id = 1)),
  mutation(
    'a panel over another',
    /id and a place/,
    (dashboard) => (panelOf(dashboard, 'table').gridPos.y = 1),
  ),
  mutation('a panel outside', /id and a place/, (dashboard) => (panelOf(dashboard, 'stat').gridPos.x = 20)),
  mutation('no rows', /in rows/, (dashboard) => (dashboard.panels = panelsOf(dashboard))),
  mutation('no links', /link to each other/, (dashboard) => (dashboard.links = [])),
  mutation('a link to nowhere', /link to each other/, (dashboard) => {
    panelOf(dashboard, 'table').links = [{ url: '/d/signalzen-nowhere?${__url_time_range}' }];
  }),
  mutation('no title', /what it shows/, (dashboard) => (panelOf(dashboard, 'stat').title = '')),
  mutation('no description', /what it shows/, (dashboard) => (panelOf(dashboard, 'stat').description = '')),
  mutation('no unit', /with a unit/, (dashboard) => delete defaultsOf(panelOf(dashboard, 'stat'))['unit']),
  mutation(
    'no beginning',
    /with a unit/,
    (dashboard) => delete defaultsOf(panelOf(dashboard, 'stat'))['min'],
  ),
  mutation(
    '0 for nothing',
    /with a unit/,
    (dashboard) => (defaultsOf(panelOf(dashboard, 'stat'))['noValue'] = '0'),
  ),
  mutation('counts in thousands', /all their digits/, (dashboard) => {
    Object.assign(defaultsOf(panelOf(dashboard, 'stat')), { unit: 'short', decimals: 0 });
  }),
  mutation('bars for all columns', /end of their own/, (dashboard) => {
    const override = panelOf(dashboard, 'table').fieldConfig?.overrides[0];
    override?.properties.push({ id: 'custom.cellOptions', value: { type: 'gauge' } });
  }),
  mutation(
    'no thresholds',
    /thresholds/,
    (dashboard) => delete defaultsOf(panelOf(dashboard, 'stat'))['thresholds'],
  ),
  mutation('thresholds upside down', /thresholds/, (dashboard) => {
    const { steps } = defaultsOf(panelOf(dashboard, 'stat'))['thresholds'] as { steps: object[] };
    steps.reverse();
  }),
  mutation(
    'colours for show',
    /colour numbers/,
    (dashboard) => (defaultsOf(panelOf(dashboard, 'stat'))['color'] = { mode: 'fixed' }),
  ),
  mutation(
    'columns by the alphabet',
    /order of the columns/,
    (dashboard) => (panelOf(dashboard, 'table').transformations = []),
  ),
  mutation('a setting for a column that is not there', /name no column/, (dashboard) => {
    const { overrides = [] } = panelOf(dashboard, 'table').fieldConfig ?? {};
    if (overrides[0] !== undefined) overrides[0].matcher.options = 'Raitings';
  }),
  mutation('series with raw names', /name each series/, (dashboard) => {
    const { fieldConfig } = panelOf(dashboard, 'stat');
    if (fieldConfig !== undefined) fieldConfig.overrides = [];
  }),
  mutation(
    "the frontend's parser",
    /through the backend/,
    (dashboard) => (someTarget(dashboard)['parser'] = 'simple'),
  ),
  mutation(
    'another root',
    /through the backend/,
    (dashboard) => (someTarget(dashboard).root_selector = 'data'),
  ),
  mutation('no method', /send a POST/, (dashboard) => delete someTarget(dashboard).url_options?.['method']),
  mutation('variables of GraphQL', /arguments in the text/, (dashboard) => {
    (someTarget(dashboard).url_options ?? {})['body_graphql_variables'] = '{"from":"${__from}"}';
  }),
  mutation('the interval of the panel', /arguments in the text/, (dashboard) => {
    replaceQuery(dashboard, '$__customInterval(2d,HOUR,92d,DAY,MONTH)', '$__interval');
  }),
  mutation('a fixed range', /arguments in the text/, (dashboard) => {
    replaceQuery(dashboard, '${__timeFrom:date:iso}', '2026-01-01T00:00:00Z');
  }),
  mutation('two columns of one name', /every column/, (dashboard) => {
    for (const column of someTarget(dashboard).columns ?? []) column.text = 'Time';
  }),
  mutation('a time series without time', /times in what is a time series/, (dashboard) => {
    const target = infinityTargetsOf(dashboard).find(
      ({ target: { format } }) => format === 'timeseries',
    )?.target;
    if (target !== undefined)
      target.columns = (target.columns ?? []).filter(({ type }) => type !== 'timestamp');
  }),
  mutation(
    'a data source by its uid',
    /data source that is chosen/,
    (dashboard) => (someTarget(dashboard).datasource.uid = 'P123'),
  ),
  mutation('a variable that is not there', /no variable that is not there/, (dashboard) => {
    replaceQuery(dashboard, '${__timezone}', '${timezone}');
  }),
  mutation('a clock that a panel does not follow', /follow in every duration/, (dashboard) => {
    replaceQuery(dashboard, 'clock: ${clock}, ', '');
    replaceQuery(dashboard, ', clock: ${clock}', '');
  }).of('signalzen-operators.json'),
  mutation('a title without its clock', /follow in every duration/, (dashboard) => {
    for (const panel of panelsOf(dashboard)) panel.title = panel.title.replace(' · ${clock:text}', '');
  }).of('signalzen-live.json'),
  mutation('a team that a panel does not follow', /follow in every number/, (dashboard) => {
    replaceQuery(dashboard, '&${team:queryparam}', '');
  }),
  mutation('a filter that a panel does not follow', /follow in every number/, (dashboard) => {
    replaceQuery(dashboard, '&${copilot:queryparam}', '');
  }),
  ...['${page:doublequote}', '${page:json}', '${page}', '$page'].map((written) =>
    mutation(`a choice written as ${written}`, /no quote, backslash or line break/, (dashboard) => {
      replaceQuery(dashboard, '${page:queryparam}', written);
    }),
  ),
  mutation('an attribute as it stands', /no quote, backslash or line break/, (dashboard) => {
    replaceQuery(dashboard, 'groupBy: [PAGE]', 'groupBy: [ATTRIBUTE], attribute: "${page:doublequote}"');
  }),
  mutation(
    'every value for all',
    /short value for all/,
    (dashboard) => delete variableOf(dashboard, 'operator')['allValue'],
  ),
  mutation('choices under other names', /__text and __value/, (dashboard) => {
    const { infinityQuery } = variableOf(dashboard, 'operator')['query'] as { infinityQuery: TargetJson };
    for (const column of infinityQuery.columns ?? []) column.text = column.selector;
  }),
];

function mutation(name: string, rule: RegExp, change: (dashboard: DashboardJson) => unknown) {
  const made: Mutation = { name, rule, break: (dashboard) => void change(dashboard) };
  return { ...made, of: (file: string): Mutation => ({ ...made, file }) };
}
