/** Neighbouring bins differ by this factor: see the column `bin` of `samples`. */
const BIN_FACTOR = 1.02;

/** What {@link percentilesColumn} is made of, of rows with `bins`: those of a group, and how many lie in each or below. */
export const WITH_BINS = 'WITH\n  sumMap(bins) AS summed,\n  arrayCumSum(mapValues(summed)) AS ranks\n';

/**
 * The column `percentiles`: of the bin that has the nearest rank the middle, in milliseconds, for each of some
 * percentiles; nulls where there is none. Bins are many, and stay in ClickHouse.
 */
export function percentilesColumn(percents: readonly number[]): string {
  const asked = `[${percents.map(Math.trunc).join(', ')}]`;
  const ranks = `arrayMap(percent -> intDiv(ranks[-1] * percent + 99, 100), ${asked})`;
  const places = `arrayMap(wanted -> arrayFirstIndex(rank -> rank >= wanted, ranks), ${ranks})`;
  const bin = 'mapKeys(summed)[place]';
  const middle = `if(${bin} = 0, 0, ${2 / (BIN_FACTOR + 1)} * pow(${BIN_FACTOR}, ${bin} - 1))`;
  return `arrayMap(place -> if(place = 0, NULL, ${middle}), ${places}) AS percentiles`;
}
