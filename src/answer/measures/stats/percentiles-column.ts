/** Neighbouring bins differ by this factor: see the column `bin` of `facts`. */
const BIN_FACTOR = 1.02;

/** Whether any row of a group has bins: counts have none. */
const IS_BINNED = 'countIf(notEmpty(bins)) > 0';

/**
 * The column `percentiles`, of rows with `bins`, `value_min` and `value_max`: of the bin that has the nearest rank the
 * middle, in milliseconds, but nothing shorter than the shortest and longer than the longest, for each of some
 * percentiles; nulls where there is none. Bins are many, and stay in ClickHouse: `quantilesExactWeighted`
 * adds them up in a third less time than `sumMap` (bench/README.md), and takes the bin at ceil(count * percent / 100).
 */
export function percentilesColumn(percents: readonly number[]): string {
  const levels = percents.map((percent) => percent / 100).join(', ');
  const found = `quantilesExactWeightedArray(${levels})(mapKeys(bins), mapValues(bins))`;
  const middle = `if(bin = 0, 0, ${2 / (BIN_FACTOR + 1)} * pow(${BIN_FACTOR}, bin - 1))`;
  const within = `least(greatest(${middle}, toFloat64(min(value_min))), toFloat64(max(value_max)))`;
  return `arrayMap(bin -> if(${IS_BINNED}, ${within}, NULL), ${found}) AS percentiles`;
}
