/** One contact in a visitor's lifelong thread; all times are UTC milliseconds. */
export interface Episode {
  readonly chat: string;
  /** 1, 2, … within the chat. */
  readonly number: number;
  /** `undefined`: the chat was closed before any start of it was known. */
  readonly startedAt: number | undefined;
  readonly closedAt: number | undefined;
  /** The start, or the latest text message of the episode. */
  readonly lastActivityAt: number | undefined;
}
