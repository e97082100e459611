/** An account's name, as it stands in the name of its setting, in lower case. It never holds a colon. */
export const ACCOUNT_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Operators who are meant: an operator is a person of an account, and equal ids in two accounts are two people. */
export interface OperatorChoice {
  /** `undefined`: whoever has the id, in any account. */
  readonly account: string | undefined;
  readonly id: string;
}

/**
 * Reads `7`, or `shop:7` for that of one account. What stands before the first colon is always the account, so that
 * an id that holds a colon itself can only be given with its account.
 * @returns `undefined` where what stands before the first colon cannot be an account's name
 */
export function readOperatorChoice(text: string): OperatorChoice | undefined {
  const colon = text.indexOf(':');
  if (colon === -1) return { account: undefined, id: text };
  const account = text.slice(0, colon);
  return ACCOUNT_NAME.test(account) ? { account, id: text.slice(colon + 1) } : undefined;
}

/** How an operator of an account is named where there are others: what {@link readOperatorChoice} reads. */
export function operatorOfAccount(account: string, id: string): string {
  return `${account}:${id}`;
}

/** Whether an operator of an account is among those who are meant. */
export function isAmong(choices: readonly OperatorChoice[], account: string, id: string): boolean {
  return choices.some((one) => one.id === id && (one.account ?? account) === account);
}
