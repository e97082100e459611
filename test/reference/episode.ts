import type { Author } from './author-of';
import type { Comeback } from './comeback';
import type { ChatEvent } from './event';
import type { Rating } from './ratings';
import type { Duration } from './responses';
import type { Length } from './walked-clock';

/** One contact in a visitor's lifelong thread; all times are UTC milliseconds. */
export interface Episode {
  readonly chat: string;
  /** 1, 2, … within the chat. */
  readonly number: number;
  /** `undefined`: the chat was closed before any start of it was known. */
  readonly startedAt: number | undefined;
  readonly closedAt: number | undefined;
  /** When a block or the destruction of the visitor ended it, while it was open. */
  readonly blockedAt: number | undefined;
  /** The start, or the latest text message of the episode. */
  readonly lastActivityAt: number | undefined;
}

export type EpisodeStatus = 'OPEN' | 'CLOSED' | 'IDLE';

export type CopilotOutcome = 'NONE' | 'PENDING' | 'RESOLVED' | 'ABANDONED' | 'HANDED_OFF';

/** An episode with all that is known of it at one moment: now. */
export interface FullEpisode extends Episode {
  readonly status: EpisodeStatus;
  /** The events that belong to it, in order. */
  readonly events: readonly ChatEvent[];
  /** The author of its last operator message, else ''. */
  readonly operator: string;
  readonly page: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Whether the copilot wrote in it. */
  readonly copilot: boolean;
  readonly copilotOutcome: CopilotOutcome;
  /** Whether the visitor wrote, and the copilot was on then or later. */
  readonly copilotEligible: boolean;
  /** Whether its start lies outside of working hours. */
  readonly outsideHours: boolean;
  /** How many text messages each author wrote in it. */
  readonly messages: Readonly<Record<Author, number>>;
  readonly firstVisitorMessageAt: number | undefined;
  /** From when on the first response is timed, be there one or not. */
  readonly responseFrom: number | undefined;
  readonly firstResponse: Duration | undefined;
  readonly firstAnswer: Duration | undefined;
  readonly replies: readonly Duration[];
  /** From its start to its close. */
  readonly closure: Length | undefined;
  /** How long the visitor waited in all; `undefined` while it is open, and where nobody ever answered. */
  readonly totalWait: Length | undefined;
  /** Its close, else its last activity; `undefined` while it is open. */
  readonly endedAt: number | undefined;
  readonly comeback: Comeback;
  /** The ratings that belong to it, in order. */
  readonly ratings: readonly EpisodeRating[];
  /** The value of the last of these. */
  readonly rating: Rating['value'] | undefined;
  /** When there was activity in it, ascending. */
  readonly activity: readonly number[];
}

export interface EpisodeRating extends Rating {
  /** "the last operator who wrote before the rating in that episode", else ''. */
  readonly operator: string;
}
