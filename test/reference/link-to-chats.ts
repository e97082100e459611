import { chatOf } from './chat-of';
import type { RawDelivery } from './delivery';
import type { ChatEvent } from './event';
import { idIn } from './json-value';
import { readEnvelope } from './read-envelope';

/**
 * docs/metrics.md, "Which chat": an operator's message "is unlinked … until it is linked": until any delivery tells
 * the chat of that message.
 */
export function linkToChats(
  events: readonly ChatEvent[],
  deliveries: readonly RawDelivery[],
): readonly ChatEvent[] {
  const chats = new Map<string, string>();
  for (const { body } of deliveries) {
    const envelope = readEnvelope(body);
    const messageId = idIn(envelope?.message?.['id']);
    const chat = envelope && chatOf(envelope);
    if (messageId !== undefined && chat !== undefined) chats.set(messageId, chat);
  }
  return events.map((event) =>
    event.chat === undefined && event.messageId !== undefined
      ? { ...event, chat: chats.get(event.messageId) }
      : event,
  );
}
