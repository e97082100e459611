import { BadInput } from '../bad-input';
import { LATEST_MS } from '../../../platform/events/instant';

/** A half-open range of instants, `from <= t < to`, in Unix milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** The range is empty, upside down, or not made of whole milliseconds. */
export class InvalidRange extends BadInput {
  constructor() {
    super('"from" must be earlier than "to", and both must be points in time.');
  }
}

/** @throws InvalidRange unless `from < to`. */
export function requireRange({ from, to }: TimeRange): void {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from >= to) throw new InvalidRange();
}

export { LATEST_MS };

/** The nearest time that something stored can have, or the end of those. */
export function clampToStorable(time: number): number {
  return Math.min(Math.max(0, time), LATEST_MS);
}
