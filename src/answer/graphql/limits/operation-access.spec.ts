import { Kind, parse } from 'graphql';
import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { serviceSchema } from '../../../../test/dashboards/service-schema';
import { UNBOUNDED } from '../../../platform/access/caller';
import type { Bounds, Caller } from '../../../platform/access/caller';
import { Forbidden } from '../../../platform/access/forbidden';
import type { Scope } from '../../../platform/access/scopes';
import { requirementOf } from '../requires';
import { requireAccess } from './operation-access';

const RANGE = 'from: "2026-01-01T00:00Z", to: "2026-01-02T00:00Z"';
const SHOP: Bounds = { ...UNBOUNDED, accounts: ['shop'] };

describe('what a caller may select', () => {
  let schema: GraphQLSchema;

  beforeAll(async () => {
    schema = await serviceSchema();
  });

  const ask =
    (query: string, scopes: Scope[], bounds = UNBOUNDED, variables: Record<string, unknown> = {}) =>
    () => {
      const queryType = schema.getQueryType();
      if (!queryType) throw new Error('there is no query type');
      const { definitions } = parse(query);
      const { selectionSet } = definitions.find(
        (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
      ) as OperationDefinitionNode;
      const fragments = Object.fromEntries(
        definitions
          .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
          .map((one) => [one.name.value, one]),
      );
      const caller: Caller = { kind: 'token', id: 'id', name: 'name', scopes: new Set(scopes), bounds };
      requireAccess({ queryType, selectionSet, fragments, variables }, caller);
    };

  it('is declared at every root field: its scope, and what narrows it', () => {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    expect(fields.length).toBeGreaterThan(20);
    const silent = fields.filter((field) => requirementOf(field)?.narrowedBy === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('says what it has and what it needs', () => {
    const events = `{ events(${RANGE}) { id text } }`;
    expect(ask(events, ['contacts', 'texts'])).not.toThrow();
    expect(ask(events, ['numbers'])).toThrow(Forbidden);
    expect(ask(events, ['numbers'])).toThrow(
      'This token has numbers; contacts is needed for events; texts is needed for ChatEvent.text.',
    );
    expect(ask(events, [])).toThrow(/^This token has no scope; /);
  });

  it('is found through fragments, aliases and directives', () => {
    const has = ['numbers', 'contacts'] as const;
    for (const query of [
      `{ events(${RANGE}) { ...of } } fragment of on ChatEvent { id written: text }`,
      `{ events(${RANGE}) { ... on ChatEvent { ... { name } } } }`,
      `{ ...root } fragment root on Query { e: events(${RANGE}) { payload } }`,
      `query ($yes: Boolean!) { deliveries(${RANGE}) { id payload @include(if: $yes) } }`,
    ])
      expect(ask(query, [...has], UNBOUNDED, { yes: true })).toThrow(/texts is needed for/);
    const left = `query ($yes: Boolean!) { deliveries(${RANGE}) { id payload @include(if: $yes) } }`;
    expect(ask(left, [...has], UNBOUNDED, { yes: false })).not.toThrow();
  });

  it('leaves the schema to everybody who is known', () => {
    expect(ask('{ __typename __schema { queryType { name } } }', [])).not.toThrow();
  });

  it('is refused where a bound cannot narrow it, and never answered without the bound', () => {
    expect(ask(`{ stats(${RANGE}) { closures } measures { name } }`, ['numbers'], SHOP)).not.toThrow();
    expect(
      ask(`{ targetNames { value } accounts: coverage(${RANGE}) { day } }`, ['numbers'], {
        ...SHOP,
        teams: ['Sales'],
      }),
    ).toThrow(/^coverage, which cannot be narrowed to that, lies outside .*: account shop and team Sales\.$/);
  });
});
