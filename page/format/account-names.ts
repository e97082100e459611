import type { NamedValue } from '../api/overview';

/** What accounts are called in the rules; the id where they say nothing. */
export function accountNames(accounts: readonly NamedValue[] = []): (account: string) => string {
  const labels = new Map(accounts.map(({ value, label }) => [value, label]));
  return (account) => labels.get(account) ?? account;
}
