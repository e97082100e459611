import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { firstChoicesOf } from './choices-of';
import type { ColumnJson, DashboardJson, TargetJson } from './dashboard-json';
import { infinityTargetsOf, readDashboards } from './dashboard-json';
import { shownOf } from './infinity/shown';
import { MUTATIONS } from './mutations';
import { TABLE_MUTATIONS } from './table-mutations';
import { ALL_RULES } from './rules/all-rules';
import { serviceSchema } from './service-schema';
import { problemsAgainst } from './target-against-schema';

const FILE = 'signalzen-ratings.json';
const dashboards = readDashboards();
const whole = dashboards.get(FILE) as DashboardJson;
const mutations = [...MUTATIONS, ...TABLE_MUTATIONS];

describe('A dashboard with one thing wrong', () => {
  it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    'is found out: %s',
    (_, mutation) => {
      const { file = FILE, rule } = mutation;
      const broken = structuredClone(dashboards.get(file) as DashboardJson);
      mutation.break(broken);
      expect(broken).not.toEqual(dashboards.get(file));
      const found = ALL_RULES.filter((one) => one.problems(broken, file).length > 0).map(({ name }) => name);
      expect(found).toContainEqual(expect.stringMatching(rule));
    },
  );

  it('has a mutation for every rule', () => {
    const unbroken = ALL_RULES.filter(({ name }) => !mutations.some(({ rule }) => rule.test(name)));
    expect(unbroken.map(({ name }) => name)).toEqual([]);
  });
});

describe('A question that does not fit the schema', () => {
  let schema: GraphQLSchema;
  const choices = firstChoicesOf(whole);
  const changed = (
    change: (target: TargetJson & { columns: ColumnJson[] }, query: string) => string | undefined,
  ) => {
    const target = structuredClone(infinityTargetsOf(whole)[0]?.target) as TargetJson & {
      columns: ColumnJson[];
    };
    const options = target.url_options ?? {};
    const query = options['body_graphql_query'] ?? '';
    options['body_graphql_query'] = change(target, query) ?? query;
    return problemsAgainst(schema, target, choices);
  };

  beforeAll(async () => {
    schema = await serviceSchema();
  });

  it('is found out: a field that is not there', () => {
    expect(changed((_, query) => query.replace('csatRate', 'csat'))).toEqual([
      expect.stringMatching(/Cannot query field "csat"/),
    ]);
  });

  it('is found out: a selector that is not asked for', () => {
    expect(
      changed(({ columns }) => void (columns[2] = { selector: 'ratings', text: 'Ratings', type: 'number' })),
    ).toEqual(expect.arrayContaining([expect.stringMatching(/ratings is not asked for/)]));
  });

  it('is found out: a field that nobody sees', () => {
    expect(changed((_, query) => query.replace('csatRate', 'csatRate ratings'))).toEqual([
      'ratings is asked for and not shown',
    ]);
  });

  it('is found out: a column of another type', () => {
    expect(
      changed(({ columns }) => void (columns[2] = { selector: 'csatRate', text: 'CSAT', type: 'timestamp' })),
    ).toEqual(['csatRate is Float, not timestamp']);
  });

  it('is found out: a root without the name that is selected', () => {
    expect(changed((_, query) => query.replace('rows: ', ''))).toEqual(['the root field is not called rows']);
  });

  it('is found out: a second root', () => {
    expect(
      changed((_, query) => query.replace('{ rows: ', '{ rows: __schema { description } other: ')),
    ).toEqual(['has not one root field']);
  });

  it('is found out: a list within the root that is not there, or not asked for alone', () => {
    const target = infinityTargetsOf(dashboards.get('signalzen-data-quality.json') as DashboardJson).find(
      ({ target: one }) => one.root_selector === 'data.rows.received',
    )?.target as TargetJson;
    const asking = (query: string) =>
      problemsAgainst(
        schema,
        { ...target, url_options: { ...target.url_options, body_graphql_query: query } },
        choices,
      );
    const query = target.url_options?.['body_graphql_query'] ?? '';
    expect(asking(query)).toEqual([]);
    const problem = ['asks for something else than received'];
    expect(asking(query.replace('received {', 'rebuildDue received {'))).toEqual(problem);
    expect(asking('{ rows: freshness { rebuildDue } }')).toEqual(problem);
    expect(asking(query.replace('account ', ''))).toEqual(['account is not asked for, or no leaf']);
  });

  it('is found out: a root that may be null', () => {
    const target = infinityTargetsOf(whole).find(({ where }) => where === 'variable "account"')
      ?.target as TargetJson;
    const withRoot = (type: string) =>
      buildSchema(`type NamedValue { value: String! label: String! } type Query { accounts: ${type} }`);
    expect(problemsAgainst(withRoot('[NamedValue!]!'), target, choices)).toEqual([]);
    for (const type of ['[NamedValue!]', '[NamedValue]!'])
      expect(problemsAgainst(withRoot(type), target, choices)).toEqual(['accounts may be null']);
  });
});

describe('An answer that the plugin would swallow', () => {
  const target: TargetJson = {
    ...{ refId: 'A', datasource: { type: '', uid: '' }, format: 'timeseries', root_selector: 'data.rows' },
    columns: [
      { selector: 'time', text: 'Time', type: 'timestamp' },
      { selector: 'operator', text: 'Operator', type: 'string' },
      { selector: 'replies', text: 'Replies', type: 'number' },
    ],
  };
  const row = (time: unknown, operator: unknown, replies: unknown) => ({ time, operator, replies });
  const problemsOf = (rows: unknown, status = 200) => shownOf(target, status, { data: { rows } }).problems;
  const [first, second] = ['2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'];

  it('is none when all is well: a field for each text', () => {
    const { frame, problems } = shownOf(target, 200, {
      data: { rows: [row(first, '1', 3), row(first, '2', 4), row(second, '2', null)] },
    });
    expect(problems).toEqual([]);
    expect(frame.fields.map(({ name, labels, values }) => [name, labels, values])).toEqual([
      ['Time', {}, [Date.parse(first), Date.parse(second)]],
      ['Replies', { Operator: '1' }, [3, null]],
      ['Replies', { Operator: '2' }, [4, null]],
    ]);
  });

  it('is found out: times that go back', () => {
    expect(problemsOf([row(second, '1', 3), row(first, '1', 3)])).toEqual([
      'the time series could not be made',
    ]);
  });

  it('is found out: a time that is null, or no time', () => {
    for (const time of [null, 'today'])
      expect(problemsOf([row(time, '1', 3)])).toEqual(['the time series could not be made']);
  });

  it('is found out: a selector that finds nothing', () => {
    expect(problemsOf([{ time: first, operator: '1' }])).toEqual(['replies is in no row']);
  });

  it('is found out: rows that are null, or elsewhere', () => {
    expect(problemsOf(null)).toEqual(['rows are null, and the panel would say "No data"']);
    expect(problemsOf(undefined)).toEqual(['invalid root selector data.rows']);
  });

  it('is found out: a refusal', () => {
    expect(problemsOf([], 400)).toEqual([expect.stringMatching(/^status 400/)]);
  });

  it('is none for an empty list', () => {
    expect(problemsOf([])).toEqual([]);
  });
});
