import { randomInt } from 'node:crypto';

const RANDOM_BITS = 20n;
const RANDOM_RANGE = 1 << Number(RANDOM_BITS);

/**
 * Makes segment ids: the time in milliseconds, then 20 random bits, always above every id seen. The random bits
 * keep an id from being used twice when the directory is restored from a backup.
 */
export class SegmentIds {
  constructor(
    private readonly now: () => number,
    private highest: bigint,
  ) {}

  next(): bigint {
    const random = BigInt(randomInt(RANDOM_RANGE));
    const fromTime = (BigInt(this.now()) << RANDOM_BITS) | random;
    // After a step back of the clock, ids go on from the highest one.
    this.highest = fromTime > this.highest ? fromTime : this.highest + 1n + random;
    return this.highest;
  }
}

/** When the segment with this id was made, in milliseconds since 1970. */
export function creationTimeOf(segmentId: bigint): number {
  return Number(segmentId >> RANDOM_BITS);
}
