import { keptDaysProblem } from '../config/kept-days';
import type { KeptDays, LimitedKind } from '../config/kept-days';
import type { Settings } from '../config/settings';
import type { Rules } from './rules';
import type { RulesPath } from './rules-document';

/** For how many days something of an account is kept: as the rules say of it, else as the settings. */
export function keptDaysOf(
  { retention }: Pick<Settings, 'retention'>,
  { accounts }: Pick<Rules, 'accounts'>,
  account: string,
): KeptDays {
  const ofRules = accounts.get(account)?.keptDays;
  const days = (kind: LimitedKind): number | undefined => {
    const said = ofRules?.[kind] ?? retention[kind];
    return said === 'forever' ? undefined : said;
  };
  return { texts: days('texts'), events: days('events'), facts: days('facts') };
}

/** Where settings and rules together say what cannot be of an account, each with what to do. */
export function keptDaysContradictions(
  settings: Pick<Settings, 'retention'>,
  rules: Pick<Rules, 'accounts'>,
): { readonly path: RulesPath; readonly text: string }[] {
  return [...rules.accounts].flatMap(([account, { keptDays }]) => {
    if (keptDays === undefined) return [];
    const problem = keptDaysProblem(keptDaysOf(settings, rules, account), settings.retention.leastEventsDays);
    if (problem === undefined) return [];
    const text = `cannot be: ${problem.text}. What does not stand here is as RETENTION_TEXTS_DAYS, RETENTION_EVENTS_DAYS and RETENTION_FACTS_DAYS say`;
    return [{ path: ['accounts', account, 'retention'], text }];
  });
}
