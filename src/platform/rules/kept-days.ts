import type { Settings } from '../config/settings';
import type { Rules } from './rules';

/**
 * For how many days texts of an account are kept: as the rules say of it, else as the settings.
 * @returns `undefined`: for good
 */
export function textsDaysOf(
  { retention }: Pick<Settings, 'retention'>,
  { accounts }: Pick<Rules, 'accounts'>,
  account: string,
): number | undefined {
  const days = accounts.get(account)?.textsDays ?? retention.textsDays;
  return days === 'forever' ? undefined : days;
}
