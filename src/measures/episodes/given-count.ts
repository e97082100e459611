import { BadInput } from '../bad-input';
import { EPISODE_COUNT_NAMES, episodeCountNamed } from '../registry/episode-counts';
import type { EpisodeCount } from '../registry/episode-counts';

/** Behind which number episodes are looked for, if nobody says so. */
export const ALL_STARTED = 'episodesStarted';

/** The measure whose episodes are asked for. @throws BadInput if it is none that counts episodes */
export function episodeCountOf(name: string): EpisodeCount {
  const found = episodeCountNamed(name);
  if (found !== undefined) return found;
  throw new BadInput(
    `"behind" takes a measure that counts episodes: one of ${EPISODE_COUNT_NAMES.values.join(', ')}.`,
  );
}
