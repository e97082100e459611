import { senderTypeOf } from './chat-id';
import type { Envelope } from './envelope';
import { isUnrated } from './rating';

/** Why a verified body could not be read as an event, or not as far as figures need it. It is kept all the same. */
export type ParseError =
  | Envelope['unreadable']
  | 'no_event_type'
  | 'no_resource'
  | 'no_message'
  | 'no_message_id'
  | 'no_chat'
  | 'no_rating';

/** What was found in a body: `''`, or 0 stars, for nothing. */
interface Found {
  readonly chatId: string;
  readonly messageId: string;
  readonly rating: number;
}

/**
 * What figures lack because a body does not tell it, or not where it is looked for. An operator's message may name no
 * chat: SignalZen's mostly do not.
 */
export function parseErrorOf(envelope: Envelope, found: Found): ParseError {
  const { unreadable, eventType, user, message } = envelope;
  if (unreadable !== '') return unreadable;
  if (eventType === '') return 'no_event_type';
  const hasResource = (user ?? message) !== undefined;
  if (eventType === 'message.created') return hasResource ? missingInMessage(envelope, found) : 'no_resource';
  if (!eventType.startsWith('user.')) return hasResource ? '' : 'no_resource';
  const isRated = eventType === 'user.rated';
  if (found.chatId === '' && !(isRated && found.messageId !== ''))
    return hasResource ? 'no_chat' : 'no_resource';
  return isRated && found.rating === 0 && !isUnrated(envelope) ? 'no_rating' : '';
}

function missingInMessage({ message }: Envelope, { chatId, messageId }: Found): ParseError {
  if (message === undefined) return 'no_message';
  if (messageId === '') return 'no_message_id';
  return chatId === '' && senderTypeOf(message['sender_type']) === 'user' ? 'no_chat' : '';
}
