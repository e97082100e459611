import { giveWay, isTimeToGiveWay } from '../../../platform/jobs/give-way';
import { combined, least, most, sum } from '../../shards/put-together';
import type { SumsQuestion } from './compile-stats';
import type { Grouping } from './dimensions';
import { groupKey } from './groups';
import type { StatsRow } from './stats-sums';

const SUMS = {
  facts: sum,
  milliseconds: sum,
  squares: sum,
  counts: sum,
  count_squares: sum,
  products: sum,
  least,
  most,
} as const;

/**
 * What is wanted of each of several databases, so that what they answer can be added. A percentile of all is none of
 * theirs: it follows from all bins. A group of an account is of one of them.
 */
export function addable<Asked extends Pick<SumsQuestion, 'percents' | 'areBinsNeeded'>>(
  asked: Asked,
  { groupBy }: Pick<Grouping, 'groupBy'>,
  isAlone: boolean,
): Asked {
  const isWhole = isAlone || groupBy.includes('ACCOUNT') || asked.percents.length === 0;
  return isWhole ? asked : { ...asked, areBinsNeeded: true };
}

/** The sums of all databases: those of one bucket, group and kind are added. All are whole, so that none is rounded. */
export async function addedSums(
  { groupBy }: Pick<Grouping, 'groupBy'>,
  answers: readonly (readonly StatsRow[])[],
): Promise<readonly StatsRow[]> {
  const [alone = [], ...others] = answers;
  if (others.length === 0) return alone;
  const found = new Map<string, StatsRow>();
  for (const row of answers.flat()) {
    if (isTimeToGiveWay()) await giveWay();
    const key = JSON.stringify([row.time, row.kind, groupKey({ groupBy }, row)]);
    const known = found.get(key);
    found.set(key, known === undefined ? row : added(known, row));
  }
  return [...found.values()];
}

function added(one: StatsRow, other: StatsRow): StatsRow {
  return { ...(combined(SUMS, one, other) as StatsRow), ...addedBins(one, other) };
}

function addedBins(one: StatsRow, other: StatsRow): Pick<StatsRow, 'bin_numbers' | 'bin_counts'> {
  if (one.bin_numbers === undefined) return {};
  const counts = new Map<number, number>();
  for (const { bin_numbers = [], bin_counts = [] } of [one, other])
    for (const [index, bin] of bin_numbers.entries())
      counts.set(bin, (counts.get(bin) ?? 0) + (bin_counts[index] ?? 0));
  const ascending = [...counts].sort(([bin], [another]) => bin - another);
  return { bin_numbers: ascending.map(([bin]) => bin), bin_counts: ascending.map(([, count]) => count) };
}
