import { giveWay, isTimeToGiveWay } from '../../../platform/jobs/give-way';
import { ResultTooLarge } from '../bad-input';
import { MAX_VALUES } from '../limits/answer-budget';
import type { CompiledQuery, SumsQuestion } from './compile-stats';
import { compileStats } from './compile-stats';
import type { Grouping } from './dimensions';
import { groupKey } from './groups';
import type { StatsRow } from './stats-sums';

/**
 * The SQL for the changes of the number of open episodes, from the first there ever was: by bucket, of which the first
 * reaches back to time 0.
 * @param now milliseconds: what comes later has not happened
 */
export function compileOpen(
  grouping: Grouping & Pick<SumsQuestion, 'facetDays'>,
  edges: readonly number[],
  now: number,
): CompiledQuery {
  const to = Math.max(0, Math.min(edges.at(-1) ?? 0, now));
  const all = [0, ...edges.slice(1)];
  return compileStats({ ...grouping, kinds: ['episode_open'], percents: [], edges: all, from: 0, to });
}

/** By the key of a group, how many of its episodes are open at the end of each bucket. */
export async function openAtEnds(
  grouping: Grouping,
  edges: readonly number[],
  rows: readonly StatsRow[],
): Promise<Map<string, number[]>> {
  const changes = new Map<string, { time: number; change: number }[]>();
  for (const row of rows) {
    if (isTimeToGiveWay()) await giveWay();
    const key = groupKey(grouping, row);
    const ofGroup = changes.get(key) ?? [];
    ofGroup.push({ time: Number(row.time), change: Number(row.milliseconds) });
    changes.set(key, ofGroup);
  }
  const open = new Map<string, number[]>();
  const ends = edges.slice(1);
  // Of most groups that there ever were, all episodes had ended before.
  const shown = [...changes].filter(([, ofGroup]) => !isOver(ofGroup));
  requirePlaces(ends.length, shown.length);
  for (const [key, ofGroup] of shown) {
    if (isTimeToGiveWay()) await giveWay();
    open.set(key, sumsBefore(ofGroup, ends));
  }
  return open;
}

/**
 * Who has an episode open has it in every bucket: all of them are looked at, whatever is shown.
 * @throws ResultTooLarge
 */
export function requirePlaces(buckets: number, groups: number): void {
  if (buckets * groups <= MAX_VALUES) return;
  throw new ResultTooLarge(
    `There are ${buckets} buckets of ${groups} groups in which episodes may be open, and ${MAX_VALUES} is the most: ask for a coarser granularity, a shorter range or fewer groups, or leave episodesOpen out.`,
  );
}

/** Whether all that changed, changed before the end of the first bucket, and nothing is left of it. */
function isOver(changes: readonly { time: number; change: number }[]): boolean {
  return (
    changes.every(({ time }) => time === 0) && changes.reduce((sum, { change }) => sum + change, 0) === 0
  );
}

/** For each of some moments, ascending, the sum of the changes before it. */
function sumsBefore(changes: { time: number; change: number }[], moments: readonly number[]): number[] {
  const ascending = changes.toSorted((one, other) => one.time - other.time);
  let open = 0;
  let next = 0;
  return moments.map((moment) => {
    for (; next < ascending.length && (ascending[next]?.time ?? moment) < moment; next += 1) {
      open += ascending[next]?.change ?? 0;
    }
    return open;
  });
}
