import type { Duration } from '../view/durations';
import type { EpisodeCount } from '../view/episode-counts';

const BEHIND: Partial<Record<Duration, EpisodeCount>> = {
  firstAnswer: 'firstAnswers',
  firstResponse: 'firstResponses',
  totalWait: 'totalWaits',
  closure: 'closures',
};

/** The contacts that a duration is of; undefined of replies, which are several of one contact. */
export function behindDuration(duration: Duration): EpisodeCount | undefined {
  return BEHIND[duration];
}
