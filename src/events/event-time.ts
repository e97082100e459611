import type { Envelope } from './envelope';
import { asInstant } from './json-object';

/** Where an event's time comes from: the body, or the moment the delivery came in. */
export type EventTimeSource = 'payload' | 'received';

export interface EventTime {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly source: EventTimeSource;
}

/** A state's time may run ahead of our clock by so much; a time further ahead is not believed. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** The time of an event, by the rules under "Event time" in docs/metrics.md. */
export function eventTimeOf(envelope: Envelope, receivedAt: number): EventTime {
  const { eventType, message, user } = envelope;
  const fromPayload =
    eventType === 'message.created'
      ? asInstant(message?.['created_at'])
      : eventType === 'user.created'
        ? asInstant(user?.['created_at'])
        : eventType.startsWith('user.')
          ? stateTimes(envelope).find((at) => at <= receivedAt + CLOCK_TOLERANCE_MS)
          : undefined;
  return fromPayload === undefined
    ? { at: receivedAt, source: 'received' }
    : { at: fromPayload, source: 'payload' };
}

/** Whether the body tells when its resource changed, so that the same bytes can only be the same event. */
export function carriesTimeOfChange(envelope: Envelope): boolean {
  if (
    envelope.eventType.endsWith('.created') &&
    asInstant((envelope.message ?? envelope.user)?.['created_at']) !== undefined
  ) {
    return true;
  }
  return stateTimes(envelope).length > 0 || asInstant(envelope.message?.['updated_at']) !== undefined;
}

/** The event's own time, if a field names it, and the user's `updated_at`; the better one first. */
function stateTimes(envelope: Envelope): number[] {
  const { eventType, body, data, user, message } = envelope;
  const places = [body, data, user, message].filter((place) => place !== undefined);
  const own = fieldsNaming(eventType).flatMap((field) => places.map((place) => asInstant(place[field])));
  return [...own, asInstant(user?.['updated_at'])].filter((at) => at !== undefined);
}

/** `user.closed` → `closed_at`; `user.sent_transcript` → `sent_transcript_at`, `transcript_sent_at`, `sent_at`. */
function fieldsNaming(eventType: string): string[] {
  const [verb = '', ...object] = eventType.slice(eventType.indexOf('.') + 1).split('_');
  const turned = object[0] === 'by' ? [] : [...object, verb];
  const names = [[verb, ...object], turned, [verb]]
    .map((words) => words.join('_'))
    .filter((name) => name !== '');
  return [...new Set(names)]
    .filter((name) => name !== 'created' && name !== 'updated')
    .map((name) => `${name}_at`);
}
