import { testDelivery } from './test-delivery';
import { WEBHOOK_REFUSALS } from './webhook-answers';
import type { RunningEdge } from './testing/running-edge';
import {
  MAX_BODY_BYTES,
  PREVIOUS_SECRET,
  SECRET,
  SHOP_SECRET,
  signatureOf,
  startEdge,
} from './testing/running-edge';
import { send } from './testing/senders';
import type { Delivery, Reply } from './testing/senders';

const BODY = '{"data":{"id":28,"body":"hey hey"},"event_type":"message.created"}';
const codeOf = ({ body }: Reply) => (JSON.parse(body) as { error: { code: string } }).error.code;

describe('WebhookReceiver', () => {
  let edge: RunningEdge;
  const post = (delivery?: Delivery) => send(edge.port, delivery);
  const signedWith = (secret: string, body: Buffer | string = BODY) => ({
    'x-signalzen-signature': signatureOf(body, secret),
  });

  beforeEach(async () => {
    edge = await startEdge();
  });
  afterEach(async () => {
    await edge.close();
  });

  describe('with a signed delivery', () => {
    it('hands over the exact bytes and answers 200', async () => {
      const reply = await post({ body: BODY });
      expect(reply).toMatchObject({ status: 200, body: '{"ok":true}' });
      expect(reply.headers['content-type']).toBe('application/json');
      expect(edge.sink.accepted).toEqual([{ account: 'default', body: Buffer.from(BODY) }]);
      expect(edge.counters.accepted).toBe(1);
    });

    it('answers only once the delivery is on disk', async () => {
      edge.sink.holds = true;
      let answered = false;
      const reply = post({ body: BODY }).finally(() => (answered = true));
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(edge.sink.held).toBe(1);
      expect(answered).toBe(false);
      edge.sink.release();
      expect((await reply).status).toBe(200);
    });

    it('answers 503, and when to come again, if it could not be stored', async () => {
      edge.sink.failsWith = new Error('EIO');
      const reply = await post({ body: BODY });
      expect(reply.status).toBe(503);
      expect(reply.headers['retry-after']).toBe('5');
      expect(codeOf(reply)).toBe('NOT_STORED');
      expect(edge.counters).toMatchObject({ accepted: 0, refused: { NOT_STORED: 1 } });
      expect(edge.logged.join('')).toContain('EIO');
    });

    it('takes the previous secret as well as the current one', async () => {
      expect((await post({ body: BODY, headers: signedWith(PREVIOUS_SECRET) })).status).toBe(200);
      expect((await post({ body: BODY, headers: signedWith(SECRET) })).status).toBe(200);
    });

    it('takes the account from the URL, and ignores a query', async () => {
      const path = '/webhooks/signalzen/shop?from=console';
      expect((await post({ path, body: BODY, headers: signedWith(SHOP_SECRET) })).status).toBe(200);
      expect((await post({ path: '/webhooks/signalzen/default', body: BODY })).status).toBe(200);
      expect((await post({ path: '/webhooks/signalzen/', body: BODY })).status).toBe(200);
      expect(edge.sink.accepted.map(({ account }) => account)).toEqual(['shop', 'default', 'default']);
      expect(edge.counters.accounts.get('default')).toEqual({ accepted: 2, challenges: 0 });
      expect(edge.counters.accounts.get('shop')).toEqual({ accepted: 1, challenges: 0 });
    });

    it('keeps a body that is no UTF-8, no JSON, or empty, as it is', async () => {
      const bodies = [Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]), Buffer.from('not json'), Buffer.alloc(0)];
      for (const body of bodies) expect((await post({ body })).status).toBe(200);
      expect(edge.sink.accepted.map(({ body }) => body)).toEqual(bodies);
    });

    it('puts a body of many chunks together, without a Content-Length', async () => {
      const parts = Array.from({ length: 40 }, (_, index) => Buffer.alloc(1 + index * 211, index));
      const reply = await post({ body: parts });
      expect(reply.status).toBe(200);
      expect(edge.sink.accepted[0]?.body.equals(Buffer.concat(parts))).toBe(true);
    });

    it('takes a body as large as the limit', async () => {
      const body = Buffer.alloc(MAX_BODY_BYTES, 'x');
      expect((await post({ body })).status).toBe(200);
      expect(edge.sink.accepted[0]?.body.equals(body)).toBe(true);
    });

    it('takes Content-Encoding: identity', async () => {
      const headers = { ...signedWith(SECRET), 'content-encoding': 'Identity' };
      expect((await post({ body: BODY, headers })).status).toBe(200);
    });
  });

  describe('with a signature that is not right', () => {
    it.each([
      ['none', {}, 'MISSING_SIGNATURE'],
      ['of another secret', { 'x-signalzen-signature': signatureOf(BODY, 'other') }, 'INVALID_SIGNATURE'],
      ['of another body', { 'x-signalzen-signature': signatureOf(`${BODY} `) }, 'INVALID_SIGNATURE'],
      ['in upper case', { 'x-signalzen-signature': signatureOf(BODY).toUpperCase() }, 'INVALID_SIGNATURE'],
      ['cut short', { 'x-signalzen-signature': signatureOf(BODY).slice(1) }, 'INVALID_SIGNATURE'],
      ['with more behind it', { 'x-signalzen-signature': `${signatureOf(BODY)}0` }, 'INVALID_SIGNATURE'],
      [
        'sent twice',
        { 'x-signalzen-signature': [signatureOf(BODY), signatureOf(BODY)] },
        'INVALID_SIGNATURE',
      ],
    ] as const)('answers 401 and stores nothing: %s', async (_, headers, code) => {
      const reply = await post({ body: BODY, headers: { ...headers } as Record<string, string> });
      expect(reply.status).toBe(401);
      expect(codeOf(reply)).toBe(code);
      expect(edge.sink.accepted).toEqual([]);
      expect(edge.counters.refused[code]).toBe(1);
      expect(edge.counters.signatureFailures.get('default')).toBe(1);
    });

    it("refuses another account's secret", async () => {
      const reply = await post({ path: '/webhooks/signalzen/shop', body: BODY });
      expect(reply.status).toBe(401);
      expect(edge.counters.signatureFailures).toEqual(new Map([['shop', 1]]));
    });

    it('warns once, however many there are, and names the setting but nothing of the request', async () => {
      const headers = { 'x-signalzen-signature': signatureOf(BODY, 'other') };
      for (let times = 0; times < 5; times += 1) await post({ body: BODY, headers });
      await post({ path: '/webhooks/signalzen/shop', body: BODY, headers });
      expect(edge.logged).toHaveLength(2);
      expect(edge.logged[0]).toContain('check that SIGNALZEN_API_SECRET holds');
      expect(edge.logged[1]).toContain('check that SIGNALZEN_API_SECRET_SHOP holds');
      for (const hidden of [SECRET, SHOP_SECRET, signatureOf(BODY), signatureOf(BODY, 'other'), 'hey']) {
        expect(edge.logged.join('')).not.toContain(hidden);
      }
    });
  });

  it('says where it must be sent that is signed for another account', async () => {
    await post({ body: BODY, headers: signedWith(SHOP_SECRET) });
    expect(edge.logged).toHaveLength(1);
    expect(edge.logged[0]).toContain('is that of another account');
    expect(edge.logged[0]).toContain('/webhooks/signalzen/shop');
    expect(edge.sink.accepted).toEqual([]);
  });

  it('verifies and answers the test delivery of the doctor, and forgets it', async () => {
    const body = testDelivery('7');
    const reply = await post({ body });
    expect([reply.status, reply.body]).toEqual([200, '{"ok":true}']);
    expect(edge.sink.accepted).toEqual([]);
    expect((await post({ body, headers: signedWith('other', body) })).status).toBe(401);
    // What only looks like it is a delivery.
    await post({ body: Buffer.concat([Buffer.from(' '), body]) });
    expect(edge.sink.accepted).toHaveLength(1);
  });

  describe('with a challenge', () => {
    const challenge = JSON.stringify({ challenge: 'prove <it> €' });

    it('answers a signed one with its text, which no browser takes for a page, and stores nothing', async () => {
      const reply = await post({ body: challenge });
      expect(reply).toMatchObject({ status: 200, body: 'prove <it> €' });
      expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
      expect(edge.sink.accepted).toEqual([]);
      expect(edge.counters).toMatchObject({ challenges: 1, accepted: 0 });
    });

    it('answers 401 to one without a signature, or with a wrong one', async () => {
      expect((await post({ body: challenge, headers: {} })).status).toBe(401);
      const wrong = await post({ body: challenge, headers: signedWith('other', challenge) });
      expect(wrong.status).toBe(401);
      expect(wrong.body).not.toContain('prove');
    });

    it.each([
      ['an event that has a challenge too', '{"event_type":"user.created","challenge":"x"}'],
      ['a challenge that is no text', '{"challenge":7}'],
      ['a challenge further in', '{"data":{"challenge":"x"}}'],
      ['a text that only mentions it', 'the word "challenge"'],
      ['a list', '["challenge"]'],
      ['something too large', JSON.stringify({ challenge: 'x'.repeat(5000) })],
    ])('keeps as a delivery: %s', async (_, body) => {
      expect((await post({ body })).body).toBe('{"ok":true}');
      expect(edge.sink.accepted).toHaveLength(1);
    });
  });

  describe('before it reads a body', () => {
    it('tells somebody who opens the URL how it is used', async () => {
      const reply = await post({ method: 'GET', headers: {} });
      expect(reply.status).toBe(405);
      expect(reply.headers.allow).toBe('POST');
      expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(reply.body).toContain('SignalZen');
      expect(await post({ method: 'HEAD', headers: {} })).toMatchObject({ status: 405, body: '' });
    });

    it('answers 405 to other methods', async () => {
      const reply = await post({ method: 'PUT', body: BODY });
      expect(reply.status).toBe(405);
      expect(reply.headers.allow).toBe('POST');
      expect(codeOf(reply)).toBe('METHOD_NOT_ALLOWED');
    });

    it.each(['gzip', 'br', 'identity, gzip'])('answers 415 to Content-Encoding: %s', async (encoding) => {
      const reply = await post({
        body: BODY,
        headers: { ...signedWith(SECRET), 'content-encoding': encoding },
      });
      expect(reply.status).toBe(415);
      expect(codeOf(reply)).toBe('UNSUPPORTED_ENCODING');
    });

    it('answers 503 with the reason and Retry-After while the sink takes nothing', async () => {
      edge.sink.refuses = { code: 'DISK_LOW', text: 'The free disk space is under its floor.' };
      const reply = await post({ body: BODY });
      expect(reply.status).toBe(503);
      expect(reply.headers['retry-after']).toBe('5');
      expect(reply.headers.connection).toBe('close');
      expect(JSON.parse(reply.body)).toEqual({
        error: { code: 'DISK_LOW', message: 'The free disk space is under its floor.' },
      });
      expect(edge.counters.refusedBySink).toEqual(
        new Map([['DISK_LOW', { refusal: edge.sink.refuses, times: 1 }]]),
      );
      edge.sink.refuses = undefined;
      expect((await post({ body: BODY })).status).toBe(200);
    });
  });

  it('has an answer of JSON for every reason, which says its code', () => {
    for (const [code, { status, body }] of Object.entries(WEBHOOK_REFUSALS)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(JSON.parse(body)).toEqual({ error: { code, message: expect.any(String) as string } });
    }
  });
});
