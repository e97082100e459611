import { chatIdOf, isOperatorsType, senderTypeOf } from './chat-id';
import { readEnvelope } from './envelope';
import { eventIdOf } from './event-identity';
import { eventTimeOf } from './event-time';
import type { EventTimeSource } from './event-time';
import { asId, asObject } from './json-object';
import { mayBeLastWord } from './last-word';
import { messageTypeOf } from './message-type';
import { parseErrorOf } from './parse-error';
import type { ParseError } from './parse-error';
import { nameOfPerson, seenUserOf } from './user-resource';
import type { SeenUser } from './user-resource';
import { ratingOf } from './rating';

/** A verified body as it came in. */
export interface ReceivedBody {
  readonly bytes: Buffer;
  /** Milliseconds since 1970, UTC. */
  readonly receivedAt: number;
  readonly occurrence: bigint;
}

/** What a delivery says, in the terms of SignalZen. Texts are `''` and numbers 0 where it says nothing. */
export interface SignalZenEvent {
  readonly eventId: string;
  readonly eventType: string;
  /** What is computed together: all events of a chat; without one, those of a message; else the event alone. */
  readonly thread: string;
  readonly chatId: string;
  readonly messageId: string;
  /** Milliseconds since 1970, UTC. */
  readonly occurredAt: number;
  readonly occurredFrom: EventTimeSource;
  readonly parseError: ParseError;
  /** As SignalZen spells it; `''` for plain text also where the resource says no type. */
  readonly messageType: string;
  /** Lower case. */
  readonly senderType: string;
  readonly senderId: string;
  /** What the operator is called who wrote the message; `''` of all others: those are visitors, or nobody. */
  readonly operatorName: string;
  readonly senderIsAi: boolean;
  readonly autoInvitation: boolean;
  /** Of a message: a short text that asks nothing. */
  readonly mayBeLastWord: boolean;
  /** 1 to 5 stars. */
  readonly rating: number;
  readonly seenUser: SeenUser;
}

/** Reads a delivery. Never throws: what cannot be understood is an event of its own, with its `parseError`. */
export function readEvent({ bytes, receivedAt, occurrence }: ReceivedBody): SignalZenEvent {
  const envelope = readEnvelope(bytes);
  const { message } = envelope;
  const sender = asObject(message?.['sender']);
  const chatId = chatIdOf(envelope) ?? '';
  const messageId = asId(message?.['id']) ?? '';
  const eventId = eventIdOf(envelope, chatId, bytes, occurrence);
  const time = eventTimeOf(envelope, receivedAt);
  const senderType = senderTypeOf(message?.['sender_type']);
  const rating = ratingOf(envelope);
  return {
    eventId,
    eventType: envelope.eventType,
    thread: chatId !== '' ? `chat/${chatId}` : messageId !== '' ? `message/${messageId}` : eventId,
    chatId,
    messageId,
    occurredAt: time.at,
    occurredFrom: time.source,
    parseError: parseErrorOf(envelope, { chatId, messageId, rating }),
    messageType: messageTypeOf(message?.['type']),
    senderType,
    senderId: asId(sender?.['id']) ?? '',
    operatorName: isOperatorsType(senderType) ? nameOfPerson(sender) : '',
    senderIsAi: sender?.['ai'] === true,
    autoInvitation: message?.['auto_invitation'] === true,
    mayBeLastWord: mayBeLastWord(message),
    rating,
    seenUser: seenUserOf(envelope, senderType === 'user'),
  };
}
