import { giveWay, isTimeToGiveWay } from '../../../platform/jobs/give-way';
import type { TargetRules } from '../../../platform/rules/rules';
import { rateInterval } from '../statistics/rates';
import type { Group, StatsCell } from '../stats/stats-request';
import { TARGET_RESULTS, targetKind } from '../registry/targets';
import type { TargetRow } from './target-row';

/** Of what has been decided: if more ended early than this share of it, the row says so in words. */
const NOTED_SHARE = 0.05;
/** The key of the one group of what is not grouped. */
const UNGROUPED = JSON.stringify(Array(6).fill(null));

/**
 * One row for each target in each bucket and group, sorted by time, group and target. A target has rows of those groups
 * alone in which it covers anything in the range, so that its rows are the same whichever others are asked for.
 * @param cells of every bucket and group, with the numbers of {@link targetMeasures}
 * @param end of the range, or now if that is earlier, in milliseconds
 */
export async function targetRowsOf(
  targets: readonly TargetRules[],
  cells: Iterable<StatsCell>,
  end: number,
): Promise<TargetRow[]> {
  const keyed: { readonly cell: StatsCell; readonly key: string }[] = [];
  const groupsOf = new Map(targets.map(({ name }) => [name, new Set([UNGROUPED])]));
  for (const cell of cells) {
    if (isTimeToGiveWay()) await giveWay();
    const key = groupKey(cell);
    keyed.push({ cell, key });
    for (const { name } of targets) if (isCovering(name, cell)) groupsOf.get(name)?.add(key);
  }
  const endOf = bucketEnds(
    keyed.map(({ cell }) => cell.time),
    end,
  );
  const rows: TargetRow[] = [];
  for (const { cell, key } of keyed) {
    if (isTimeToGiveWay()) await giveWay();
    for (const target of targets)
      if (groupsOf.get(target.name)?.has(key) === true)
        rows.push(targetRowOf(target, cell, endOf(cell.time)));
  }
  return rows;
}

function isCovering(target: string, cell: StatsCell): boolean {
  return TARGET_RESULTS.some((result) => countIn(cell, targetKind(result, target)) > 0);
}

function groupKey({ account, operator, team, page, copilot, attribute }: Group): string {
  return JSON.stringify([account, operator, team, page, copilot, attribute]);
}

/** @returns tells when the bucket that begins at a time ends, but nothing later than `end` */
function bucketEnds(times: readonly number[], end: number): (time: number) => number {
  const starts = [...new Set(times)];
  const ends = new Map(starts.map((start, index) => [start, Math.min(starts[index + 1] ?? end, end)]));
  return (time) => ends.get(time) ?? end;
}

function targetRowOf({ name, measure, versions }: TargetRules, cell: StatsCell, end: number): TargetRow {
  const count = (result: (typeof TARGET_RESULTS)[number]) => countIn(cell, targetKind(result, name));
  const [met, breached, endedEarly] = [count('met'), count('breached'), count('ended_early')];
  // At least one, of which the first covers nothing before it.
  const version = versions.findLast(({ from }) => from < end) ?? versions[0];
  const { withinMs = NaN, clock = 'CALENDAR', goal = NaN } = version ?? {};
  const decided = met + breached;
  const interval = rateInterval({ part: met, whole: decided });
  const rateIfBreached = shareOf(met, decided + endedEarly);
  const endedEarlyShare = shareOf(endedEarly, decided + endedEarly);
  const { time, incomplete, partial, account, operator, operatorName, team, teamOverlaps } = cell;
  return {
    ...{ target: name, measure, withinSeconds: withinMs / 1000, clock, goalRate: goal },
    ...{ time: new Date(time), incomplete, partial },
    ...{ account, operator, operatorName, team, teamOverlaps },
    ...{ page: cell.page, copilot: cell.copilot, attribute: cell.attribute },
    ...{ met, breached, pending: count('pending'), endedEarly, lastWords: count('last_word') },
    rate: shareOf(met, decided),
    rateLow: interval?.low ?? null,
    rateHigh: interval?.high ?? null,
    rateIfBreached,
    errorBudgetLeft: budgetLeft(breached, decided, goal),
    endedEarlyShare,
    note:
      endedEarlyShare !== null && endedEarlyShare > NOTED_SHARE
        ? `${inPercent(endedEarlyShare)} ended before the limit without an answer, and are not in the rate: if they were breaches, it would be ${inPercent(rateIfBreached ?? 0)}.`
        : null,
  };
}

/** Where nothing is left it is 0, and not what binary fractions make of 1 - 0.8. */
function budgetLeft(breached: number, decided: number, goal: number): number | null {
  if (goal === 1 || decided === 0) return null;
  return Math.round((1 - breached / ((1 - goal) * decided)) * 1e13) / 1e13 + 0;
}

function countIn({ values }: StatsCell, kind: string): number {
  return values[kind] ?? 0;
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function inPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
