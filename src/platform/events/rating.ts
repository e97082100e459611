import type { Envelope } from './envelope';
import { asId } from './json-object';

/**
 * Whether `user.rated` carries the message, the user, or both is not documented: the rating is taken from
 * wherever one stands. Other events rate only through their message, which must be known.
 * @returns 1 to 5 stars; 0 if there is none
 */
export function ratingOf(envelope: Envelope): number {
  return ratingsIn(envelope).find(isStars) ?? 0;
}

/** Whether an event says of itself that there are no stars, as SignalZen does of a message that is not rated yet. */
export function isUnrated(envelope: Envelope): boolean {
  return ratingOf(envelope) === 0 && ratingsIn(envelope).includes(null);
}

function ratingsIn({ eventType, message, user, data, body }: Envelope): unknown[] {
  const isRated = eventType === 'user.rated';
  const known = asId(message?.['id']) === undefined ? undefined : message;
  const places = isRated ? [message, data, user, body] : [known];
  return places.map((place) => place?.['rating']);
}

function isStars(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5;
}
