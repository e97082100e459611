/** The value at the nearest rank: `share` of the values, 0 to 1, are not above it. `NaN` for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}
