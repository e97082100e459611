import type { SpreadBin } from '../api/spread';

/**
 * Where bins of durations stand beside each other, whatever their length, and a duration within them: people tell
 * seconds, minutes and days apart, not the days of a scale that begins with seconds.
 */
export class SpreadScale {
  /** Where one bin ends and the next begins, in seconds; a last bin without an end has none. */
  readonly edges: readonly number[];
  /** From the shortest up to the last that holds anything, or in which a mark stands. */
  readonly bins: readonly SpreadBin[];

  /** @param marks durations that have to be on it */
  constructor(all: readonly SpreadBin[], marks: readonly number[]) {
    const last = all.findLastIndex(
      ({ count, lowerSeconds }) => count > 0 || marks.some((mark) => mark >= lowerSeconds),
    );
    this.bins = all.slice(0, Math.max(last + 1, 1));
    const ends = this.bins.flatMap(({ upperSeconds }) => (upperSeconds === null ? [] : [upperSeconds]));
    this.edges = [this.bins[0]?.lowerSeconds ?? 0, ...ends];
  }

  /** From 0 at the start of the first bin, 1 at its end, 2 at that of the second; at the most the number of bins. */
  positionOf(seconds: number): number {
    const bin = this.bins.findLastIndex(({ lowerSeconds }) => seconds >= lowerSeconds);
    const { lowerSeconds = 0, upperSeconds = null } = this.bins[bin] ?? {};
    if (bin < 0) return 0;
    if (upperSeconds === null) return bin + 0.5;
    const part =
      lowerSeconds === 0
        ? seconds / upperSeconds
        : Math.log(seconds / lowerSeconds) / Math.log(upperSeconds / lowerSeconds);
    return bin + Math.min(part, 1);
  }
}
