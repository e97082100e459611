import { SimulatorError } from '../simulator-error';

export interface TrueEpisode {
  readonly number: number;
  /** `undefined`: before anybody heard of the chat. */
  readonly startedAt: number | undefined;
  readonly closedAt: number | undefined;
  /** When the visitor was blocked or destroyed while it was open. */
  readonly blockedAt: number | undefined;
  /** The latest activity whose delivery names the chat: of others nobody knows without SignalZen's API. */
  readonly lastTellableActivityAt: number | undefined;
}

/**
 * The episodes of one chat as the webhooks tell them, written down by whoever lets them happen. It works nothing
 * out: the writer says what starts an episode and what closes one, and is stopped at a contradiction only.
 * Times are UTC milliseconds.
 */
export class ChatTruth {
  readonly episodes: TrueEpisode[] = [];

  get episode(): TrueEpisode | undefined {
    return this.episodes.at(-1);
  }

  episodeStarts(startedAt: number): void {
    const number = this.episodes.length + 1;
    const ends = { closedAt: undefined, blockedAt: undefined };
    this.episodes.push({ number, startedAt, ...ends, lastTellableActivityAt: startedAt });
  }

  episodeGoesOn(at: number): void {
    this.#change({ lastTellableActivityAt: at });
  }

  /** A message after the close that still belongs to what was closed; of an unknown start nothing more is known. */
  episodeHasTail(at: number): void {
    const episode = this.episodes.pop();
    if (episode?.closedAt === undefined) throw contradiction('no episode is closed');
    const known = episode.startedAt === undefined ? {} : { lastTellableActivityAt: at };
    this.episodes.push({ ...episode, ...known });
  }

  episodeIsBlocked(at: number): void {
    this.#change({ blockedAt: at });
  }

  episodeCloses(at: number): void {
    this.#change({ closedAt: at });
  }

  episodeWithoutStartCloses(at: number): void {
    if (this.episode !== undefined) throw contradiction('there is an episode whose start is known');
    const unknown = { startedAt: undefined, lastTellableActivityAt: undefined };
    this.episodes.push({ number: 1, ...unknown, closedAt: at, blockedAt: undefined });
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
