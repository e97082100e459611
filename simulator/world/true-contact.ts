import type { Author } from './contacts-of';

export type ContactStatus = 'OPEN' | 'CLOSED' | 'IDLE';
export type CopilotOutcome = 'Pending' | 'Resolved' | 'Abandoned' | 'HandedOff';

/** One duration, and the moment that decides where it counts (UTC milliseconds). */
export interface TimedSample {
  readonly at: number;
  readonly seconds: number;
}

/**
 * One episode as docs/metrics.md defines it, followed event by event in the order of time; all times are UTC
 * milliseconds. What depends on the moment of asking is worked out when asked.
 */
export class TrueContact {
  readonly replies: TimedSample[] = [];
  firstResponse: TimedSample | undefined;
  firstAnswer: TimedSample | undefined;
  closedAt: number | undefined;
  /** When the visitor was blocked or destroyed while it was open. */
  blockedAt: number | undefined;
  #lastActivityAt: number;
  #lastAuthor: Author | undefined;
  #firstVisitorAt: number | undefined;
  #turnAt: number | undefined;
  /** From when on the first response is timed. */
  #clockAt: number | undefined;
  #isAnsweredByAnybody = false;
  #isAnsweredByOperator = false;
  /** When the copilot first took part, and when it first lost the chat to a person. */
  #copilotAt: number | undefined;
  #handedOffAt: number | undefined;

  constructor(
    /** `undefined`: a close is all that is known. */
    readonly startedAt: number | undefined,
    at: number,
    isCopilotOn: boolean,
  ) {
    this.#lastActivityAt = at;
    if (isCopilotOn) this.#copilotAt = at;
  }

  writes(author: Author, at: number): void {
    this.#lastActivityAt = at;
    this.#lastAuthor = author;
    if (author === 'visitor') {
      this.#firstVisitorAt ??= at;
      this.#turnAt ??= at;
      this.#clockAt ??= at;
    }
    if (author === 'copilot') this.#copilotAt ??= at;
    if (author === 'copilot' || author === 'operator') this.#answers(author, at);
  }

  /** The first hand-off after the visitor's first message restarts the clock of the first response. */
  handsOff(at: number, isCopilotOn: boolean): void {
    if (isCopilotOn) this.#handedOffAt ??= at;
    if (this.#clockAt !== undefined && this.#clockAt === this.#firstVisitorAt) this.#clockAt = at;
  }

  enablesCopilot(at: number): void {
    this.#copilotAt ??= at;
  }

  statusAt(now: number, idleGap: number): ContactStatus {
    if (this.closedAt !== undefined) return 'CLOSED';
    if (this.blockedAt !== undefined && this.blockedAt <= now) return 'IDLE';
    return now - this.#lastActivityAt > idleGap ? 'IDLE' : 'OPEN';
  }

  /** Over, however it ended, and the visitor wrote nothing. */
  isEmptyAt(now: number, idleGap: number): boolean {
    return this.statusAt(now, idleGap) !== 'OPEN' && this.#firstVisitorAt === undefined;
  }

  /** Over, and neither an operator nor the copilot wrote; nobody owes a blocked visitor anything. */
  isMissedAt(now: number, idleGap: number): boolean {
    if (this.blockedAt !== undefined) return false;
    return this.statusAt(now, idleGap) !== 'OPEN' && !this.#isAnsweredByAnybody;
  }

  /** The visitor wrote, and no operator after that. */
  get isUnanswered(): boolean {
    if (this.blockedAt !== undefined) return false;
    return this.#firstVisitorAt !== undefined && this.firstResponse === undefined;
  }

  /** A block ends it while it is open: not when it has long been idle. */
  isBlocked(at: number, idleGap: number): void {
    if (this.startedAt !== undefined && this.statusAt(at, idleGap) === 'OPEN') this.blockedAt = at;
  }

  /** `undefined`: the copilot took no part. */
  copilotOutcomeAt(now: number, idleGap: number): CopilotOutcome | undefined {
    const status = this.statusAt(now, idleGap);
    // What comes after the last activity of an idle episode does not belong to it.
    const belongs = (at: number | undefined) =>
      at !== undefined && (status !== 'IDLE' || at <= this.#lastActivityAt);
    if (this.startedAt === undefined || !belongs(this.#copilotAt)) return undefined;
    if (this.#isAnsweredByOperator || belongs(this.#handedOffAt)) return 'HandedOff';
    if (status === 'OPEN') return 'Pending';
    return status === 'IDLE' && this.#lastAuthor === 'visitor' ? 'Abandoned' : 'Resolved';
  }

  #answers(author: 'copilot' | 'operator', at: number): void {
    const sample = (anchor: number, since: number) => ({ at: anchor, seconds: (at - since) / 1000 });
    const { startedAt } = this;
    this.#isAnsweredByAnybody = true;
    if (startedAt !== undefined && this.#firstVisitorAt !== undefined) {
      this.firstAnswer ??= sample(startedAt, this.#firstVisitorAt);
      if (author === 'operator') {
        this.firstResponse ??= sample(startedAt, this.#clockAt ?? this.#firstVisitorAt);
      }
    }
    if (author === 'operator') {
      this.#isAnsweredByOperator = true;
      if (this.#turnAt !== undefined) this.replies.push(sample(this.#turnAt, this.#turnAt));
    }
    this.#turnAt = undefined;
  }
}
