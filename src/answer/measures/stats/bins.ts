import type { Bins } from '../statistics/percentiles';

/** Neighbouring bins differ by this factor: see the column `bin` of `facts`. */
const BIN_FACTOR = 1.02;

/** What a row says of durations, in bins: some percentiles, or all there are. Durations are milliseconds. */
export interface BinnedRow {
  /** The bins of the percentiles, in the order in which these were asked for; none where there are no durations. */
  readonly percentile_bins?: readonly number[];
  /** All bins, ascending, and how many durations are in each. */
  readonly bin_numbers?: readonly number[];
  readonly bin_counts?: readonly number[];
  /** The shortest and the longest duration. */
  readonly least?: number;
  readonly most?: number;
}

const ENDS = ['toFloat64(min(value_min)) AS least', 'toFloat64(max(value_max)) AS most'];

/**
 * The columns of {@link BinnedRow} for some percentiles, of rows with `bins`, `value_min` and `value_max`. Bins are
 * many, and stay in ClickHouse: `quantilesExactWeighted` adds them up in a third less time than `sumMap`
 * (bench/README.md), and takes the bin at ceil(count * percent / 100). Counts have no bins.
 */
export function percentileColumns(percents: readonly number[]): string[] {
  const found = `quantilesExactWeightedArray(${levelsOf(percents)})(mapKeys(bins), mapValues(bins))`;
  return [`if(countIf(notEmpty(bins)) > 0, ${found}, []) AS percentile_bins`, ...ENDS];
}

/** The columns `bin_states` and `is_binned`, of rows with `bins`: for {@link percentileColumnsOfStates}. */
export function binStates(percents: readonly number[]): string {
  const state = `quantilesExactWeightedArrayState(${levelsOf(percents)})(mapKeys(bins), mapValues(bins))`;
  return `${state} AS bin_states, max(notEmpty(bins)) AS is_binned`;
}

/** As {@link percentileColumns}, of rows that {@link binStates} has added up. */
export function percentileColumnsOfStates(percents: readonly number[]): string[] {
  const found = `quantilesExactWeightedArrayMerge(${levelsOf(percents)})(bin_states)`;
  return [`if(max(is_binned), ${found}, []) AS percentile_bins`, ...ENDS];
}

/**
 * The columns of {@link BinnedRow} for all bins. Which ranks an interval ends at is not known before the number of
 * samples is, so that bins have to leave ClickHouse for it; percentiles are then taken of them as well, not of what
 * took ClickHouse the same work again.
 */
export const BIN_COLUMNS = [
  'mapKeys(sumMap(bins)) AS bin_numbers',
  // Not as integers of 64 bits, which are texts in JSON.
  "CAST(mapValues(sumMap(bins)), 'Array(Float64)') AS bin_counts",
  ...ENDS,
];

function levelsOf(percents: readonly number[]): string {
  return percents.map((percent) => percent / 100).join(', ');
}

/** Stands for the durations in a bin: its middle, but not shorter than the shortest nor longer than the longest. */
export function durationOf(bin: number, { least = 0, most = Infinity }: BinnedRow): number {
  return Math.max(least, Math.min(most, middleOf(bin)));
}

/** Each is the same for all rows, and there are some 1,500 of a year. */
const MIDDLES = new Map<number, number>();

function middleOf(bin: number): number {
  const known = MIDDLES.get(bin);
  if (known !== undefined) return known;
  const middle = bin === 0 ? 0 : (2 / (BIN_FACTOR + 1)) * BIN_FACTOR ** (bin - 1);
  MIDDLES.set(bin, middle);
  return middle;
}

const BINS = new WeakMap<BinnedRow, Bins>();

/** All bins of a row, which was asked for them. */
export function binsOf(row: BinnedRow): Bins {
  const known = BINS.get(row);
  if (known !== undefined) return known;
  const values = (row.bin_numbers ?? []).map((bin) => durationOf(bin, row));
  const bins = { values, counts: row.bin_counts ?? [] };
  BINS.set(row, bins);
  return bins;
}
