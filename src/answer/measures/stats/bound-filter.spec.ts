import fc from 'fast-check';
import { UNBOUNDED } from '../../../platform/access/caller';
import type { Bounds } from '../../../platform/access/caller';
import { Forbidden } from '../../../platform/access/forbidden';
import { requireGroupsWithin } from './bound-filter';
import { NO_FILTER } from './dimensions';
import { resolveFilter } from './filter-input';

const SHOP: Bounds = { ...UNBOUNDED, accounts: ['shop', 'blog'], teams: ['Sales'] };
const VIEW = {
  ...UNBOUNDED,
  view: {
    operators: ['shop:7'],
    pages: ['/a', '/b'],
    attributes: [{ name: 'plan', values: ['pro', 'free'] }],
    copilot: false,
    hours: 'INSIDE',
    range: { preset: 'LAST_7_DAYS' },
    ...{ zone: 'UTC', compare: 'NONE', clock: 'CALENDAR', host: undefined },
  },
} as const satisfies Bounds;

describe('a filter within bounds', () => {
  it('is the bound where it asks for everything, and stays where it asks for a part of that', () => {
    expect(resolveFilter(null, SHOP)).toEqual({ ...NO_FILTER, accounts: ['shop', 'blog'], teams: ['Sales'] });
    expect(resolveFilter({ accounts: ['blog'] }, SHOP).accounts).toEqual(['blog']);
    expect(resolveFilter({ encoded: 'account=blog' }, SHOP).accounts).toEqual(['blog']);
  });

  it.each([
    [
      'an account',
      { accounts: ['shop', 'other'] },
      /^account other lies outside .*: accounts shop, blog and team Sales\.$/,
    ],
    ['an encoded account', { encoded: 'account=other' }, /account other/],
    ['a team', { teams: ['Support'] }, /team Support/],
    ['whoever is in no team', { teams: [''] }, /who is in no team/],
    ['an operator of an account', { operators: ['other:7'] }, /account other/],
  ])('refuses %s beyond them, with their names', (_, asked, message) => {
    expect(() => resolveFilter(asked, SHOP)).toThrow(Forbidden);
    expect(() => resolveFilter(asked, SHOP)).toThrow(message);
  });

  it('is that of a view, and refuses what the view does not show', () => {
    expect(resolveFilter(null, VIEW)).toEqual({
      ...NO_FILTER,
      operators: [{ account: 'shop', id: '7' }],
      pages: ['/a', '/b'],
      attributes: [{ name: 'plan', values: ['pro', 'free'] }],
      copilot: false,
      hours: 'INSIDE',
    });
    expect(resolveFilter({ pages: ['/b'], hours: 'INSIDE' }, VIEW).pages).toEqual(['/b']);
    for (const asked of [
      { pages: ['/c'] },
      { operators: ['7'] },
      { operators: ['shop:8'] },
      { copilot: true },
      { hours: 'OUTSIDE' } as const,
      { attributes: [{ name: 'plan', values: ['none'] }] },
    ])
      expect(() => resolveFilter(asked, VIEW)).toThrow(Forbidden);
  });

  it('is of a page or an attribute only where the view is: these can be those of a single visitor', () => {
    const whole: Bounds = { ...UNBOUNDED, view: { ...VIEW.view, pages: [], attributes: [] } };
    for (const asked of [
      { pages: ['/customers/7'] },
      { attributes: [{ name: 'email', values: ['jane@example.com'] }] },
      { encoded: 'attribute=email&attribute_value=jane%40example.com' },
    ])
      expect(() => resolveFilter(asked, whole)).toThrow(Forbidden);
    const twice = {
      attributes: [
        { name: 'plan', values: ['pro'] },
        { name: 'plan', values: ['none'] },
      ],
    };
    expect(() => resolveFilter(twice, VIEW)).toThrow(/plan none/);
    expect(() => {
      requireGroupsWithin(['OPERATOR', 'ATTRIBUTE'], VIEW);
    }).toThrow(/a row for each ATTRIBUTE/);
    expect(() => {
      requireGroupsWithin(['PAGE'], UNBOUNDED);
      requireGroupsWithin(['OPERATOR', 'TEAM'], VIEW);
    }).not.toThrow();
  });

  it('never holds an account or a team beyond them, whatever is asked', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 3 });
    fc.assert(
      fc.property(names, names, names, names, (accounts, teams, boundAccounts, boundTeams) => {
        const bounds = { ...UNBOUNDED, accounts: boundAccounts, teams: boundTeams };
        let filter;
        try {
          filter = resolveFilter({ accounts, teams }, bounds);
        } catch (error) {
          expect(error).toBeInstanceOf(Forbidden);
          return;
        }
        if (boundAccounts.length > 0) expect(filter.accounts.length).toBeGreaterThan(0);
        if (boundTeams.length > 0) expect(filter.teams.length).toBeGreaterThan(0);
        for (const name of boundAccounts.length > 0 ? filter.accounts : [])
          expect(boundAccounts).toContain(name);
        for (const name of boundTeams.length > 0 ? filter.teams : []) expect(boundTeams).toContain(name);
      }),
    );
  });
});
