import { chatOf } from './chat-of';
import { idIn } from './json-value';
import type { Envelope } from './read-envelope';

const COPY_WITHIN_MS = 10 * 60_000;

interface Latest {
  readonly body: Buffer;
  readonly receivedAt: number;
  readonly occurrence: number;
}

/**
 * docs/metrics.md: "Two deliveries of a state event without any time in it are one event if they come within ten
 * minutes and nothing else of the same chat came in between." Must be shown every event, in order of receipt.
 */
export class UntimedCopies {
  readonly #latest = new Map<string, Latest>();
  #occurrences = 0;

  /** A number that a copy shares with the event it repeats, and with nothing else. */
  occurrenceOf(copy: { envelope: Envelope; body: Buffer; receivedAt: number }): number {
    const key = chatKey(copy.envelope) ?? copy.body.toString('base64');
    const before = this.#latest.get(key);
    const repeats =
      before?.body.equals(copy.body) === true && copy.receivedAt - before.receivedAt <= COPY_WITHIN_MS;
    const occurrence = repeats ? before.occurrence : this.#occurrences++;
    this.#latest.set(key, { body: copy.body, receivedAt: copy.receivedAt, occurrence });
    return occurrence;
  }
}

/** "Where no chat is named, nothing else of the same message; where neither is, nothing can come in between." */
function chatKey(envelope: Envelope): string | undefined {
  const chat = chatOf(envelope);
  if (chat !== undefined) return `of chat ${chat}`;
  const message = idIn(envelope.message?.['id']);
  return message === undefined ? undefined : `of message ${message}`;
}
