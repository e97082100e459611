import { HeldBytes } from './held-bytes';
import { MAX_BODY_BYTES, signatureOf, startEdge } from './testing/running-edge';
import type { RunningEdge } from './testing/running-edge';
import { headOf, RawSender, send, until } from './testing/senders';

const BODY = '{"event_type":"user.created","data":{"id":1}}';
const SIGNATURE = { 'x-signalzen-signature': signatureOf(BODY) };
const HEAD = headOf({ ...SIGNATURE, 'Content-Length': BODY.length });
const statusesIn = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => Number(match[1]));

/** The bytes of bodies that a receiver holds: nothing may be left when no request runs. */
const heldBy = ({ receiver }: RunningEdge) => (receiver as unknown as { memory: HeldBytes }).memory.bytes;

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
    expect(edge.intake.accepted).toHaveLength(6);
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
    expect(edge.intake.accepted).toEqual([]);
    expect(heldBy(edge)).toBe(0);
    expect((await send(edge.port, { body: BODY })).status).toBe(200);
  });

  it('keeps a delivery whose sender went away before the answer', async () => {
    edge.intake.holds = true;
    const sender = new RawSender(edge.port).write(HEAD + BODY);
    await until(() => edge.intake.held === 1);
    sender.reset();
    await sender.closed;
    edge.intake.release();
    expect(edge.intake.accepted).toHaveLength(1);
    expect((await send(edge.port, { body: BODY })).status).toBe(200);
    expect(heldBy(edge)).toBe(0);
  });

  it('refuses bodies with 503 when too many are held, and takes them again afterwards', async () => {
    edge.intake.holds = true;
    const body = Buffer.alloc(MAX_BODY_BYTES, 'x');
    const fitting = Math.floor((64 * 2 ** 20) / body.length);
    const replies = Array.from({ length: fitting + 1 }, () => send(edge.port, { body }));
    await until(() => edge.intake.held === fitting && edge.counters.refused.OVERLOADED === 1);
    edge.intake.release();
    const statuses = (await Promise.all(replies)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 503)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(fitting);
    expect(heldBy(edge)).toBe(0);
    expect((await send(edge.port, { body })).status).toBe(200);
  });
});
