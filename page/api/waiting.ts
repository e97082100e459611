/** A visitor who waits for an answer. */
export interface Waiting {
  readonly account: string;
  readonly chatId: string;
  readonly number: number;
  readonly waitingSince: string;
  /** On the clock that was asked for. */
  readonly waitSeconds: number;
  /** Null: the account has no schedule. */
  readonly workingWaitSeconds: number | null;
  /** Up to when the first target on this wait is kept, or was. */
  readonly dueAt: string | null;
  readonly dueTarget: string | null;
  readonly operator: string;
  readonly page: string;
  readonly copilot: boolean;
  /** The chat in SignalZen's console; null: the rules do not say where that is. */
  readonly link: string | null;
}

/** So many are listed at most: those who wait longest. */
export const MAX_WAITING = 100;
