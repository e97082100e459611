import { SimulatorError } from '../simulator-error';
import type { Message } from './model';

/** The measures that count single moments, under their names in docs/metrics.md. */
export const MOMENT_MEASURES = [
  'chatsStarted',
  'messagesVisitor',
  'messagesOperator',
  'messagesCopilot',
  'messagesProactive',
  'emailSubscriptions',
  'transcriptsSent',
  'chatsBlocked',
  'chatsDestroyed',
  'copilotEnabledEvents',
  'copilotDisabledEvents',
] as const;
export type MomentMeasure = (typeof MOMENT_MEASURES)[number];

export interface TrueEpisode {
  readonly number: number;
  /** `undefined`: before anybody was told of the chat. */
  readonly startedAt: number | undefined;
  readonly closedAt: number | undefined;
  /** The latest activity whose delivery names the chat: of others nobody knows without SignalZen's API. */
  readonly lastTellableActivityAt: number | undefined;
}

export interface TrueRating {
  readonly value: number;
  readonly at: number;
}

/**
 * What is true of one chat, written down by whoever lets it happen, as it happens. It works nothing out: the
 * writer says what starts an episode and what closes one, and is stopped at a contradiction only.
 * Times are UTC milliseconds.
 */
export class ChatTruth {
  readonly moments: { readonly measure: MomentMeasure; readonly at: number }[] = [];
  readonly episodes: TrueEpisode[] = [];
  readonly #ratings = new Map<Message | symbol, TrueRating>();

  get episode(): TrueEpisode | undefined {
    return this.episodes.at(-1);
  }

  /** The last value of each rating, and when it was given. */
  get ratings(): TrueRating[] {
    return [...this.#ratings.values()];
  }

  episodeStarts(startedAt: number): void {
    const number = this.episodes.length + 1;
    this.episodes.push({ number, startedAt, closedAt: undefined, lastTellableActivityAt: startedAt });
  }

  episodeGoesOn(at: number): void {
    this.#change({ lastTellableActivityAt: at });
  }

  episodeCloses(at: number): void {
    this.#change({ closedAt: at });
  }

  episodeWithoutStartCloses(at: number): void {
    if (this.episode !== undefined) throw contradiction('there is an episode whose start is known');
    this.episodes.push({ number: 1, startedAt: undefined, closedAt: at, lastTellableActivityAt: undefined });
  }

  /** A rating for a message takes the place of that message's last one; without a message it stands alone. */
  isRated(message: Message | undefined, value: number, at: number): void {
    this.#ratings.set(message ?? Symbol('rating without a message'), { value, at });
  }

  #change(change: Partial<TrueEpisode>): void {
    const episode = this.episodes.pop();
    if (episode === undefined || episode.closedAt !== undefined) throw contradiction('no episode is open');
    this.episodes.push({ ...episode, ...change });
  }
}

function contradiction(because: string): SimulatorError {
  return new SimulatorError('WORLD_IMPOSSIBLE', `A simulated chat contradicts itself: ${because}.`);
}
