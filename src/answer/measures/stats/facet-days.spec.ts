import { facetOf, withSummedFacets } from './facet-days';
import { NO_FILTER } from './dimensions';
import type { Grouping } from './dimensions';

const ALL: Grouping = { groupBy: [], attribute: undefined, filter: NO_FILTER, teams: new Map() };
const plans = { name: 'plan', values: ['pro'] };

describe('sums by a facet', () => {
  it.each<[string | undefined, Partial<Grouping>]>([
    ['page', { groupBy: ['PAGE'] }],
    ['page', { groupBy: ['ACCOUNT', 'PAGE'], filter: { ...NO_FILTER, accounts: ['shop'] } }],
    ['page', { filter: { ...NO_FILTER, pages: ['/a'] } }],
    ['attribute/plan', { groupBy: ['ATTRIBUTE'], attribute: 'plan' }],
    ['attribute/plan', { filter: { ...NO_FILTER, attributes: [plans] } }],
    [
      'attribute/plan',
      { groupBy: ['ATTRIBUTE'], attribute: 'plan', filter: { ...NO_FILTER, attributes: [plans] } },
    ],
    [undefined, {}],
    [undefined, { groupBy: ['ACCOUNT'] }],
    [undefined, { groupBy: ['PAGE', 'OPERATOR'] }],
    [undefined, { groupBy: ['PAGE'], filter: { ...NO_FILTER, copilot: false } }],
    [undefined, { groupBy: ['PAGE'], filter: { ...NO_FILTER, hours: 'INSIDE' } }],
    [undefined, { groupBy: ['PAGE'], filter: { ...NO_FILTER, attributes: [plans] } }],
    [undefined, { groupBy: ['ATTRIBUTE'], attribute: 'tier', filter: { ...NO_FILTER, attributes: [plans] } }],
    [undefined, { filter: { ...NO_FILTER, attributes: [plans, { name: 'tier', values: ['1'] }] } }],
  ])('answer what asks for nothing besides but the account: %s of %j', (facet, asked) => {
    expect(facetOf({ ...ALL, ...asked })).toBe(facet);
  });

  it('are asked again where a day became invalid meanwhile, and at last not used', async () => {
    const answers = [
      [{ start: 86_400, version: '1' }],
      [],
      [{ start: 86_400, version: '2' }],
      [{ start: 86_400, version: '3' }],
      [{ start: 86_400, version: '3' }],
      [
        { start: 86_400, version: '3' },
        { start: 172_800, version: '4' },
      ],
    ];
    const database = (rows: object[][]) => ({
      query: () => Promise.resolve((rows.shift() ?? []) as never[]),
    });
    const seen: unknown[] = [];
    const ask = (days: unknown) => Promise.resolve(seen.push(days));
    const byPage: Grouping = { ...ALL, groupBy: ['PAGE'] };
    expect(await withSummedFacets(database(answers), byPage, ask)).toBe(3);
    expect(seen.at(-1)).toEqual({ facet: 'page', versions: new Map([[86_400_000, 3]]) });
    const changing = Array.from({ length: 6 }, (_, index) => [{ start: 86_400, version: String(index) }]);
    await withSummedFacets(database(changing), byPage, ask);
    expect(seen.at(-1)).toBeUndefined();
  });
});
