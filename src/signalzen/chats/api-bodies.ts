import type { JsonObject } from '../../platform/events/json-object';

/*
 * Bodies of deliveries that say what the API showed: in the form of a webhook's, so that everything after them
 * reads both alike, and marked with `source`.
 */

/** A message, with the chat that its own resource may not name. */
export function messageBody(chatId: string, message: JsonObject): Buffer {
  return bodyOf('message.created', { message, user: { id: chatId } });
}

/** A chat: SignalZen's user. */
export function userBody(user: JsonObject): Buffer {
  return bodyOf('user.created', user);
}

/** A message whose rating no webhook delivered. Its time is that of the user's last change, as for any such event. */
export function ratingBody(chatId: string, message: JsonObject, user: JsonObject | undefined): Buffer {
  return bodyOf('user.rated', { message, user: user ?? { id: chatId } });
}

/** Something that is no resource. It is kept as it came. */
export function unreadableBody(chatId: string, value: unknown): Buffer {
  return bodyOf('api.unreadable', { user: { id: chatId }, value });
}

function bodyOf(eventType: string, data: object): Buffer {
  return Buffer.from(JSON.stringify({ source: 'api', event_type: eventType, data }));
}
