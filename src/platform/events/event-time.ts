import type { Envelope } from './envelope';
import { asInstant } from './instant';

/** Where an event's time comes from: the body, or the moment the delivery came in. */
export type EventTimeSource = 'payload' | 'received';

export interface EventTime {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly source: EventTimeSource;
}

/** SignalZen's clock may run ahead of ours by so much; a time further ahead is not believed. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** The time of an event, by the rules under "Event time" in docs/metrics.md. */
export function eventTimeOf(envelope: Envelope, receivedAt: number): EventTime {
  const stated = timesIn(envelope).find((at) => at <= receivedAt + CLOCK_TOLERANCE_MS);
  return stated === undefined ? { at: receivedAt, source: 'received' } : { at: stated, source: 'payload' };
}

/** Whether the body tells when its resource changed, so that the same bytes can only be the same event. */
export function carriesTimeOfChange(envelope: Envelope): boolean {
  const { eventType, message, user } = envelope;
  const isCreation = eventType.endsWith('.created');
  if (isCreation && asInstant((message ?? user)?.['created_at']) !== undefined) return true;
  return stateTimes(envelope).length > 0 || asInstant(message?.['updated_at']) !== undefined;
}

/** The times that a body gives for its event, the best one first. */
function timesIn(envelope: Envelope): number[] {
  const { eventType, message, user } = envelope;
  if (eventType === 'message.created') return known([asInstant(message?.['created_at'])]);
  if (eventType === 'user.created') return known([asInstant(user?.['created_at'])]);
  return eventType.startsWith('user.') ? stateTimes(envelope) : [];
}

/** The event's own time, if a field names it, and the user's `updated_at`; the better one first. */
function stateTimes(envelope: Envelope): number[] {
  const { eventType, body, data, user, message } = envelope;
  const places = [user, data, message, body];
  const own = fieldsNaming(eventType).flatMap((field) => places.map((place) => asInstant(place?.[field])));
  return known([...own, asInstant(user?.['updated_at'])]);
}

function known(times: readonly (number | undefined)[]): number[] {
  return times.filter((at) => at !== undefined);
}

/**
 * `user.closed` → `closed_at`; `user.sent_transcript` → `sent_transcript_at`, `transcript_sent_at`, `sent_at`. What is
 * created or updated tells of the resource, not of the event.
 */
function fieldsNaming(eventType: string): string[] {
  const [verb = '', ...object] = eventType.slice(eventType.indexOf('.') + 1).split('_');
  const turned = object[0] === 'by' ? [] : [...object, verb];
  const names = [[verb, ...object], turned, [verb]].map((words) => words.join('_'));
  if (eventType === 'user.destroyed') names.push('deleted');
  return [...new Set(names)]
    .filter((name) => name !== '' && name !== 'created' && name !== 'updated')
    .map((name) => `${name}_at`);
}
