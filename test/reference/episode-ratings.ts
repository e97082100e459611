import type { EpisodeCut } from './cut-episodes';
import type { EpisodeRating } from './episode';
import type { ChatEvent } from './event';
import type { Rating } from './ratings';

/**
 * The ratings that belong to an episode, in order. A rating that was changed is where the event is that brought its
 * value; it is "of the last operator who wrote before the rating in that episode".
 * @param events those that belong to the episode, from its first one on
 */
export function ratingsOfEpisode(
  { cut, events }: { readonly cut: EpisodeCut; readonly events: readonly ChatEvent[] },
  chat: { readonly events: readonly ChatEvent[]; readonly ratings: readonly Rating[] },
): EpisodeRating[] {
  return chat.ratings
    .filter(({ episode }) => episode === cut.episode.number)
    .map((rating) => ({ rating, place: chat.events.indexOf(rating.event) }))
    .sort((a, b) => a.place - b.place)
    .map(({ rating, place }) => {
      const before = events.slice(0, Math.max(0, place - cut.first));
      const operator = before.findLast(({ textBy }) => textBy === 'operator')?.operator ?? '';
      return { ...rating, operator };
    });
}
