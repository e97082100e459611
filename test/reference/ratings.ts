import type { EpisodeCut } from './cut-episodes';
import type { ChatEvent } from './event';
import { groupBy } from './group-by';

export interface Rating {
  readonly value: 1 | 2 | 3 | 4 | 5;
  /** "time of the event that brought the value", UTC milliseconds. */
  readonly at: number;
  /** "the event that brought the value" */
  readonly event: ChatEvent;
  /** The number of the episode that it belongs to; `undefined`: to none. */
  readonly episode: number | undefined;
}

const SAME_RATING_WITHIN_MS = 10 * 60_000;

/**
 * docs/metrics.md, ratings: "distinct rated messages with a value from 1 to 5 (where no message is known: one per
 * `user.rated` event with a value; where one message of the episode is rated within 10 minutes of it with the same
 * value, none). The last value given counts".
 * @param events those of one chat, or all that are of none, in order
 */
export function ratingsIn(events: readonly ChatEvent[], cuts: readonly EpisodeCut[]): Rating[] {
  const all = events.flatMap((event, place): Rating[] => {
    const value = ratingOf(event);
    return value === undefined
      ? []
      : [{ value, at: event.at, event, episode: episodeOf(events, cuts, place) }];
  });
  const ofMessages = all.filter(({ event }) => event.messageId !== undefined);
  const lastOfEach = [...groupBy(ofMessages, ({ event }) => event.messageId).values()].map((own) =>
    own.at(-1),
  );
  const withoutMessage = all
    .filter(({ event }) => event.messageId === undefined && event.type === 'user.rated')
    .filter((rating) => !ofMessages.some((one) => isSame(one, rating)));
  return [...lastOfEach.filter((rating) => rating !== undefined), ...withoutMessage];
}

function isSame(one: Rating, other: Rating): boolean {
  const isNear = Math.abs(one.at - other.at) <= SAME_RATING_WITHIN_MS;
  return isNear && one.value === other.value && one.episode === other.episode;
}

/**
 * "A rating belongs to the episode in which its message was created (after a close or a last activity: the one before),
 * else to the chat's latest episode that started before it."
 */
function episodeOf(events: readonly ChatEvent[], cuts: readonly EpisodeCut[], place: number) {
  const message = events[place]?.messageId;
  const creation = events.findIndex(
    ({ type, messageId }) => type === 'message.created' && message !== undefined && messageId === message,
  );
  return (creation === -1 ? undefined : latestAt(cuts, creation)) ?? latestAt(cuts, place);
}

/** "A start that is not known is earlier than all that is known of the chat." */
function latestAt(cuts: readonly EpisodeCut[], place: number): number | undefined {
  const latest = cuts.findLast(({ first, episode }) => episode.startedAt === undefined || first <= place);
  return latest?.episode.number;
}

/** SignalZen: "take the rating from wherever a `rating` stands"; beside the message only if the event is a rating. */
function ratingOf({ type, envelope }: ChatEvent): Rating['value'] | undefined {
  const { message, user, data, top } = envelope;
  const places = type === 'user.rated' ? [message, data, user, top] : [message];
  return places.map((place) => place?.['rating']).find(isRating);
}

function isRating(value: unknown): value is Rating['value'] {
  return [1, 2, 3, 4, 5].includes(value as number);
}
