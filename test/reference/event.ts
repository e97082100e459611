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
  /** `undefined`: nothing names the chat. */
  readonly chat: string | undefined;
  /** UTC milliseconds. */
  readonly at: number;
  readonly timeFrom: EventTime['from'];
  /** Place of its first copy in the order of receipt. */
  readonly receipt: number;
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
  { receivedAt, receipt }: { receivedAt: number; receipt: number },
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
  const time = eventTimeOf(envelope, receivedAt);
  return {
    type: eventType,
    chat: chatOf(envelope),
    at: time.at,
    timeFrom: time.from,
    receipt,
    messageId,
    textBy,
    operator: (hasOperator ? idIn(objectIn(message?.['sender'])?.['id']) : undefined) ?? '',
    envelope,
  };
}
