import type { NamedOperator } from '../api/overview';

/** What the filter takes for an operator: an operator is a person of an account. */
export function operatorValue(account: string, id: string): string {
  return `${account}:${id}`;
}

/** The same value as the list of operators has it: without the account where there is one alone. */
export function asListed(value: string, operators: readonly NamedOperator[]): string {
  return operators.find((one) => operatorValue(one.account, idOf(one)) === value)?.value ?? value;
}

/** What operators are called, by their account and id; the id where the list does not have them. */
export function operatorLabels(operators: readonly NamedOperator[]): (account: string, id: string) => string {
  const labels = new Map(operators.map((one) => [operatorValue(one.account, idOf(one)), one.label]));
  return (account, id) => labels.get(operatorValue(account, id)) ?? id;
}

/** An id that stands alone in the list holds no colon. */
function idOf({ account, value }: NamedOperator): string {
  return value.includes(':') ? value.slice(account.length + 1) : value;
}
