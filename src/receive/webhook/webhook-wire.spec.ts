import { MAX_BODY_BYTES, MEMORY, signatureOf, startEdge } from './testing/running-edge';
import type { RunningEdge } from './testing/running-edge';
import { headOf, RawSender, send, until } from './testing/senders';

const BODY = '{"event_type":"user.created","data":{"id":1}}';
const SIGNATURE = { 'x-signalzen-signature': signatureOf(BODY) };
const HEAD = headOf({ ...SIGNATURE, 'Content-Length': BODY.length });
const statusesIn = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => Number(match[1]));

/** The bytes of unfinished bodies that a receiver holds: nothing may be left when no request runs. */
const heldBy = ({ unfinished }: RunningEdge) => unfinished.bytes;

describe('WebhookReceiver on the wire', () => {
  let edge: RunningEdge;
  beforeEach(async () => {
    edge = await startEdge();
  });
  afterEach(async () => {
    await edge.close();
  });

  it('answers pipelined requests of one connection in their order', async () => {
    const wrong = headOf({ 'x-signalzen-signature': '0'.repeat(64), 'Content-Length': BODY.length });
    const sender = new RawSender(edge.port);
    sender.write(`${HEAD}${BODY}${wrong}${BODY}${HEAD}${BODY}`.repeat(3));
    await until(() => statusesIn(sender.received).length === 9);
    expect(statusesIn(sender.received)).toEqual([200, 401, 200, 200, 401, 200, 200, 401, 200]);
    expect(edge.sink.accepted).toHaveLength(6);
    sender.end();
    await sender.closed;
  });

  it('does not wait for the body of a request that it refuses by its head, and closes the connection', async () => {
    const heads = [
      headOf({ 'Content-Length': 100 }),
      headOf({ ...SIGNATURE, 'Content-Length': MAX_BODY_BYTES + 1 }),
      headOf({ ...SIGNATURE, 'Content-Length': 100, 'Content-Encoding': 'gzip' }),
      headOf({ ...SIGNATURE, 'Content-Length': 100 }, '/webhooks/signalzen/nobody'),
    ];
    const senders = heads.map((head) => new RawSender(edge.port).write(head));
    await until(() => senders.every(({ received }) => received.includes('"message"')));
    expect(senders.flatMap(({ received }) => statusesIn(received))).toEqual([401, 413, 415, 404]);
    await Promise.all(senders.map(({ closed }) => closed));
    for (const { received } of senders) expect(received).toContain('Connection: close');
  });

  it('lets a sender of a far too large body send on and see the 413, rather than a reset', async () => {
    const length = 8 * 2 ** 20;
    const sender = new RawSender(edge.port);
    sender.write(headOf({ ...SIGNATURE, 'Content-Length': length })).write(Buffer.alloc(length, 'x'));
    await sender.closed;
    expect(sender.failure).toBeUndefined();
    expect(statusesIn(sender.received)).toEqual([413]);
    expect(edge.counters.refused.BODY_TOO_LARGE).toBe(1);
  });

  it('stops at the limit when no length was declared', async () => {
    const sender = new RawSender(edge.port);
    sender.write(headOf({ ...SIGNATURE, 'Transfer-Encoding': 'chunked' }));
    const chunk = `${(50_000).toString(16)}\r\n${'x'.repeat(50_000)}\r\n`;
    sender.write(chunk.repeat(4));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sender.received).toBe('');
    sender.write(chunk);
    await until(() => sender.received.includes('BODY_TOO_LARGE'));
    expect(statusesIn(sender.received)).toEqual([413]);
    await sender.closed;
    expect(heldBy(edge)).toBe(0);
  });

  it.each([
    ['a declared length', headOf({ ...SIGNATURE, 'Content-Length': BODY.length }), BODY.slice(0, -1)],
    ['chunks', headOf({ ...SIGNATURE, 'Transfer-Encoding': 'chunked' }), `2d\r\n${BODY}\r\n`],
  ])('stores nothing of a body that ends early: %s', async (_, head, part) => {
    const ending = new RawSender(edge.port).write(head + part).end();
    const resetting = new RawSender(edge.port).write(head + part);
    await until(() => heldBy(edge) >= part.length - 10);
    resetting.reset();
    await Promise.all([ending.closed, resetting.closed]);
    await until(() => edge.counters.aborted === 2);
    expect(edge.sink.accepted).toEqual([]);
    expect(heldBy(edge)).toBe(0);
    expect((await send(edge.port, { body: BODY })).status).toBe(200);
  });

  it('keeps a delivery whose sender went away before the answer', async () => {
    edge.sink.holds = true;
    const sender = new RawSender(edge.port).write(HEAD + BODY);
    await until(() => edge.sink.held === 1);
    sender.reset();
    await sender.closed;
    edge.sink.release();
    expect(edge.sink.accepted).toHaveLength(1);
    expect((await send(edge.port, { body: BODY })).status).toBe(200);
    expect(heldBy(edge)).toBe(0);
  });

  describe('while half bodies take all memory that there is for them', () => {
    const half = Buffer.alloc(MAX_BODY_BYTES - 1, 'x');
    const fitting = Math.floor(MEMORY / half.length);
    let slow: RawSender[];

    const sendHalf = (count: number, from: string, part = half) => {
      const head = headOf({ ...SIGNATURE, 'Content-Length': MAX_BODY_BYTES });
      const senders = Array.from({ length: count }, () => new RawSender(edge.port, from));
      for (const sender of senders) sender.write(head).write(part);
      slow.push(...senders);
      return senders;
    };
    const answered = (senders: readonly RawSender[]) => senders.filter(({ received }) => received !== '');

    beforeEach(async () => {
      slow = [];
      sendHalf(fitting, '127.0.0.2');
      await until(() => heldBy(edge) > MEMORY - half.length);
    });
    afterEach(async () => {
      for (const sender of slow) sender.reset();
      await until(() => heldBy(edge) === 0);
    });

    it.each([
      ['small, in two parts', [BODY.slice(0, 9), BODY.slice(9)]],
      ['as large as the limit', Buffer.alloc(MAX_BODY_BYTES, 'y')],
      ['in chunks without a length', Array.from({ length: 5 }, () => Buffer.alloc(39_000, 'z'))],
    ])('takes whole bodies: %s', async (_, body) => {
      // Together less than half of the memory: the address that takes most must be that of the slow ones.
      const replies = await Promise.all(Array.from({ length: 8 }, () => send(edge.port, { body })));
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
      expect(heldBy(edge)).toBeLessThanOrEqual(MEMORY);
    });

    it('says 503 and when to come again to those that wait for the longest time', async () => {
      const [first, second] = slow;
      const late = sendHalf(1, '127.0.0.2');
      await until(() => answered(slow).length >= 1);
      expect([first?.received, second?.received].join('')).toMatch(
        /^HTTP\/1.1 503 .*Retry-After: 5.*GAVE_WAY/s,
      );
      expect(answered(late)).toEqual([]);
      expect(edge.counters.refused.GAVE_WAY).toBe(answered(slow).length);
    });

    it('lets another address wait for the rest of its body, however many come from the first', async () => {
      const [other] = sendHalf(1, '127.0.0.3', half.subarray(0, 100_000));
      sendHalf(40, '127.0.0.2');
      await until(() => edge.counters.refused.GAVE_WAY >= 30);
      expect(other?.received).toBe('');
      other?.write(half.subarray(0, 100_000));
      await until(() => other?.received !== '');
      expect(statusesIn(other?.received ?? '')).toEqual([401]);
    });

    it('takes no memory for a length that is only claimed', async () => {
      const before = heldBy(edge);
      sendHalf(50, '127.0.0.4', half.subarray(0, 1));
      await until(() => heldBy(edge) === before + 50);
      expect(answered(slow)).toEqual([]);
    });
  });

  it('takes whole bodies as long as the sink does, however many wait for the disk', async () => {
    edge.sink.holds = true;
    const body = Buffer.alloc(MAX_BODY_BYTES, 'x');
    const many = 2 * Math.floor(MEMORY / body.length);
    const replies = Array.from({ length: many }, () => send(edge.port, { body }));
    await until(() => edge.sink.held === many);
    expect(heldBy(edge)).toBe(0);
    edge.sink.release();
    expect((await Promise.all(replies)).every(({ status }) => status === 200)).toBe(true);
  });
});
