import { hash } from 'node:crypto';
import type { Envelope } from './envelope';
import { carriesTimeOfChange } from './event-time';
import { asId } from './json-object';

/**
 * How one event is distinguished from another, for SignalZen gives deliveries no id.
 * - `creation`: by event type and resource id; a second body about it is the same event.
 * - `dated`: by event type, chat and bytes; the body carries a time, so equal bytes are equal events.
 * - `undated`: as `dated`, but the same bytes may also be a new event: see {@link OccurrenceMemory}.
 */
export type IdentityKind = 'creation' | 'dated' | 'undated';

export function identityKindOf(envelope: Envelope): IdentityKind {
  if (createdIdOf(envelope) !== undefined) return 'creation';
  return carriesTimeOfChange(envelope) ? 'dated' : 'undated';
}

/**
 * The id of the event within its account: readable, and the same for every delivery of the event.
 * @param occurrence what {@link OccurrenceMemory} decided when the delivery came; 0 when it decided nothing.
 */
export function eventIdOf(envelope: Envelope, chatId: string, bytes: Buffer, occurrence: bigint): string {
  const createdId = createdIdOf(envelope);
  if (createdId !== undefined) return `${envelope.eventType}/${createdId}`;
  const type = envelope.eventType === '' ? 'unknown' : envelope.eventType;
  const suffix = occurrence === 0n ? '' : `/${occurrence.toString(16)}`;
  return `${type}/${chatId}/${digestOf(bytes)}${suffix}`;
}

/** 64 bits of SHA-256: it tells the states of one chat apart, which are some dozens. */
export function digestOf(bytes: Buffer): string {
  return hash('sha256', bytes, 'hex').slice(0, 16);
}

function createdIdOf({ eventType, message, user }: Envelope): string | undefined {
  if (eventType === 'message.created') return asId(message?.['id']);
  if (eventType === 'user.created') return asId(user?.['id']);
  return undefined;
}
