import { readOperatorChoice } from './operator-choice';
import type { OperatorChoice } from './operator-choice';

/**
 * @returns what is wrong where `COPILOT_ON_BY_DEFAULT` names none of the accounts: nothing came of it, and nothing said
 * so
 */
export function copilotAccountsProblem(
  accounts: readonly string[],
  names: readonly string[],
): string | undefined {
  if (names.every((name) => accounts.includes(name))) return undefined;
  return `COPILOT_ON_BY_DEFAULT names an account that has no secret here: there is ${accounts.join(', ')}`;
}

/**
 * Reads `COPILOT_IDS`: `7` for whoever has that id, in any account, `shop:7` for that of one.
 * @returns what is wrong where one of them names none of the accounts: nobody would be the copilot, and nothing said so
 */
export function copilotsAmong(
  accounts: readonly string[],
  texts: readonly string[],
): { readonly copilotIds: readonly OperatorChoice[]; readonly problem: string | undefined } {
  const copilotIds = texts.flatMap((text) => readOperatorChoice(text) ?? []);
  const isKnown = ({ account }: OperatorChoice) => account === undefined || accounts.includes(account);
  if (copilotIds.length === texts.length && copilotIds.every(isKnown))
    return { copilotIds, problem: undefined };
  const problem = `COPILOT_IDS names an account that has no secret here: write <id> for all accounts, or <account>:<id> for one of ${accounts.join(', ')}; an id that holds a colon needs its account`;
  return { copilotIds: [], problem };
}
