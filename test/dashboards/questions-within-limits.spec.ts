import { readFileSync } from 'node:fs';
import type { FragmentDefinitionNode, GraphQLSchema } from 'graphql';
import { getIntrospectionQuery, Kind, parse } from 'graphql';
import { listLengths } from '../../src/answer/graphql/limits/introspection-size';
import { MAX_COST, operationCost } from '../../src/answer/graphql/limits/operation-cost';
import { ResultTooLarge } from '../../src/answer/measures/bad-input';
import { MEASURES } from '../../src/answer/measures/registry/measures';
import { firstChoicesOf } from './choices-of';
import { graphqlOf, infinityTargetsOf, readDashboards } from './dashboard-json';
import { withChoices } from './infinity/with-choices';
import { withMacros } from './infinity/with-macros';
import { serviceSchema } from './service-schema';

const TO = Date.UTC(2026, 2, 3);
const TEN_YEARS = { from: TO - 3_653 * 86_400_000, to: TO };

/** The text of a question of the page, which is a program of its own. */
function questionOfPage(file: string): string {
  return /text: `([^`]+)`/.exec(readFileSync(`page/api/${file}.ts`, 'utf8'))?.[1] ?? '';
}

describe('what an operation costs', () => {
  let schema: GraphQLSchema;

  beforeAll(async () => {
    schema = await serviceSchema();
  });

  const costOf = (query: string, variables: Record<string, unknown> = {}) => {
    const document = parse(query);
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const rootType = schema.getQueryType();
    if (operation?.kind !== Kind.OPERATION_DEFINITION || !rootType) throw new Error('no query');
    const fragments = document.definitions.filter(
      (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
    );
    const asked = {
      ...{ rootType, selectionSet: operation.selectionSet, variables },
      fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    };
    return operationCost(asked, listLengths(schema));
  };
  const refusal = (query: string) => {
    try {
      return costOf(query).cost;
    } catch (error) {
      return error instanceof ResultTooLarge ? error.message : error;
    }
  };
  const YEARS = 'from: "2016-01-01T00:00Z", to: "2026-01-01T00:00Z"';
  const ALL = MEASURES.map(({ name }) => name).join(' ');
  const many = (count: number, field: (index: number) => string) =>
    `{ ${Array.from({ length: count }, (_, index) => field(index)).join(' ')} }`;

  it('is far from the limit for every question of the dashboards, over ten years as well', () => {
    const questions = [...readDashboards().values()].flatMap((dashboard) =>
      infinityTargetsOf(dashboard).map(({ target }) =>
        withMacros(withChoices(graphqlOf(target), firstChoicesOf(dashboard)), TEN_YEARS),
      ),
    );
    expect(questions.length).toBeGreaterThan(50);
    for (const question of questions) expect(costOf(question).cost).toBeLessThan(MAX_COST / 2);
  });

  it('is far from the limit for the questions of the page, over ten years as well', () => {
    const [from, to] = [new Date(TEN_YEARS.from), new Date(TEN_YEARS.to)];
    const variables = { from, to, zone: 'Europe/Vilnius', clock: 'WORKING', filter: null, hasMenus: true };
    expect(costOf(questionOfPage('headline'), variables).cost).toBeLessThan(MAX_COST / 4);
    const compared = { ...variables, compare: 'PREVIOUS_PERIOD' };
    expect(costOf(questionOfPage('summary'), compared).cost).toBeLessThan(MAX_COST / 4);
    expect(costOf(questionOfPage('overview'), compared).cost).toBeLessThan(MAX_COST / 2);
    const [beforeFrom, beforeTo] = [from, to];
    const grouped = { ...variables, beforeFrom, beforeTo, compares: true, groupBy: ['PAGE'] };
    expect(costOf(questionOfPage('table'), { ...grouped, ofPeople: true, ofCases: true }).cost).toBeLessThan(
      MAX_COST / 4,
    );
  });

  it.each([
    [
      'ten years by hour with every measure',
      `{ stats(${YEARS}, granularity: HOUR, limit: 100000) { time ${ALL} } }`,
    ],
    [
      'the same through fragments',
      `{ stats(${YEARS}, granularity: HOUR, limit: 100000) { ...A } } fragment A on StatsRow { time ...B } fragment B on StatsRow { ${ALL} }`,
    ],
    [
      'one measure by many names',
      many(
        1,
        () =>
          `stats(${YEARS}, granularity: HOUR, limit: 100000) { ${many(40, (index) => `a${index}: closures`).slice(1, -1)} }`,
      ),
    ],
    [
      'six series of years by quarters of an hour',
      many(
        6,
        (index) =>
          `a${index}: stats(from: "2023-03-15T00:00Z", to: "2026-01-01T00:00Z", granularity: QUARTER_HOUR, limit: 100000) { time closures }`,
      ),
    ],
    [
      'as many with a compared period',
      many(
        3,
        (index) =>
          `a${index}: stats(from: "2023-03-15T00:00Z", to: "2026-01-01T00:00Z", granularity: QUARTER_HOUR, compare: PREVIOUS_YEAR, limit: 100000) { time closures }`,
      ),
    ],
    ['a hundred totals', many(101, (index) => `a${index}: stats(${YEARS}, granularity: TOTAL) { closures }`)],
    ['many heatmaps', many(12, (index) => `a${index}: heatmap(${YEARS}) { hour }`)],
    ['many explanations', many(21, (index) => `a${index}: explain(${YEARS}, measure: "closures") { value }`)],
    [
      'many long lists',
      many(
        10,
        (index) =>
          `a${index}: episodes(${YEARS}, limit: 10000) { account chatId number status startedAt operator page rating closedAt messagesVisitor }`,
      ),
    ],
    [
      'the schema many times over',
      `{ __schema { types { fields { ${many(900, (index) => `a${index}: name`).slice(1, -1)} } } } }`,
    ],
  ])('is too much for %s, and the refusal says how much it is and what to do', (_, query) => {
    expect(refusal(query)).toMatch(
      /^This would cost [\d,]+, and 1,000,000 is the most .* Ask for a coarser/s,
    );
  });

  it.each([
    [
      'a series of a year by hour with forty measures',
      `{ stats(from: "2025-01-01T00:00Z", to: "2026-01-01T00:00Z", granularity: HOUR) { time ${MEASURES.slice(
        0,
        40,
      )
        .map(({ name }) => name)
        .join(' ')} } }`,
    ],
    [
      'three years by quarters of an hour',
      '{ stats(from: "2023-03-15T00:00Z", to: "2026-01-01T00:00Z", granularity: QUARTER_HOUR, limit: 100000) { time closures } }',
    ],
    ['thirty totals', many(30, (index) => `a${index}: stats(${YEARS}, granularity: TOTAL) { ${ALL} }`)],
    [
      'what is left out',
      `{ stats(${YEARS}, granularity: HOUR) @skip(if: true) { time ${ALL} } measures { name } }`,
    ],
    ['the whole schema, as tools ask for it', getIntrospectionQuery()],
  ])('is not too much for %s', (_, query) => {
    expect(refusal(query)).toBeLessThan(MAX_COST);
  });

  it('is told in no time for fragments that multiply', () => {
    const fragments = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on StatsRow { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ stats(${YEARS}, granularity: TOTAL) { ...F0 } } ${fragments.join(' ')} fragment F60 on StatsRow { closures }`;
    expect(refusal(query)).toBeLessThan(MAX_COST / 10);
  });

  it('counts who reads bodies, and knows what asks nothing of the database', () => {
    const range = 'from: "2025-01-01T00:00Z", to: "2026-01-01T00:00Z"';
    const query = `{ events(${range}) { id payload } b: chatEvents(chatId: "1") { text } deliveries(${range}) { id bytes } }`;
    expect(costOf(query)).toMatchObject({ asks: true, bodyFields: 2 });
    expect(costOf('{ __typename measures { name } }')).toMatchObject({ asks: false, bodyFields: 0 });
  });
});
