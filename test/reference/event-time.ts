import type { Envelope } from './read-envelope';
import { instantIn } from './json-value';

export interface EventTime {
  /** UTC milliseconds. */
  readonly at: number;
  readonly from: 'payload' | 'received';
}

const MOST_AHEAD_MS = 5 * 60_000;

/** Other names, besides the event's with `_at`, that a field with the event's own time may have. */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['user.subscribed_by_email', ['subscribed_at']],
  ['user.sent_transcript', ['transcript_sent_at']],
  ['user.enabled_copilot', ['copilot_enabled_at', 'enabled_at']],
  ['user.disabled_copilot', ['copilot_disabled_at', 'disabled_at']],
  ['user.destroyed', ['deleted_at']],
]);

/** docs/metrics.md, "Event time": the four rules in their order. */
export function eventTimeOf(envelope: Envelope, receivedAt: number): EventTime {
  const at = timesNamed(envelope).find((time) => isPlausible(envelope, time, receivedAt));
  return at === undefined ? { at: receivedAt, from: 'received' } : { at, from: 'payload' };
}

/**
 * docs/decisions/0003: "where the body carries a time of its resource (`updated_at`), the same bytes are the
 * same event". A field that names the event's own time says at least as much.
 */
export function carriesItsTime(envelope: Envelope): boolean {
  return ownTime(envelope) !== undefined || updatedAt(envelope) !== undefined;
}

/** Rules 1 to 3: the times that the body offers for its event, the best first. */
function timesNamed(envelope: Envelope): number[] {
  const { eventType, message, user } = envelope;
  const known = (times: (number | undefined)[]) => times.filter((time) => time !== undefined);
  if (eventType === 'message.created') return known([instantIn(message?.['created_at'])]);
  if (eventType === 'user.created') return known([instantIn(user?.['created_at'])]);
  if (eventType.startsWith('user.')) return known([ownTime(envelope), updatedAt(envelope)]);
  return [];
}

/** Rule 3: "both only if not more than 5 minutes after receipt". A creation's time is taken as it stands. */
function isPlausible({ eventType }: Envelope, time: number, receivedAt: number): boolean {
  if (eventType === 'message.created' || eventType === 'user.created') return true;
  return time <= receivedAt + MOST_AHEAD_MS;
}

/** "a field that names the event's own time (`closed_at`, `rated_at`, …)": `user.closed` has `closed_at`. */
function ownTime({ eventType, user, data, message, top }: Envelope): number | undefined {
  const verb = eventType.slice(eventType.indexOf('.') + 1);
  // A creation is told by its id, and every later event of the resource carries `created_at` as well.
  if (verb === 'created') return undefined;
  for (const name of [`${verb}_at`, ...(OTHER_NAMES.get(eventType) ?? [])]) {
    for (const place of [user, data, message, top]) {
      const time = instantIn(place?.[name]);
      if (time !== undefined) return time;
    }
  }
  return undefined;
}

function updatedAt({ user }: Envelope): number | undefined {
  return instantIn(user?.['updated_at']);
}
