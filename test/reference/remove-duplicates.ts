import { chatOf } from './chat-of';
import type { RawDelivery } from './delivery';
import { carriesItsTime } from './event-time';
import { idIn } from './json-value';
import type { Envelope } from './read-envelope';
import { readEnvelope } from './read-envelope';
import { UntimedCopies } from './untimed-copies';

/** An event's first copy: when it came, and its place in the order of receipt. */
export interface DistinctEvent {
  readonly envelope: Envelope;
  readonly body: Buffer;
  readonly receivedAt: number;
  readonly receipt: number;
}

/**
 * docs/decisions/0003-an-event-is-named-by-its-content.md, for the deliveries of one account in order of
 * receipt. Bodies of no known shape are left out: they count nowhere.
 */
export function removeDuplicates(deliveries: readonly RawDelivery[]): DistinctEvent[] {
  const distinct = new Map<string, DistinctEvent>();
  const untimed = new UntimedCopies();
  deliveries.forEach(({ body, receivedAt }, receipt) => {
    const envelope = readEnvelope(body);
    if (envelope === undefined) return;
    const copy = { envelope, body, receivedAt, receipt };
    const occurrence = untimed.occurrenceOf(copy);
    const identity = creationOf(envelope) ?? stateOf(envelope, body, occurrence);
    const known = distinct.get(identity);
    distinct.set(identity, known === undefined ? copy : theOneToKeep(known, copy));
  });
  return [...distinct.values()];
}

/** "A creation is identified by event type and `data.id`." */
function creationOf({ eventType, message, user }: Envelope): string | undefined {
  const resource =
    eventType === 'message.created' ? message : eventType === 'user.created' ? user : undefined;
  const id = idIn(resource?.['id']);
  return id === undefined ? undefined : JSON.stringify([eventType, id]);
}

/** "A state event by event type, chat and body"; without a time of its own, by its occurrence as well. */
function stateOf(envelope: Envelope, body: Buffer, occurrence: number): string {
  const place = carriesItsTime(envelope) ? null : occurrence;
  return JSON.stringify([envelope.eventType, chatOf(envelope) ?? null, body.toString('base64'), place]);
}

/**
 * Two creations with one id and different bodies are one event; which body speaks must not depend on the
 * order of receipt ("any permutation … gives the same figures"), so it is the smaller one in bytes.
 */
function theOneToKeep(known: DistinctEvent, copy: DistinctEvent): DistinctEvent {
  const { receipt } = known;
  const receivedAt = Math.min(known.receivedAt, copy.receivedAt);
  const { envelope, body } = Buffer.compare(copy.body, known.body) < 0 ? copy : known;
  return { envelope, body, receivedAt, receipt };
}
