import type { Envelope } from './read-envelope';
import { instantIn } from './instant-in';
import type { ReferenceOptions } from './delivery';

export interface EventTime {
  /** UTC milliseconds. */
  readonly at: number;
  readonly from: 'payload' | 'received';
}

const MAX_AHEAD_MS = 5 * 60_000;

/**
 * docs/metrics.md, "Event time": the four rules in their order; `STATE_EVENT_TIME=received` "dates all state events by
 * receipt", that is all of `user.*` but `user.created`.
 */
export function eventTimeOf(
  envelope: Envelope,
  receivedAt: number,
  stateEventTime: ReferenceOptions['stateEventTime'] = 'payload',
): EventTime {
  const isState = envelope.eventType.startsWith('user.') && envelope.eventType !== 'user.created';
  if (isState && stateEventTime === 'received') return { at: receivedAt, from: 'received' };
  // "A time more than 5 minutes after the receipt is not believed, whatever the event."
  const at = timesNamed(envelope).find((time) => time <= receivedAt + MAX_AHEAD_MS);
  return at === undefined ? { at: receivedAt, from: 'received' } : { at, from: 'payload' };
}

/**
 * docs/decisions/0003: "if they carry a time" of their resource, the same bytes are the same event: `updated_at`, a
 * field that names the event's own time, or of a creation `created_at`.
 */
export function carriesItsTime(envelope: Envelope): boolean {
  const { eventType, message, user } = envelope;
  const created = eventType.endsWith('.created') ? (message ?? user)?.['created_at'] : undefined;
  const updated = [updatedAt(envelope), instantIn(message?.['updated_at'])];
  const times = [...ownTimes(envelope), ...updated, instantIn(created)];
  return times.some((time) => time !== undefined);
}

/** Rules 1 to 3: the times that the body offers for its event, the best first. */
function timesNamed(envelope: Envelope): number[] {
  const { eventType, message, user } = envelope;
  const known = (times: (number | undefined)[]) => times.filter((time) => time !== undefined);
  if (eventType === 'message.created') return known([instantIn(message?.['created_at'])]);
  if (eventType === 'user.created') return known([instantIn(user?.['created_at'])]);
  if (eventType.startsWith('user.')) return known([...ownTimes(envelope), updatedAt(envelope)]);
  return [];
}

/** "a field that names the event's own time (`closed_at`, `rated_at`, …)", wherever it stands. */
function ownTimes({ eventType, user, data, message, top }: Envelope): (number | undefined)[] {
  return namesOfOwnTime(eventType).flatMap((name) =>
    [user, data, message, top].map((place) => instantIn(place?.[name])),
  );
}

/**
 * "of two words and more also the words after the first before it (unless they begin with `by`), and the first alone"
 */
function namesOfOwnTime(eventType: string): string[] {
  const name = eventType.slice(eventType.indexOf('.') + 1);
  const [, verb, rest] = /^([^_]*)_(.*)$/s.exec(name) ?? [];
  const names = [name];
  if (verb !== undefined && !/^by(_|$)/.test(rest ?? '')) names.push(`${rest}_${verb}`);
  if (verb !== undefined) names.push(verb);
  if (eventType === 'user.destroyed') names.push('deleted');
  // Every later event of a resource carries these as well.
  return names.filter((one) => !['', 'created', 'updated'].includes(one)).map((one) => `${one}_at`);
}

function updatedAt({ user }: Envelope): number | undefined {
  return instantIn(user?.['updated_at']);
}
