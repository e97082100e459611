import type { ChatEvent } from './event';
import type { JsonObject } from './json-value';
import { objectIn } from './json-value';
import { senderTypeOf } from './sender-type';

/** "the user resource seen" in an event: the envelope's user, else the sender of a visitor's message. */
export function userResourceIn({ envelope: { user, message } }: ChatEvent): JsonObject | undefined {
  if (user !== undefined) return user;
  return message !== undefined && senderTypeOf(message) === 'user' ? objectIn(message['sender']) : undefined;
}
