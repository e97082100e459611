import { operatorOfAccount } from '../config/operator-choice';
import type { OperatorChoice } from '../config/operator-choice';
import type { Rules } from './rules';
import type { RulesPath } from './rules-document';

/** Who is the copilot, and where it is on by default. */
export interface Copilots {
  readonly copilotIds: readonly OperatorChoice[];
  readonly copilotOnAccounts: readonly string[];
}

/**
 * What holds of the settings and the rules together. The rules decide for the accounts of which they say something, the
 * settings for all others. Where both say something it is the same: {@link copilotContradictions} are refused.
 */
export function copilotsOf(settings: Copilots, { accounts }: Pick<Rules, 'accounts'>): Copilots {
  const ids = new Map(settings.copilotIds.map((one) => [keyOf(one), one]));
  const on = new Set(settings.copilotOnAccounts);
  for (const [account, { copilotIds = [], isCopilotOnByDefault = false }] of accounts) {
    for (const id of copilotIds) ids.set(keyOf({ account, id }), { account, id });
    if (isCopilotOnByDefault) on.add(account);
  }
  return { copilotIds: [...ids.values()], copilotOnAccounts: [...on] };
}

/** Where the settings and the rules say different things of one account, each with what to do. */
export function copilotContradictions(
  settings: Copilots,
  { accounts }: Pick<Rules, 'accounts'>,
): { readonly path: RulesPath; readonly text: string }[] {
  return [...accounts].flatMap(([account, { copilotIds, isCopilotOnByDefault }]) => {
    const found: { path: RulesPath; text: string }[] = [];
    const ofSettings = settings.copilotIds
      .filter((one) => (one.account ?? account) === account)
      .map(({ id }) => id);
    const extra = ofSettings.filter((id) => copilotIds?.includes(id) === false);
    if (
      copilotIds !== undefined &&
      ofSettings.length > 0 &&
      (extra.length > 0 || copilotIds.some((id) => !ofSettings.includes(id)))
    )
      found.push({
        path: ['accounts', account, 'copilot', 'ids'],
        text: `says ${copilotIds.join(', ') || 'none'}, and the setting COPILOT_IDS says ${ofSettings.join(', ')} for the same account: say it in one place`,
      });
    if (isCopilotOnByDefault === false && settings.copilotOnAccounts.includes(account))
      found.push({
        path: ['accounts', account, 'copilot', 'onByDefault'],
        text: 'says false, and the setting COPILOT_ON_BY_DEFAULT names the account: say it in one place',
      });
    return found;
  });
}

function keyOf({ account, id }: OperatorChoice): string {
  return account === undefined ? id : operatorOfAccount(account, id);
}
