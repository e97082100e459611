import type { Annotation } from '../api/annotations';
import type { TimeRange } from '../time/resolved-range';

/** The texts that stand beside each bucket: those of moments within it, and of times that begin in it or go on. */
export function notesOfBuckets(
  notes: readonly Annotation[],
  buckets: readonly TimeRange[],
): readonly (readonly string[])[] {
  const timed = notes.map(({ time, endTime, text }) => {
    const from = Date.parse(time);
    return { from, to: endTime === null ? from + 1 : Date.parse(endTime), text };
  });
  return buckets.map((bucket) =>
    timed.filter(({ from, to }) => from < bucket.to && to > bucket.from).map(({ text }) => text),
  );
}
