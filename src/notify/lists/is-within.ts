import type { Bounds } from '../../platform/access/caller';
import type { AlertRules } from '../../platform/rules/alert-rules';

/** Whether an alert, or what it is about, tells of nothing that somebody may not see. */
export function isWithin(
  { condition, accounts = [], teams = [] }: Partial<AlertRules>,
  about: string,
  bounds: Bounds,
): boolean {
  // Of an account that is silent, there is one of its own.
  const isOfAccount = condition?.kind === 'silence' && about !== '';
  return isAmong(isOfAccount ? [about] : accounts, bounds.accounts) && isAmong(teams, bounds.teams);
}

/** @param own empty: all there are @param bound empty: all may be seen */
function isAmong(own: readonly string[], bound: readonly string[]): boolean {
  return bound.length === 0 || (own.length > 0 && own.every((name) => bound.includes(name)));
}
