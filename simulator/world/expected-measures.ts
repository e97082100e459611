import { countedOf } from './counted-of';
import type { Knowledge } from './known-chat';
import { DELIVERED_BY_WEBHOOKS } from './known-chat';
import type { Count, CountOfShare, Duration } from './measure-names';
import { COUNTS, COUNTS_OF_SHARES, DURATIONS } from './measure-names';
import type { World } from './model';
import { SECOND, rangeOf } from './world-options';

/** What docs/metrics.md makes of a world, by the simulator's own books; durations are seconds, ascending. */
export type ExpectedMeasures = Readonly<Record<Count | CountOfShare, number>> &
  Readonly<Record<Duration, readonly number[]>>;

export interface Expectation {
  /** `from <= t < to`, UTC milliseconds; default: all of the world. */
  readonly range?: { readonly from: number; readonly to: number };
  /** What whoever counts can know; default: what the webhooks delivered. */
  readonly knowledge?: Knowledge;
  /** UTC milliseconds: when it is asked for. Default: now. */
  readonly now?: number;
}

/** The measures that a service which knows so much should answer, asked at that moment. */
export function expectedMeasures(
  { chats, options }: World,
  { range = rangeOf(options), knowledge = DELIVERED_BY_WEBHOOKS, now = Date.now() }: Expectation = {},
): ExpectedMeasures {
  const counts = Object.fromEntries([...COUNTS, ...COUNTS_OF_SHARES].map((count) => [count, 0])) as Record<
    Count | CountOfShare,
    number
  >;
  const seconds = new Map<string, number[]>(Object.values(DURATIONS).map((count) => [count, []]));
  const moment = {
    now,
    idleGap: options.episodeIdleGapSeconds * SECOND,
    tail: options.episodeTailSeconds * SECOND,
  };
  for (const chat of chats) {
    for (const counted of countedOf(chat, knowledge, moment)) {
      if (counted.at < range.from || counted.at >= range.to) continue;
      counts[counted.measure] += 1;
      if (counted.seconds !== undefined) seconds.get(counted.measure)?.push(counted.seconds);
    }
  }
  const durations = Object.entries(DURATIONS).map(([name, count]) => [
    name,
    (seconds.get(count) ?? []).sort((a, b) => a - b),
  ]);
  return { ...counts, ...(Object.fromEntries(durations) as Record<Duration, number[]>) };
}
