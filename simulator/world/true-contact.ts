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
  /** How long the visitor waited in the turns that somebody answered, milliseconds. */
  #waited: number | undefined;
  /** Whether an operator wrote, the copilot wrote, and it wrote after the visitor. */
  #hasOperator = false;
  #hasCopilot = false;
  #hasCopilotAnswer = false;
  /** When the copilot was first on beside a visitor's message or after one, and when it first lost the chat. */
  #eligibleAt: number | undefined;
  #handedOffAt: number | undefined;

  constructor(
    /** `undefined`: a close is all that is known. */
    readonly startedAt: number | undefined,
    at: number,
  ) {
    this.#lastActivityAt = at;
  }

  writes(author: Author, at: number, isCopilotOn: boolean): void {
    this.#lastActivityAt = at;
    this.#lastAuthor = author;
    if (author === 'visitor') {
      this.#firstVisitorAt ??= at;
      this.#turnAt ??= at;
      this.#clockAt ??= at;
      if (isCopilotOn) this.#eligibleAt ??= at;
    }
    if (author === 'copilot' || author === 'operator') this.#answers(author, at);
  }

  /**
   * The copilot, which is on, loses the chat: the first time after the visitor's first message restarts the clock of
   * the first response.
   */
  handsOff(at: number): void {
    this.#handedOffAt ??= at;
    if (this.#clockAt !== undefined && this.#clockAt === this.#firstVisitorAt) this.#clockAt = at;
  }

  enablesCopilot(at: number): void {
    if (this.#firstVisitorAt !== undefined) this.#eligibleAt ??= at;
  }

  /** The visitor wrote. */
  get isEngaged(): boolean {
    return this.#firstVisitorAt !== undefined;
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

  /** Its close, else its last activity; `undefined`: it is open. */
  endedAt(now: number, idleGap: number): number | undefined {
    return this.statusAt(now, idleGap) === 'OPEN' ? undefined : (this.closedAt ?? this.#lastActivityAt);
  }

  /** Over, the visitor wrote, and neither an operator nor the copilot did. */
  isMissedAt(now: number, idleGap: number): boolean {
    return this.isUnansweredAt(now, idleGap) && !this.#hasCopilot;
  }

  /** Over, the visitor wrote, no operator did, and the copilot could not help; nobody owes the blocked anything. */
  isUnansweredAt(now: number, idleGap: number): boolean {
    if (this.blockedAt !== undefined || this.statusAt(now, idleGap) === 'OPEN') return false;
    return this.isEngaged && !this.#hasOperator && this.copilotOutcomeAt(now, idleGap) !== 'Resolved';
  }

  /** The copilot was on when the visitor first wrote, or later. */
  isEligibleAt(now: number, idleGap: number): boolean {
    return this.#belongs(this.#eligibleAt, this.statusAt(now, idleGap));
  }

  /** It was on, nobody wrote but the visitor, and it is over. */
  isSilentAt(now: number, idleGap: number): boolean {
    const isOver = this.statusAt(now, idleGap) !== 'OPEN';
    return isOver && this.isEligibleAt(now, idleGap) && !this.#hasOperator && !this.#hasCopilot;
  }

  /** All waits together, once it is over and if anybody ever answered; an unanswered one ends with the contact. */
  totalWaitAt(now: number, idleGap: number): TimedSample | undefined {
    const endedAt = this.endedAt(now, idleGap);
    if (this.startedAt === undefined || endedAt === undefined || this.#waited === undefined) return undefined;
    const last = Math.max(0, endedAt - (this.#turnAt ?? endedAt));
    return { at: this.startedAt, seconds: (this.#waited + last) / 1000 };
  }

  /** A block ends it while it is open: not when it has long been idle. */
  isBlocked(at: number, idleGap: number): void {
    if (this.startedAt !== undefined && this.statusAt(at, idleGap) === 'OPEN') this.blockedAt = at;
  }

  /** `undefined`: the copilot wrote nothing. */
  copilotOutcomeAt(now: number, idleGap: number): CopilotOutcome | undefined {
    const status = this.statusAt(now, idleGap);
    if (this.startedAt === undefined || !this.#hasCopilot) return undefined;
    if (this.#hasOperator || this.#belongs(this.#handedOffAt, status)) return 'HandedOff';
    if (status === 'OPEN') return 'Pending';
    const isLeft = status === 'IDLE' && this.#lastAuthor === 'visitor';
    return isLeft || !this.#hasCopilotAnswer ? 'Abandoned' : 'Resolved';
  }

  /** What comes after the last activity of an idle episode does not belong to it. */
  #belongs(at: number | undefined, status: ContactStatus): boolean {
    return at !== undefined && (status !== 'IDLE' || at <= this.#lastActivityAt);
  }

  #answers(author: 'copilot' | 'operator', at: number): void {
    const sample = (anchor: number, since: number) => ({ at: anchor, seconds: (at - since) / 1000 });
    const { startedAt } = this;
    if (startedAt !== undefined && this.#firstVisitorAt !== undefined) {
      this.firstAnswer ??= sample(startedAt, this.#firstVisitorAt);
      if (author === 'operator') {
        this.firstResponse ??= sample(startedAt, this.#clockAt ?? this.#firstVisitorAt);
      }
    }
    if (author === 'operator') this.#hasOperator = true;
    else {
      this.#hasCopilot = true;
      this.#hasCopilotAnswer ||= this.isEngaged;
    }
    if (this.#turnAt === undefined) return;
    if (author === 'operator' && startedAt !== undefined)
      this.replies.push(sample(this.#turnAt, this.#turnAt));
    this.#waited = (this.#waited ?? 0) + at - this.#turnAt;
    this.#turnAt = undefined;
  }
}
