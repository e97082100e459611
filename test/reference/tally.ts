import type { Count } from './all-measures';
import type { Dimensions } from './dimensions';
import type { FullEpisode } from './episode';
import type { Length } from './walked-clock';

/** One more of a count, where and when; for a duration, with its sample. */
export interface Tally {
  readonly count: Count;
  /** The anchor, UTC milliseconds. */
  readonly at: number;
  readonly dimensions: Dimensions;
  readonly length?: Length;
  /** Of a reply: whose it is. */
  readonly episode?: FullEpisode;
}
