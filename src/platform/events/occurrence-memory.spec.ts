import fc from 'fast-check';
import { readEnvelope } from '../../../test/reference/read-envelope';
import { UntimedCopies } from '../../../test/reference/untimed-copies';
import { OccurrenceMemory } from './occurrence-memory';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);
const bytesOf = (body: object) => Buffer.from(JSON.stringify(body));
const body = (event_type: string, data: object = { id: 5 }) => bytesOf({ event_type, data });
const ON = body('user.enabled_copilot');
const OFF = body('user.disabled_copilot');
const BLOCKED = body('user.blocked');
const QUESTION = bytesOf({
  data: { id: 1, sender_type: 'user', sender: { id: 5 }, created_at: '2026-01-01T00:01:00Z' },
  event_type: 'message.created',
});
const ANSWER = bytesOf({
  event_type: 'message.created',
  data: { id: 2, sender_type: 'operator', sender: { id: 5 }, user_id: '5' },
});
const UNLINKED = body('message.created', { id: 3, sender_type: 'operator', sender: { id: 5 } });

describe('deciding whether equal bytes without a time are one event', () => {
  let memory: OccurrenceMemory;
  const decide = (bytes: Buffer, minutes: number, account = 'default') =>
    memory.decide(account, bytes, START + minutes * MINUTE);

  beforeEach(() => {
    memory = new OccurrenceMemory();
  });

  it('takes a repetition for the same event', () => {
    const first = decide(ON, 0);
    expect(first).not.toBe(0n);
    expect(decide(ON, 9)).toBe(first);
  });

  it('takes on, off, on for three events', () => {
    expect(new Set([decide(ON, 0), decide(OFF, 1), decide(ON, 2)]).size).toBe(3);
  });

  it.each([
    ['a question', QUESTION],
    ['an answer that names the chat', ANSWER],
    ['the creation of the chat', body('user.created')],
    ['another event without a time', BLOCKED],
    ['an event with a time', body('user.closed', { id: 5, updated_at: '2026-01-01T00:01:00Z' })],
    ['an event that nobody knows', body('user.renamed')],
  ])('takes equal bytes with %s of the chat between them for two events', (_, between) => {
    const first = decide(ON, 0);
    decide(between, 1);
    expect(decide(ON, 2)).not.toBe(first);
  });

  it.each([
    ['of another chat', body('user.blocked', { id: 6 })],
    ['of no chat that anybody could name', UNLINKED],
    ['that is no event', Buffer.from('{"user":{"id":5}}')],
    ['that is no JSON', Buffer.from('{')],
  ])('takes equal bytes with something %s between them for one event', (_, between) => {
    const first = decide(ON, 0);
    decide(between, 1);
    expect(decide(ON, 2)).toBe(first);
  });

  it('measures ten minutes from the last repetition', () => {
    const first = decide(ON, 0);
    expect(decide(ON, 10)).toBe(first);
    expect(decide(ON, 20)).toBe(first);
    expect(decide(ON, 30.01)).not.toBe(first);
  });

  it('keeps accounts apart', () => {
    const first = decide(ON, 0);
    expect(decide(OFF, 1, 'other')).not.toBe(0n);
    expect(decide(ON, 2)).toBe(first);
  });

  it('takes a rating of 2, of 5 and of 2 of one message for three events, though nothing names their chat', () => {
    const rated = (rating: number) => body('user.rated', { message: { id: 9, rating } });
    expect(new Set([decide(rated(2), 0), decide(rated(5), 1), decide(rated(2), 2)]).size).toBe(3);
    expect(decide(rated(2), 3)).toBe(decide(rated(2), 4));
  });

  it('decides nothing where the body tells events apart', () => {
    expect(decide(body('message.created', { id: 1 }), 0)).toBe(0n);
    expect(decide(body('user.created', { id: 1 }), 0)).toBe(0n);
    expect(decide(body('user.closed', { id: 1, updated_at: '2026-01-01T00:00:00.000Z' }), 0)).toBe(0n);
  });

  it('decides where the only time is none', () => {
    expect(decide(body('user.closed', { id: 1, updated_at: '2026-04-31T00:00:00.000Z' }), 0)).not.toBe(0n);
  });

  it('takes copies of a body that is no JSON for one event', () => {
    const first = decide(Buffer.from('{'), 0);
    expect(decide(Buffer.from('other'), 0)).not.toBe(first);
    expect(decide(Buffer.from('{'), 1)).toBe(first);
  });

  it('goes on after a restart as if there had been none', () => {
    const first = decide(ON, 0);
    memory = new OccurrenceMemory();
    memory.remember('default', ON, START, first);
    expect(decide(ON, 5)).toBe(first);
    memory = new OccurrenceMemory();
    memory.remember('default', ON, START, first);
    memory.remember('default', QUESTION, START + MINUTE, 0n);
    expect(decide(ON, 5)).not.toBe(first);
  });

  it('remembers no more chats than it may, and the latest of them', () => {
    memory = new OccurrenceMemory(100);
    const chats = Array.from({ length: 150 }, (_, chat) => body('user.blocked', { id: chat }));
    const first = chats.map((bytes) => decide(bytes, 0));
    expect(chats.slice(50).map((bytes) => decide(bytes, 1))).toEqual(first.slice(50));
    expect(decide(chats[0] as Buffer, 1)).not.toBe(first[0]);
  });

  it.each([
    ['quotes another event', body('user.enabled_copilot', { id: 5, name: '"event_type":"message.created"' })],
    ['holds another event', body('user.enabled_copilot', { id: 5, last: { event_type: 'message.created' } })],
  ])('is not misled by a body that %s', (_, bytes) => {
    expect(decide(bytes, 0)).not.toBe(0n);
  });

  it('decides as the reference does, also with a restart in between', () => {
    const bodies = [ON, OFF, QUESTION, ANSWER, UNLINKED, BLOCKED, body('user.blocked', { id: 6 })];
    const delivery = fc.record({
      bytes: fc.constantFrom(...bodies),
      minutes: fc.constantFrom(0, 1, 9, 10, 11),
    });
    fc.assert(
      fc.property(fc.array(delivery, { maxLength: 20 }), fc.nat(20), (deliveries, restartAt) => {
        const copies = new UntimedCopies();
        memory = new OccurrenceMemory();
        const [decided, expected, kept] = [[] as string[], [] as string[], [] as [Buffer, number, bigint][]];
        let now = START;
        for (const [index, { bytes, minutes }] of deliveries.entries()) {
          now += minutes * MINUTE;
          if (index === restartAt) {
            memory = new OccurrenceMemory();
            for (const [record, at, occurrence] of kept)
              if (at >= now - 10 * MINUTE) memory.remember('default', record, at, occurrence);
          }
          const occurrence = memory.decide('default', bytes, now);
          kept.push([bytes, now, occurrence]);
          const envelope = readEnvelope(bytes);
          if (envelope === undefined) throw new Error('no envelope');
          const copy = copies.occurrenceOf({ envelope, body: bytes, receivedAt: now });
          if (occurrence === 0n) continue;
          decided.push(`${bytes.toString()} ${occurrence}`);
          expected.push(`${bytes.toString()} ${copy}`);
        }
        const places = (names: string[]) => names.map((name) => names.indexOf(name));
        expect(places(decided)).toEqual(places(expected));
      }),
      { seed: 13, numRuns: 500 },
    );
  });
});
