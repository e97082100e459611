import { graphqlOf, INFINITY, infinityTargetsOf, panelsOf } from '../dashboard-json';
import type { TargetJson } from '../dashboard-json';
import { unless } from './rule';
import type { Rule } from './rule';

const FILTERS = ['account', 'operator', 'team', 'page', 'copilot', 'hours', 'attribute', 'attribute_value'];

/** Questions in which anything is a duration. */
const DURATIONS = /rows: (?!targets)\w+\([^]*(?:Seconds|shareBelow)/;

/** What the Infinity plugin demands of a question, and what it does not tell when it is missing. */
export const TARGET_RULES: readonly Rule[] = [
  everyTarget('ask GraphQL through the backend of the plugin, at the rows of the answer', (target) => [
    ...unless(target['type'] === 'graphql', 'is not of the type graphql'),
    ...unless(target['source'] === 'url' && target['url'] === '/graphql', 'does not ask /graphql'),
    ...unless(target['parser'] === 'backend', 'is not read by the backend'),
    ...unless(/^data\.rows(\.\w+)?$/.test(target.root_selector ?? ''), 'does not select data.rows'),
    ...unless(['table', 'timeseries', 'dataframe'].includes(String(target.format)), 'has no format'),
    ...unless(JSON.stringify(target['filters']) === '[]', 'has filters'),
    ...unless(JSON.stringify(target['computed_columns']) === '[]', 'has computed columns'),
  ]),
  everyTarget(
    'send a POST with a body: without a method it would be a GET without one',
    ({ url_options: options = {} }) => [
      ...unless(options['method'] === 'POST', 'is not sent as POST'),
      ...unless(options['body_type'] === 'graphql', 'has no GraphQL body'),
      ...unless(options['body_content_type'] === 'application/json', 'does not send JSON'),
      ...unless(options['data'] === '', 'has other data'),
    ],
  ),
  everyTarget(
    'have their arguments in the text of the query: variables of GraphQL get no macros',
    (target) => [
      ...unless(target.url_options?.['body_graphql_variables'] === '', 'has variables of GraphQL'),
      ...unless(
        !/\$__interval|\$__(from|to)\b|\$\{__(from|to)/.test(graphqlOf(target)),
        'uses a macro that the plugin does not know everywhere',
      ),
      ...unless(
        !/\bfrom: (?!"\$\{__timeFrom:date:iso\}")|\bto: (?!"\$\{__timeTo:date:iso\}")/.test(
          graphqlOf(target),
        ),
        "has a range that is not the dashboard's",
      ),
    ],
  ),
  everyTarget('give every column a selector, a name of its own and a type', ({ columns = [] }) => [
    ...unless(columns.length > 0, 'has no columns'),
    ...unless(
      new Set(columns.map(({ text }) => text)).size === columns.length,
      'has two columns of one name',
    ),
    ...columns.flatMap(({ selector, text, type }) => [
      ...unless(selector !== '' && text !== '', 'has a column without a name'),
      ...unless(['timestamp', 'number', 'string'].includes(type), `has a column of the type ${type}`),
    ]),
  ]),
  everyTarget('have times in what is a time series, once', ({ format, columns = [] }) => {
    const times = columns.filter(({ type }) => type === 'timestamp').length;
    return unless(format !== 'timeseries' || times === 1, `has ${times} columns of time`);
  }),
  {
    name: 'ask the data source that is chosen above',
    problems: (dashboard) => {
      const plugins = new Map(
        dashboard.templating.list
          .filter(({ type }) => type === 'datasource')
          .map(({ name, query }) => [`\${${name}}`, query]),
      );
      const sources = panelsOf(dashboard).flatMap(({ title, datasource, targets = [] }) =>
        [datasource, ...targets.map((target) => target.datasource)].map((source) => ({ title, source })),
      );
      const isChosen = (source = { type: '', uid: '' }) => plugins.get(source.uid) === source.type;
      return sources.flatMap(({ title, source }) =>
        unless(isChosen(source), `panel "${title}" asks ${source?.uid ?? 'nothing'}`),
      );
    },
  },
  {
    name: 'use no variable that is not there',
    problems: (dashboard) => {
      const there = new Set(dashboard.templating.list.map(({ name }) => name));
      const text = JSON.stringify([dashboard.panels, dashboard.templating, dashboard.links]);
      const used = [...text.matchAll(/\$\{([A-Za-z_]+)[:}]|\$([A-Za-z]\w*)/g)].map(
        ([, braced, bare]) => braced ?? bare ?? '',
      );
      return used
        .filter((name) => !name.startsWith('__'))
        .flatMap((name) => unless(there.has(name), `there is no variable ${name}`));
    },
  },
  {
    name: 'follow in every number all filters that can be chosen above',
    problems: (dashboard) => {
      const filters = dashboard.templating.list
        .map(({ name }) => name)
        .filter((name) => FILTERS.includes(name));
      return infinityTargetsOf(dashboard)
        .filter(({ target }) =>
          /rows: (stats|distribution|heatmap|live|episodes|targets)\(/.test(graphqlOf(target)),
        )
        .flatMap(({ where, target }) =>
          filters.flatMap((name) =>
            unless(graphqlOf(target).includes(`\${${name}:queryparam}`), `${where} does not follow ${name}`),
          ),
        );
    },
  },
  {
    name: 'follow in every duration the clock that is chosen above, and say it in the title',
    problems: (dashboard) =>
      panelsOf(dashboard).flatMap(({ title, targets = [] }) => {
        const ofDurations = targets.map(graphqlOf).filter((query) => DURATIONS.test(query));
        return [
          ...ofDurations.flatMap((query) =>
            unless(query.includes('clock: ${clock}'), `panel "${title}" does not follow the clock`),
          ),
          ...unless(
            title.includes('${clock:text}') === ofDurations.length > 0,
            `panel "${title}" does not say its clock, or says one without durations`,
          ),
        ];
      }),
  },
  {
    name: 'write chosen values so that no quote, backslash or line break in one changes the question',
    problems: (dashboard) => {
      const lists = dashboard.templating.list.filter(
        ({ type, query }) => type === 'query' && JSON.stringify(query).includes(INFINITY),
      );
      return infinityTargetsOf(dashboard).flatMap(({ where, target }) => {
        const rest = SAFE.reduce((text, form) => text.replaceAll(form, ''), graphqlOf(target));
        return lists.flatMap(({ name }) =>
          unless(!new RegExp(`\\$\\{?${name}\\b`).test(rest), `${where} writes ${name} as it stands`),
        );
      });
    },
  },
  {
    name: 'have a short value for all where several can be chosen',
    problems: (dashboard) =>
      dashboard.templating.list
        .filter(
          ({ type, multi, query }) =>
            type === 'query' && multi === true && JSON.stringify(query).includes(INFINITY),
        )
        .flatMap(({ name, allValue, includeAll }) =>
          unless(allValue === ',' && includeAll === true, `"${name}" has no short value for all`),
        ),
  },
  {
    name: 'ask for the choices as __text and __value, and ask again when the range changes',
    problems: (dashboard) =>
      dashboard.templating.list
        .filter(({ type, query }) => type === 'query' && JSON.stringify(query).includes(INFINITY))
        .flatMap(({ name, query, refresh }) => {
          const { queryType, infinityQuery } = query as { queryType?: string; infinityQuery?: TargetJson };
          const texts = infinityQuery?.columns?.map(({ text }) => text) ?? [];
          return [
            ...unless(queryType === 'infinity', `"${name}" is no query of the plugin`),
            ...unless(texts.join() === '__text,__value', `"${name}" has the columns ${texts.join()}`),
            ...unless(refresh === 2, `"${name}" is asked only once`),
          ];
        }),
  },
];

/** Names of accounts are letters, digits and dashes; anything else can be anything. */
const SAFE = [
  /\bencoded: "(?:\$\{[a-z_]+:queryparam\}&?)+"/g,
  /\bencoded[A-Z]\w*: "\$\{[a-z_]+:percentencode\}"/g,
  /\baccounts: \[\$\{account:doublequote\}\]/g,
];

function everyTarget(name: string, problemsOf: (target: TargetJson) => string[]): Rule {
  return {
    name,
    problems: (dashboard) =>
      infinityTargetsOf(dashboard).flatMap(({ where, target }) =>
        problemsOf(target).map((problem) => `${where} ${problem}`),
      ),
  };
}
