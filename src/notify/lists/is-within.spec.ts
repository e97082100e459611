import { UNBOUNDED } from '../../platform/access/caller';
import { READY_ALERTS } from '../../platform/rules/alert-rules';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { isWithin } from './is-within';

const alertOf = (name: string, more: Partial<AlertRules> = {}) =>
  ({ ...READY_ALERTS[name], name, accounts: [], teams: [], ...more }) as AlertRules;
const SHOP = { ...UNBOUNDED, accounts: ['shop'] };
const SALES = { ...UNBOUNDED, teams: ['Sales'] };

describe('an alert', () => {
  it('of everything is for whoever is bound to nothing', () => {
    expect(isWithin(alertOf('data'), '', UNBOUNDED)).toBe(true);
    expect(isWithin(alertOf('data'), '', SHOP)).toBe(false);
    expect(isWithin(alertOf('data'), '', SALES)).toBe(false);
  });

  it('of some is for whoever may see all of these', () => {
    expect(isWithin(alertOf('data', { accounts: ['shop'] }), '', SHOP)).toBe(true);
    expect(isWithin(alertOf('data', { accounts: ['shop', 'blog'] }), '', SHOP)).toBe(false);
    expect(isWithin(alertOf('data', { accounts: ['shop'] }), '', { ...SHOP, teams: ['Sales'] })).toBe(false);
    expect(isWithin(alertOf('data', { teams: ['Sales'] }), '', SALES)).toBe(true);
  });

  it('of one account that is silent is for whoever may see that', () => {
    expect(isWithin(alertOf('silence'), 'shop', SHOP)).toBe(true);
    expect(isWithin(alertOf('silence'), 'blog', SHOP)).toBe(false);
    expect(isWithin(alertOf('silence'), '', SHOP)).toBe(false);
  });
});
