/** Neighbouring bins differ by this factor: see the column `bin` of `facts`. */
const BIN_FACTOR = 1.02;

/** The middle of a `bin`, but nothing shorter than the shortest and longer than the longest. */
const MIDDLE = `least(greatest(if(bin = 0, 0, ${2 / (BIN_FACTOR + 1)} * pow(${BIN_FACTOR}, bin - 1)), toFloat64(min(value_min))), toFloat64(max(value_max)))`;

/**
 * The column `percentiles`, of rows with `bins`, `value_min` and `value_max`: of the bin that has the nearest rank the
 * middle, in milliseconds, but nothing shorter than the shortest and longer than the longest, for each of some
 * percentiles; nulls where there is none, as counts have no bins. Bins are many, and stay in ClickHouse:
 * `quantilesExactWeighted` adds them up in a third less time than `sumMap` (bench/README.md), and takes the bin at
 * ceil(count * percent / 100).
 */
export function percentilesColumn(percents: readonly number[]): string {
  const found = `quantilesExactWeightedArray(${levelsOf(percents)})(mapKeys(bins), mapValues(bins))`;
  return `arrayMap(bin -> if(countIf(notEmpty(bins)) > 0, ${MIDDLE}, NULL), ${found}) AS percentiles`;
}

/** The columns `bin_states` and `is_binned`, of rows with `bins`: what {@link percentilesOfStates} makes percentiles of. */
export function binStates(percents: readonly number[]): string {
  const state = `quantilesExactWeightedArrayState(${levelsOf(percents)})(mapKeys(bins), mapValues(bins))`;
  return `${state} AS bin_states, max(notEmpty(bins)) AS is_binned`;
}

/** As {@link percentilesColumn}, of rows that {@link binStates} has added up. */
export function percentilesOfStates(percents: readonly number[]): string {
  const found = `quantilesExactWeightedArrayMerge(${levelsOf(percents)})(bin_states)`;
  return `arrayMap(bin -> if(max(is_binned), ${MIDDLE}, NULL), ${found}) AS percentiles`;
}

/**
 * The columns `bin_values` and `bin_counts`, of rows with `bins`: all bins, with the same values. Which ranks an
 * interval ends at is not known before the number of samples is, so that bins have to leave ClickHouse for it;
 * percentiles are then taken of them as well, not of what took ClickHouse the same work again.
 */
export const BIN_COLUMNS = [
  `arrayMap(bin -> ${MIDDLE}, mapKeys(sumMap(bins))) AS bin_values`,
  "CAST(mapValues(sumMap(bins)), 'Array(Float64)') AS bin_counts",
];

function levelsOf(percents: readonly number[]): string {
  return percents.map((percent) => percent / 100).join(', ');
}
