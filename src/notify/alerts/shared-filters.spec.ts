import { nameOfGroup } from '../../answer/measures/stats/groups';
import { nameOfFilter, shapeOf, sharedFilters } from './shared-filters';
import type { AlertFilter } from './shared-filters';

const of = (more: Partial<AlertFilter> = {}): AlertFilter => ({
  ...{ accounts: [], teams: [], pages: [], copilot: undefined },
  ...more,
});
const NOBODY = { account: null, operator: null, operatorName: null, team: null, teamOverlaps: null };

describe('Alerts that look at one value each of the same dimensions', () => {
  it('share a question that is grouped by these', () => {
    const some = [
      of({ pages: ['/a'], copilot: true }),
      of({ pages: ['/b'], copilot: false }),
      of({ pages: ['/a'], copilot: true }),
    ];
    expect(new Set(some.map((one) => shapeOf(one).key)).size).toBe(1);
    const [shared, ...more] = sharedFilters(some);
    expect(more).toEqual([]);
    expect(shared).toMatchObject({
      groupBy: ['PAGE', 'COPILOT'],
      filter: { accounts: [], pages: ['/a', '/b'], copilot: undefined },
    });
    expect(shared?.of.map(nameOfFilter)).toEqual([
      nameOfGroup({ ...NOBODY, page: '/a', copilot: true, attribute: null }),
      nameOfGroup({ ...NOBODY, page: '/b', copilot: false, attribute: null }),
    ]);
  });

  it('are asked for by themselves where they are alone, and in parts where they are many', () => {
    expect(sharedFilters([of({ teams: ['Sales'] })])).toMatchObject([
      { groupBy: [], filter: { teams: ['Sales'] } },
    ]);
    const many = Array.from({ length: 1_200 }, (_, index) => of({ accounts: [`a${index}`] }));
    expect(sharedFilters(many).map((shared) => shared.of.length)).toEqual([500, 500, 200]);
  });

  it('share none with those that look at several values of one, but with their like', () => {
    const [one, other] = [of({ accounts: ['a', 'b'] }), of({ accounts: ['a', 'c'] })];
    expect(shapeOf(one).key).not.toBe(shapeOf(other).key);
    expect(shapeOf(one).key).toBe(shapeOf(of({ accounts: ['a', 'b'] })).key);
    expect(shapeOf(of({ accounts: ['a'] })).key).not.toBe(shapeOf(of({ pages: ['a'] })).key);
    expect(sharedFilters([one, one])).toMatchObject([{ groupBy: [], filter: { accounts: ['a', 'b'] } }]);
  });
});
