import { chatOf } from './chat-of';
import type { Envelope } from './read-envelope';

const COPY_WITHIN_MS = 10 * 60_000;

interface Latest {
  readonly body: Buffer;
  readonly receivedAt: number;
  readonly occurrence: number;
}

/**
 * docs/decisions/0003: where a body carries no time, "the same bytes are the same event only if nothing else of
 * that family came for the chat in between, and within 10 minutes (so that enable / disable / enable stays
 * three)". Must be shown every event, in order of receipt.
 */
export class UntimedCopies {
  readonly #latest = new Map<string, Latest>();
  #occurrences = 0;

  /** A number that a copy shares with the event it repeats, and with nothing else. */
  occurrenceOf(copy: { envelope: Envelope; body: Buffer; receivedAt: number }): number {
    const key = JSON.stringify([familyOf(copy.envelope.eventType), chatOf(copy.envelope) ?? null]);
    const before = this.#latest.get(key);
    const repeats =
      before?.body.equals(copy.body) === true && copy.receivedAt - before.receivedAt <= COPY_WITHIN_MS;
    const occurrence = repeats ? before.occurrence : this.#occurrences++;
    this.#latest.set(key, { body: copy.body, receivedAt: copy.receivedAt, occurrence });
    return occurrence;
  }
}

function familyOf(eventType: string): string {
  return eventType === 'user.enabled_copilot' || eventType === 'user.disabled_copilot'
    ? 'copilot switched'
    : eventType;
}
