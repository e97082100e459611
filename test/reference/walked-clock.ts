import type { ReferenceSchedule } from './working-time';
import { openMinutes } from './working-time';

const MINUTE_MS = 60_000;
const WALK_MINUTES = 8 * 1440;
const WALK_MS = WALK_MINUTES * MINUTE_MS;

/** A length on both clocks of docs/metrics.md, "Two clocks". */
export interface Length {
  readonly seconds: number;
  readonly workingSeconds: number;
}

/** The clocks of an account: the calendar's, and that of its schedules, which is walked minute by minute. */
export class WalkedClock {
  /** By the number of the walk since 1970: how many minutes were open before each minute of it, and in all. */
  readonly #walks = new Map<number, Uint32Array>();

  /** @param schedules none: it is always open */
  constructor(private readonly schedules: readonly ReferenceSchedule[]) {}

  /** `WORKING`: "the part of [start, end) that lies inside the working hours". @param start UTC milliseconds */
  lengthOf(start: number, end: number): Length {
    return { seconds: (end - start) / 1000, workingSeconds: this.#workingMs(start, end) / 1000 };
  }

  isOpenAt(time: number): boolean {
    if (this.schedules.length === 0) return true;
    const minute = Math.floor(time / MINUTE_MS);
    const walk = this.#walk(Math.floor(minute / WALK_MINUTES));
    const place = minute % WALK_MINUTES;
    return walk[place + 1] !== walk[place];
  }

  #workingMs(start: number, end: number): number {
    if (this.schedules.length === 0) return end - start;
    return this.#openMsUntil(end, start) - this.#openMsUntil(start, start);
  }

  /** From the first minute of the walk that holds `since`. */
  #openMsUntil(time: number, since: number): number {
    const first = Math.floor(since / WALK_MS);
    const last = Math.floor(time / WALK_MS);
    let minutes = 0;
    for (let walk = first; walk < last; walk += 1) minutes += this.#walk(walk)[WALK_MINUTES] ?? 0;
    const minute = Math.floor(time / MINUTE_MS);
    minutes += this.#walk(last)[minute % WALK_MINUTES] ?? 0;
    return minutes * MINUTE_MS + (this.isOpenAt(time) ? time - minute * MINUTE_MS : 0);
  }

  #walk(number: number): Uint32Array {
    let walk = this.#walks.get(number);
    if (walk === undefined) {
      const from = number * WALK_MS;
      const open = openMinutes(this.schedules, from, from + WALK_MS);
      walk = new Uint32Array(WALK_MINUTES + 1);
      for (let minute = 0; minute < WALK_MINUTES; minute += 1)
        walk[minute + 1] = (walk[minute] ?? 0) + Number(open.has(from + minute * MINUTE_MS));
      this.#walks.set(number, walk);
    }
    return walk;
  }
}

export const ALWAYS_OPEN = new WalkedClock([]);
