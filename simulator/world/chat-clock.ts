/** The time in one chat, UTC milliseconds: it only goes forward, and ends with the world. */
export class ChatClock {
  #now: number;

  /** @param start the moment of the first tick, at the earliest */
  constructor(
    start: number,
    readonly until: number,
  ) {
    this.#now = start - 1;
  }

  /** The latest tick, or later if somebody has waited since. */
  get now(): number {
    return this.#now;
  }

  get isOver(): boolean {
    return this.#now >= this.until;
  }

  wait(milliseconds: number): void {
    this.#now += milliseconds;
  }

  waitUntil(moment: number): void {
    this.#now = Math.max(this.#now, moment);
  }

  /** A moment of its own for one happening, later than every one before; `undefined` after the world's end. */
  tick(): number | undefined {
    if (this.isOver) return undefined;
    this.#now += 1;
    return this.#now;
  }
}
