/** Which of the documented requests one is; `other` for all else. */
export type RequestKind = 'users' | 'user' | 'messages' | 'message' | 'other';
/** The status that was answered, or what happened instead. */
export type RequestOutcome = number | 'reset' | 'stuck';

/** What the stand-in was asked, and what it answered. */
export class RequestLog {
  /** When each request came, ascending: milliseconds of `performance.now()`. */
  readonly startedAt: number[] = [];
  readonly #counts = new Map<string, number>();

  starts(at: number): void {
    this.startedAt.push(at);
  }

  ends(kind: RequestKind, outcome: RequestOutcome): void {
    const key = `${kind} ${outcome}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Requests of that kind that ended so, or all that did. */
  count(outcome: RequestOutcome, kind?: RequestKind): number {
    return [...this.#counts]
      .filter(([key]) => (kind === undefined ? key.endsWith(` ${outcome}`) : key === `${kind} ${outcome}`))
      .reduce((sum, [, count]) => sum + count, 0);
  }

  /** The largest number of requests that came within less than one second, wherever that second begins. */
  get maxInOneSecond(): number {
    let most = 0;
    let first = 0;
    this.startedAt.forEach((at, place) => {
      while (at - (this.startedAt[first] ?? at) >= 1000) first += 1;
      most = Math.max(most, place - first + 1);
    });
    return most;
  }

  /** Such as `users 200: 3, messages 410: 1`. */
  toString(): string {
    return [...this.#counts].map(([key, count]) => `${key}: ${count}`).join(', ');
  }
}
