import { getNamedType, isObjectType, Kind, parse } from 'graphql';
import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { serviceSchema } from '../../../../test/dashboards/service-schema';
import { UNBOUNDED } from '../../../platform/access/caller';
import type { Bounds, Caller } from '../../../platform/access/caller';
import { Forbidden } from '../../../platform/access/forbidden';
import type { Scope } from '../../../platform/access/scopes';
import type { SharedView } from '../../../platform/access/shared-view';
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
      const { definitions } = parse(query);
      const { selectionSet, operation } = definitions.find(
        (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
      ) as OperationDefinitionNode;
      const fragments = Object.fromEntries(
        definitions
          .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
          .map((one) => [one.name.value, one]),
      );
      const rootType = schema.getRootType(operation);
      if (!rootType) throw new Error('there is no such type');
      const caller: Caller = { kind: 'token', id: 'id', name: 'name', scopes: new Set(scopes), bounds };
      requireAccess({ rootType, selectionSet, fragments, variables }, caller);
    };

  it('is declared at every root field: its scope, and what narrows it', () => {
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}),
    );
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

  describe('with a share link', () => {
    const view: SharedView = {
      ...{ operators: [], pages: [], attributes: [], copilot: undefined, hours: 'ALL', zone: 'UTC' },
      ...{ range: { from: Date.parse('2026-01-01'), to: Date.parse('2026-01-02') }, host: undefined },
      ...{ compare: 'NONE', clock: 'CALENDAR' },
    };
    const OUTSIDE = 'from: "2026-01-01T00:00Z", to: "2026-01-02T00:00:01Z"';
    const NEEDED: Readonly<Record<string, string>> = {
      ...{ measure: 'FIRST_RESPONSE', measures: '["closures"]', name: '"plan"', chatId: '7', id: '7' },
      ...{ expiresAt: '"2030-01-01"', time: '"2026-01-01"', text: '"Strike"' },
      ...{ rule: '"data"', until: '"2030-01-01"', channel: '"room"' },
    };
    const isOpen = (query: string, shown: Partial<SharedView>): boolean => {
      try {
        ask(query, ['numbers'], { ...UNBOUNDED, view: { ...view, ...shown } })();
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(Forbidden);
        return false;
      }
    };
    const openIn = (range: string, shown: Partial<SharedView> = {}, more = ''): string[] => {
      const roots = { query: schema.getQueryType(), mutation: schema.getMutationType() };
      return Object.entries(roots).flatMap(([operation, type]) => {
        const fields = Object.values(type?.getFields() ?? {});
        expect(fields.length).toBeGreaterThan(1);
        const open = fields.filter((field) => {
          const given = field.args.flatMap(({ name, type: needed }) => {
            if (name === 'from') return [range];
            if (name === 'compare' && more !== '') return [more];
            if (name === 'measure' && String(needed) === 'String!') return ['measure: "closures"'];
            return NEEDED[name] === undefined ? [] : [`${name}: ${NEEDED[name]}`];
          });
          const list = given.length === 0 ? '' : `(${given.join(', ')})`;
          return isOpen(`${operation} { ${field.name}${list} { __typename } }`, shown);
        });
        return open.map(({ name }) => name).sort();
      });
    };
    const always = () =>
      ['access', 'freshness', 'measures', 'share'].filter((name) => schema.getQueryType()?.getFields()[name]);
    const OF_RANGES = ['distribution', 'heatmap', 'responseCurve', 'stats', 'targets'];

    it('is what the view shows, in its range, and nothing else that there is', () => {
      expect(openIn(RANGE)).toEqual([...always(), ...OF_RANGES].sort());
      expect(openIn(OUTSIDE)).toEqual(always());
    });

    it('is of this moment only where the view is', () => {
      expect(openIn(RANGE, { range: { preset: 'TODAY' } })).toEqual([...always(), 'live'].sort());
    });

    it('is compared only where the view is, whatever stands there', () => {
      const compare = 'PREVIOUS_PERIOD';
      expect(openIn(RANGE, { compare })).toEqual([...always(), ...OF_RANGES, 'changes', 'summary'].sort());
      for (const more of ['compare: PREVIOUS_PERIOD', 'compare: PREVIOUS_YEAR']) {
        expect(openIn(RANGE, {}, more)).not.toContain('stats');
        expect(openIn(RANGE, {}, more)).not.toContain('changes');
      }
      expect(openIn(RANGE, {}, 'compare: null')).not.toContain('changes');
      expect(openIn(RANGE, { compare }, 'compare: PREVIOUS_YEAR')).not.toContain('stats');
    });

    it('is of freshness what tells of the figures', () => {
      const type = schema.getType('Freshness');
      if (!isObjectType(type)) throw new Error('there is no freshness');
      const open = Object.values(type.getFields()).filter(({ name, type: own }) => {
        const within = isObjectType(getNamedType(own)) ? ' { __typename }' : '';
        return isOpen(`{ freshness { ${name}${within} } }`, {});
      });
      expect(open.map(({ name }) => name).sort()).toEqual([
        ...['lastReceivedAt', 'lastRollupAt', 'leftOut', 'numbersMixed', 'rebuildDue'],
      ]);
    });
  });
});
