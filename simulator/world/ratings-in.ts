import type { Happening, Message } from './model';
import { MINUTE } from './world-options';
import type { TrueContact } from './true-contact';

interface TrueRating {
  readonly value: number;
  readonly at: number;
}

/** A rating without its message, so soon before or after one with it and the same value, tells of the same. */
const SAME_RATING_WITHIN = 10 * MINUTE;

/** The last value of each rated message, and when it was given; without a message each rating stands alone. */
export function ratingsIn(
  happenings: readonly Happening[],
  contacts: readonly TrueContact[],
): readonly TrueRating[] {
  const given = happenings.flatMap(({ at, eventType, message, rating }) =>
    eventType === 'user.rated' && rating !== undefined ? [{ at, value: rating, message }] : [],
  );
  const contactAt = (moment: number) => contacts.findLast(({ startedAt = -Infinity }) => startedAt < moment);
  const ofMessages = new Map<Message, TrueRating>();
  for (const { at, value, message } of given)
    if (message !== undefined) ofMessages.set(message, { at, value });
  const alone = given.filter(
    ({ at, value, message }) =>
      message === undefined &&
      !given.some(
        (other) =>
          other.message !== undefined &&
          other.value === value &&
          Math.abs(other.at - at) <= SAME_RATING_WITHIN &&
          contactAt(other.at) === contactAt(at),
      ),
  );
  return [...ofMessages.values(), ...alone];
}
