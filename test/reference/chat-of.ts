import type { Envelope } from './read-envelope';
import { idIn, objectIn } from './json-value';
import { senderTypeOf } from './sender-type';

/**
 * docs/metrics.md, "Which chat": "A visitor's message: its `sender.id`. Any event that carries a user
 * resource, or an explicit user id beside the message: that id." `undefined`: unlinked.
 */
export function chatOf({ message, user, data, top }: Envelope): string | undefined {
  const visitor =
    message !== undefined && senderTypeOf(message) === 'user'
      ? idIn(objectIn(message['sender'])?.['id'])
      : undefined;
  return (
    visitor ??
    idIn(user?.['id']) ??
    idIn(message?.['user_id']) ??
    idIn(data?.['user_id']) ??
    idIn(top['user_id'])
  );
}
