import type { Freshness } from '../api/status';
import { duration, share } from '../format/numbers';
import { t } from '../messages/text';

/** How current the numbers are, in words. */
export interface FreshnessWords {
  readonly state: 'current' | 'behind' | 'stale' | 'empty';
  readonly text: string;
  readonly coverage: string;
  /** What else is not in the numbers; '' if nothing. */
  readonly unlinked: string;
}

/** A roll-up comes every few seconds: after this there is something wrong. */
const STALE_AFTER_SECONDS = 60;
/** So much waits for the next roll-up on any busy day. */
const WAITING_IS_NORMAL = 500;

/** @param now the service's clock: that of the browser may go wrong */
export function freshnessWords(freshness: Freshness, now: number): FreshnessWords {
  const { coverage, operatorMessagesUnlinked } = freshness;
  return {
    ...currency(freshness, now),
    coverage:
      coverage === null ? t('freshness.notCompared') : t('freshness.coverage', { share: share(coverage) }),
    unlinked: operatorMessagesUnlinked === 0 ? '' : t('freshness.unlinked', { n: operatorMessagesUnlinked }),
  };
}

function currency(
  { lastReceivedAt, lastRollupAt, eventsPending, eventsOnDisk }: Freshness,
  now: number,
): Pick<FreshnessWords, 'state' | 'text'> {
  const waiting = eventsPending + (eventsOnDisk ?? 0);
  if (lastReceivedAt === null && waiting === 0) return { state: 'empty', text: t('freshness.empty') };
  if (lastRollupAt === null) return { state: 'behind', text: t('freshness.uncounted', { n: waiting }) };
  const age = Math.max(0, (now - Date.parse(lastRollupAt)) / 1000);
  const ago = duration(Math.round(age));
  if (age > STALE_AFTER_SECONDS) return { state: 'stale', text: t('freshness.stale', { ago }) };
  if (waiting > WAITING_IS_NORMAL) return { state: 'behind', text: t('freshness.behind', { n: waiting }) };
  return { state: 'current', text: t('freshness.current', { ago }) };
}
