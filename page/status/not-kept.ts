import type { KeptSince } from '../api/menus';
import { fullDay } from '../format/times';
import { t } from '../messages/text';

/** What of a view reaches back to a time of which numbers are gone. */
interface Looked {
  /** Where its range begins, or the one that it is compared with. */
  readonly from: number;
  readonly zone: string;
  /** Those chosen; empty: all. */
  readonly accounts: readonly string[];
}

/** In plain sentences: of which accounts numbers of a part of the range are gone, and before when. */
export function notKept(kept: readonly KeptSince[], { from, zone, accounts }: Looked): string[] {
  return kept
    .filter(({ account }) => accounts.length === 0 || accounts.includes(account))
    .flatMap(({ account, factsSince }) => {
      if (factsSince === null || from >= Date.parse(factsSince)) return [];
      return [t('consequence.notKept', { account, day: fullDay(Date.parse(factsSince), zone) })];
    });
}
