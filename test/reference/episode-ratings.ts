import type { EpisodeCut } from './cut-episodes';
import type { EpisodeRating } from './episode';
import type { ChatEvent } from './event';
import type { Rating } from './ratings';

/** An episode, where its chat's next one begins, and the events that belong to it, from its first one on. */
interface Stretch {
  readonly cut: EpisodeCut;
  readonly nextFirst: number;
  readonly events: readonly ChatEvent[];
}

/**
 * docs/metrics.md: "A rating belongs to the chat's latest episode that started before it", closed or idle or
 * not; to none if no start is known. A rating that was changed is where the event is that brought its value.
 */
export function ratingsOfEpisode(
  { cut, nextFirst, events }: Stretch,
  chat: { readonly events: readonly ChatEvent[]; readonly ratings: readonly Rating[] },
): EpisodeRating[] {
  if (cut.episode.startedAt === undefined) return [];
  return chat.ratings
    .map((rating) => ({ rating, place: chat.events.indexOf(rating.event) }))
    .filter(({ place }) => cut.first < place && place <= nextFirst)
    .sort((a, b) => a.place - b.place)
    .map(({ rating, place }) => {
      const before = events.slice(0, place - cut.first);
      const operator = before.findLast(({ textBy }) => textBy === 'operator')?.operator ?? '';
      return { ...rating, operator };
    });
}
