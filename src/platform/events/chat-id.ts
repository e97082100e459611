import type { Envelope } from './envelope';
import { asId, asObject, asText } from './json-object';

/**
 * The chat an event belongs to ("Which chat" in docs/metrics.md): the visitor who sent the message, the user resource
 * it carries, or an explicit user id in or beside the message.
 */
export function chatIdOf({ body, data, user, message }: Envelope): string | undefined {
  const isVisitors = message !== undefined && senderTypeOf(message['sender_type']) === 'user';
  const visitor = isVisitors ? asId(asObject(message['sender'])?.['id']) : undefined;
  return (
    visitor ??
    asId(user?.['id']) ??
    asId(message?.['user_id']) ??
    asId(data['user_id']) ??
    asId(body['user_id'])
  );
}

/** The sender type in lower case, for the widget writes `User` where the API writes `user`; `''` if absent. */
export function senderTypeOf(value: unknown): string {
  return asText(value, 100)?.toLowerCase() ?? '';
}

/** Whether it is how SignalZen, or its widget, calls an operator, who may be the copilot. */
export function isOperatorsType(senderType: string): boolean {
  return senderType === 'operator' || senderType === 'client';
}
