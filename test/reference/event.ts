import type { Author } from './author-of';
import { authorOf, isTextMessage } from './author-of';
import { chatOf } from './chat-of';
import type { ReferenceOptions } from './delivery';
import type { EventTime } from './event-time';
import { eventTimeOf } from './event-time';
import { idIn, objectIn } from './json-value';
import type { Envelope } from './read-envelope';

/** One event, told once: copies of it are gone. */
export interface ChatEvent {
  readonly type: string;
  /** The same for every copy of it, and for no other event of the account that says anything else. */
  readonly id: string;
  /** `undefined`: nothing names the chat. */
  readonly chat: string | undefined;
  /** UTC milliseconds. */
  readonly at: number;
  readonly timeFrom: EventTime['from'];
  /** The id of the message that the event carries. */
  readonly messageId: string | undefined;
  /** Set when the event is a new text message. */
  readonly textBy: Author | undefined;
  /** The sender's id when the event is a new text message by an operator or the copilot, else ''. */
  readonly operator: string;
  readonly envelope: Envelope;
}

export function eventOf(
  envelope: Envelope,
  { receivedAt, id }: { receivedAt: number; id: string },
  options: ReferenceOptions,
): ChatEvent {
  const { eventType, message } = envelope;
  const messageId = idIn(message?.['id']);
  const isNewText =
    eventType === 'message.created' &&
    message !== undefined &&
    messageId !== undefined &&
    isTextMessage(message);
  const textBy = isNewText ? authorOf(message, options) : undefined;
  const hasOperator = textBy === 'operator' || textBy === 'copilot';
  const time = eventTimeOf(envelope, receivedAt, options.stateEventTime);
  return {
    type: eventType,
    id,
    chat: chatOf(envelope),
    at: time.at,
    timeFrom: time.from,
    messageId,
    textBy,
    operator: (hasOperator ? idIn(objectIn(message?.['sender'])?.['id']) : undefined) ?? '',
    envelope,
  };
}
