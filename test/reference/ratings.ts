import type { ChatEvent } from './event';
import { inOrder } from './event-order';

export interface Rating {
  readonly value: 1 | 2 | 3 | 4 | 5;
  /** "time of the event that brought the value", UTC milliseconds. */
  readonly at: number;
  /** "the event that brought the value" */
  readonly event: ChatEvent;
}

/**
 * docs/metrics.md, ratings: "distinct rated messages with a value from 1 to 5 (where no message is known: one
 * per `user.rated` event with a value). The last value given counts".
 */
export function ratingsIn(events: readonly ChatEvent[]): Rating[] {
  const ofMessage = new Map<string, Rating>();
  const withoutMessage: Rating[] = [];
  for (const event of inOrder(events)) {
    const value = ratingOf(event);
    if (value === undefined) continue;
    const rating = { value, at: event.at, event };
    if (event.messageId !== undefined) ofMessage.set(event.messageId, rating);
    else if (event.type === 'user.rated') withoutMessage.push(rating);
  }
  return [...ofMessage.values(), ...withoutMessage];
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
