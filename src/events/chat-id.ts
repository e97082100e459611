import type { Envelope } from './envelope';
import { asId, asObject, asText } from './json-object';

/**
 * The chat an event belongs to ("Which chat" in docs/metrics.md): the user resource it carries, an explicit
 * user id beside the message, or the visitor who sent the message.
 */
export function chatIdOf({ body, data, user, message }: Envelope): string | undefined {
  const explicit =
    asId(user?.['id']) ?? asId(message?.['user_id']) ?? asId(data['user_id']) ?? asId(body['user_id']);
  if (explicit !== undefined) return explicit;
  const isVisitors = message !== undefined && senderTypeOf(message['sender_type']) === 'user';
  return isVisitors ? asId(asObject(message['sender'])?.['id']) : undefined;
}

/** The sender type in lower case, for the widget writes `User` where the API writes `user`; `''` if absent. */
export function senderTypeOf(value: unknown): string {
  return asText(value, 100)?.toLowerCase() ?? '';
}
