import fc from 'fast-check';
import { OccurrenceMemory } from '../../src/platform/events/occurrence-memory';
import type { SpoolRecord } from '../../src/receive/spool/spool-record';
import type { RawDelivery } from '../reference/delivery';

const MINUTE_MS = 60_000;
const RECEIVERS = [0, 1] as const;

/** A delivery as one of two receivers took it. */
export interface Received extends RawDelivery {
  readonly receiver: (typeof RECEIVERS)[number];
}

const chatId = fc.integer({ min: 1, max: 2 });

/** State events whose body tells no time: of few, so that the same comes again. */
const untimed = fc
  .record({
    chat: chatId,
    verb: fc.constantFrom(
      'enabled_copilot',
      'disabled_copilot',
      'enabled_copilot',
      'closed',
      'sent_transcript',
    ),
  })
  .map(({ chat, verb }) => ({ event_type: `user.${verb}`, data: { id: chat } }));

/** Some of them name their chat, and so come between; others do not, or are of a chat that is told later. */
const message = fc
  .record({ id: fc.integer({ min: 1, max: 12 }), tellsChat: fc.boolean(), at: fc.nat(40) })
  .map(({ id, tellsChat, at }) => {
    const chat = 1 + (id % 2);
    const author = id % 3 === 0 ? { sender_type: 'operator', sender: { id: 7 } } : {};
    return (start: number) => ({
      event_type: 'message.created',
      data: {
        ...{ id, body: 'Hello', created_at: new Date(start + at * 20 * MINUTE_MS).toISOString() },
        ...{ sender_type: 'user', sender: { id: chat }, ...author },
      },
      ...(tellsChat ? { user: { id: chat } } : {}),
    });
  });

const rated = fc
  .record({ chat: chatId, stars: fc.constantFrom(1, 5), isOfMessage: fc.boolean() })
  .map(({ chat, stars, isOfMessage }) => ({
    event_type: 'user.rated',
    data: isOfMessage ? { message: { id: chat, rating: stars } } : { id: chat, name: 'Ada', rating: stars },
  }));

/** How long after the one before something happens: around the ten minutes within which bytes are a copy. */
const gapMs = fc.constantFrom(1, 5, 40_000, 3 * MINUTE_MS, 599_999, 600_000, 600_001, 47 * MINUTE_MS);
/** How long after it came to one receiver it comes to the other, if it does: a sender's retry, or a second webhook. */
const copyAfterMs = fc.constantFrom(undefined, undefined, 0, 2, 900, 45_000, 600_000);

/**
 * What two receivers took of the events of one account, in the order of receipt.
 * @param start milliseconds: of the first
 */
export function takenByTwo(account: string, start: number): fc.Arbitrary<Received[]> {
  const step = fc.record({
    body: fc.oneof({ weight: 5, arbitrary: untimed }, { weight: 3, arbitrary: message }, rated),
    first: fc.constantFrom(...RECEIVERS),
    gapMs,
    copyAfterMs,
  });
  return fc.array(step, { minLength: 30, maxLength: 60, size: 'max' }).map((steps) => {
    let at = start;
    const received = steps.flatMap(({ body, first, gapMs: gap, copyAfterMs: later }): Received[] => {
      at += gap;
      const text = Buffer.from(JSON.stringify(typeof body === 'function' ? body(start) : body));
      const one = { account, body: text, receivedAt: at, receiver: first };
      if (later === undefined) return [one];
      return [one, { ...one, receivedAt: at + later, receiver: first === 0 ? 1 : 0 }];
    });
    return inOrderOfReceipt(received);
  });
}

/** As ClickHouse puts them in order where they came in the same millisecond: by receiver, and as each took them. */
export function inOrderOfReceipt(received: readonly Received[]): Received[] {
  return [...received].sort(
    (one, other) => one.receivedAt - other.receivedAt || one.receiver - other.receiver,
  );
}

/** What is in the spool of one of them, each with what it decided when it took it. */
export function spoolOf(receiver: number, received: readonly Received[]): SpoolRecord[] {
  const memory = new OccurrenceMemory();
  return received
    .filter((one) => one.receiver === receiver)
    .map(({ account, body, receivedAt }, sequence) => ({
      segmentId: BigInt(receiver + 1),
      sequence,
      account,
      receivedAt,
      occurrence: memory.decide(account, body, receivedAt),
      body,
    }));
}
