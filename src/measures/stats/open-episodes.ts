import type { CompiledQuery } from './compile-stats';
import { compileStats } from './compile-stats';
import type { Grouping } from './dimensions';
import { groupKey } from './groups';
import type { StatsRow } from './stats-row';

/**
 * The SQL for the changes of the number of open episodes, from the first there ever was: by bucket, of which the first
 * reaches back to time 0.
 * @param now milliseconds: what comes later has not happened
 */
export function compileOpen(grouping: Grouping, edges: readonly number[], now: number): CompiledQuery {
  const to = Math.max(0, Math.min(edges.at(-1) ?? 0, now));
  const all = [0, ...edges.slice(1)];
  return compileStats({ ...grouping, kinds: ['episode_open'], percents: [], edges: all, from: 0, to });
}

/** By the key of a group, how many of its episodes are open at the end of each bucket. */
export function openAtEnds(
  grouping: Grouping,
  edges: readonly number[],
  rows: readonly StatsRow[],
): Map<string, number[]> {
  const changes = new Map<string, { time: number; change: number }[]>();
  for (const row of rows) {
    const key = groupKey(grouping, row);
    const ofGroup = changes.get(key) ?? [];
    ofGroup.push({ time: Number(row.time), change: Number(row.milliseconds) });
    changes.set(key, ofGroup);
  }
  return new Map([...changes].map(([key, ofGroup]) => [key, sumsBefore(ofGroup, edges.slice(1))]));
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
