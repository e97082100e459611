import { createHash } from 'node:crypto';
import { chatOf } from './chat-of';
import type { RawDelivery } from './delivery';
import { carriesItsTime } from './event-time';
import { idIn } from './json-value';
import type { Envelope } from './read-envelope';
import { readEnvelope } from './read-envelope';
import { UntimedCopies } from './untimed-copies';

/** An event, told once. */
export interface DistinctEvent {
  readonly envelope: Envelope;
  readonly body: Buffer;
  /** When its first copy came. */
  readonly receivedAt: number;
  /**
   * "readable: a creation is its type and resource id (`message.created/28`); a state is its type, chat and a digest of
   * the bytes". The occurrence is left out: where it tells two events apart, they say the same.
   */
  readonly id: string;
}

/**
 * docs/decisions/0003-an-event-is-named-by-its-content.md, for the deliveries of one account in order of
 * receipt. Bodies of no known shape are left out: they count nowhere.
 */
export function removeDuplicates(deliveries: readonly RawDelivery[]): DistinctEvent[] {
  const distinct = new Map<string, DistinctEvent>();
  const untimed = new UntimedCopies();
  for (const { body, receivedAt } of deliveries) {
    const envelope = readEnvelope(body);
    if (envelope === undefined) continue;
    const id = creationOf(envelope) ?? stateOf(envelope, body);
    const copy = { envelope, body, receivedAt, id };
    const occurrence = untimed.occurrenceOf(copy);
    const isTold = creationOf(envelope) !== undefined || carriesItsTime(envelope);
    const identity = isTold ? id : JSON.stringify([id, occurrence]);
    const known = distinct.get(identity);
    distinct.set(identity, known === undefined ? copy : theOneToKeep(known, copy));
  }
  return [...distinct.values()];
}

/** "A creation is identified by event type and `data.id`." */
function creationOf({ eventType, message, user }: Envelope): string | undefined {
  const resource =
    eventType === 'message.created' ? message : eventType === 'user.created' ? user : undefined;
  const id = idIn(resource?.['id']);
  return id === undefined ? undefined : `${eventType}/${id}`;
}

/** "A state event by event type, chat and body"; without a time of its own, by its occurrence as well. */
function stateOf(envelope: Envelope, body: Buffer): string {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return `${envelope.eventType}/${chatOf(envelope) ?? ''}/${digest}`;
}

/**
 * Two creations with one id and different bodies are one event; which body counts must not depend on the
 * order of receipt ("any permutation … gives the same figures"), so it is the smaller one in bytes.
 */
function theOneToKeep(known: DistinctEvent, copy: DistinctEvent): DistinctEvent {
  const receivedAt = Math.min(known.receivedAt, copy.receivedAt);
  return { ...(Buffer.compare(copy.body, known.body) < 0 ? copy : known), receivedAt };
}
