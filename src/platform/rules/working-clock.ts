import { openIntervals } from './open-intervals';
import type { TimeSpan } from './open-intervals';
import type { Schedule } from './schedule';

const DAY_MS = 86_400_000;
/** A first look, and how far it goes on where nothing opens: holidays are short, and schedules that end stay so. */
const LOOK_AHEAD_MS = 14 * DAY_MS;
const MAX_LOOK_AHEAD_MS = 800 * DAY_MS;

/**
 * The working time of an account: W(t), the open milliseconds from the start of its range up to t, which grows by one
 * while it is open and stands still while it is closed. The working length of `start <= t < end` is W(end) − W(start).
 * All times are UTC milliseconds.
 */
export class WorkingClock {
  private readonly starts: Float64Array;
  private readonly ends: Float64Array;
  /** W at the start of each interval, and after the last one. */
  private readonly before: Float64Array;

  /**
   * @param open ascending and not touching, as {@link openIntervals} gives them for the range
   * @param range `from <= t <= to`, for which it answers
   */
  constructor(
    readonly open: readonly TimeSpan[],
    readonly range: { readonly from: number; readonly to: number },
  ) {
    this.starts = Float64Array.from(open, ({ start }) => start);
    this.ends = Float64Array.from(open, ({ end }) => end);
    this.before = new Float64Array(open.length + 1);
    for (const [index, { start, end }] of open.entries())
      this.before[index + 1] = (this.before[index] ?? 0) + end - start;
  }

  static of(schedules: readonly Schedule[], from: number, to: number): WorkingClock {
    return new WorkingClock(openIntervals(schedules, from, to), { from, to });
  }

  /** @throws RangeError outside of its range */
  workingMsUntil(time: number): number {
    const { from, to } = this.range;
    if (!(time >= from && time <= to))
      throw new RangeError(`${time} lies outside of the range of this clock`);
    const index = lastAtMost(this.starts, time);
    if (index === -1) return 0;
    const [start = 0, end = 0] = [this.starts[index], this.ends[index]];
    return (this.before[index] ?? 0) + Math.min(time, end) - start;
  }

  /** The part of `start <= t < end` that lies within working hours. @throws RangeError outside of its range */
  lengthMs(start: number, end: number): number {
    return this.workingMsUntil(end) - this.workingMsUntil(start);
  }

  /**
   * When a limit passes that begins to run at a moment: the last one at which no more working time than the limit has
   * gone by, so that an answer is in time up to then, and late after it. Where the limit is used up when work ends,
   * that is when it begins again.
   * @returns `undefined` where that is not within its range
   * @throws RangeError outside of its range
   */
  passesAt(start: number, limitMs: number): number | undefined {
    const wanted = this.workingMsUntil(start) + limitMs;
    const index = lastAtMost(this.before.subarray(0, this.starts.length), wanted);
    const begins = this.starts[index];
    if (index === -1 || begins === undefined) return undefined;
    const passes = begins + wanted - (this.before[index] ?? 0);
    return passes < (this.ends[index] ?? 0) ? Math.max(passes, start) : undefined;
  }
}

/** The index of the last value that is not above another; -1: all are. */
function lastAtMost(values: Float64Array, most: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? Infinity) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether an account with these schedules is open, and when that changes. */
export interface OpenState {
  readonly isOpen: boolean;
  /** When it opens next after now, also where it is open now; `undefined`: not within the next two years. */
  readonly nextOpening: number | undefined;
  /** When it closes next; `undefined`: not within the next two years. */
  readonly nextClosing: number | undefined;
}

export function openStateAt(schedules: readonly Schedule[], now: number): OpenState {
  for (let ahead = LOOK_AHEAD_MS; ; ahead *= 4) {
    const end = now + Math.min(ahead, MAX_LOOK_AHEAD_MS);
    const open = openIntervals(schedules, now, end);
    const state = {
      isOpen: open[0]?.start === now,
      nextOpening: open.find(({ start }) => start > now)?.start,
      nextClosing: open.find((span) => span.end < end)?.end,
    };
    const isKnown = state.nextOpening !== undefined && state.nextClosing !== undefined;
    if (isKnown || ahead >= MAX_LOOK_AHEAD_MS) return state;
  }
}
