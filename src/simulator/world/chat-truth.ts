import { SimulatorError } from '../simulator-error';

export interface TrueEpisode {
  readonly number: number;
  /** `undefined`: before anybody was told of the chat. */
  readonly startedAt: number | undefined;
  readonly closedAt: number | undefined;
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

  #change(change: Partial<TrueEpisode>): void {
    const episode = this.episodes.pop();
    if (episode === undefined || episode.closedAt !== undefined) throw contradiction('no episode is open');
    this.episodes.push({ ...episode, ...change });
  }
}

function contradiction(because: string): SimulatorError {
  return new SimulatorError('WORLD_IMPOSSIBLE', `A simulated chat contradicts itself: ${because}.`);
}
