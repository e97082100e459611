import type { RunningEdge } from './testing/running-edge';
import { SECRET, SHOP_SECRET, signatureOf, startEdge } from './testing/running-edge';
import { send } from './testing/senders';
import type { Delivery, Reply } from './testing/senders';

const BODY = '{"data":{"id":28,"body":"hey hey"},"event_type":"message.created"}';
const codeOf = ({ body }: Reply) => (JSON.parse(body) as { error: { code: string } }).error.code;

describe('WebhookReceiver by the URL', () => {
  let edge: RunningEdge;
  const post = (delivery?: Delivery) => send(edge.port, delivery);
  const signedWith = (secret: string) => ({ 'x-signalzen-signature': signatureOf(BODY, secret) });

  beforeEach(async () => {
    edge = await startEdge();
  });
  afterEach(async () => {
    await edge.close();
  });

  it('takes the requests of its URLs, and signed POSTs of any other', () => {
    const matches = (url: string, method = 'POST', headers = {}) =>
      edge.receiver.matches({ url, method, headers });
    expect(matches('/webhooks/signalzen/shop')).toBe(true);
    expect(matches('//webhooks/signalzen/?a', 'GET')).toBe(true);
    expect(matches('/graphql')).toBe(false);
    expect(matches('/graphql', 'POST', signedWith(SECRET))).toBe(true);
    expect(matches('/graphql', 'POST', { 'x-signalzen-signature': '' })).toBe(true);
    expect(matches('/graphql', 'GET', signedWith(SECRET))).toBe(false);
  });

  it.each([
    '//webhooks/signalzen',
    '/webhooks//signalzen/',
    '/Webhooks/signalze%6E?from=console',
    'http://analytics.example/webhooks/signalzen',
    'https://analytics.example//webhooks/signalzen/Default/',
  ])('takes it at a URL that can only mean an account: %s', async (path) => {
    expect(await post({ path, body: BODY })).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect(edge.sink.accepted).toEqual([{ account: 'default', body: Buffer.from(BODY) }]);
    const answers: unknown[] = [];
    const headers = { ...signedWith(SECRET), 'content-length': String(BODY.length) };
    const isTaken = edge.receiver.tryHandle({ url: path, headers, body: Buffer.from(BODY) }, (answer) =>
      answers.push(answer),
    );
    expect(isTaken).toBe(true);
    expect(edge.counters.misdirected).toBe(0);
  });

  it('answers 404 to an account that is not configured', async () => {
    for (const path of [
      '/webhooks/signalzen/other',
      '/webhooks/signalzen/shop/x',
      '/webhooks/signalzen/__proto__',
    ]) {
      const reply = await post({ path, body: BODY });
      expect(reply.status).toBe(404);
      expect(codeOf(reply)).toBe('UNKNOWN_ACCOUNT');
    }
  });

  it('counts signed POSTs that find no account, and says once where they came and where they should', async () => {
    const headers = signedWith(SHOP_SECRET);
    expect(codeOf(await post({ path: '/webhooks/signalzen/shpo?k=hidden', body: BODY, headers }))).toBe(
      'UNKNOWN_ACCOUNT',
    );
    for (const path of ['/', '/graphql', '/hooks/signalzen'])
      expect(codeOf(await post({ path, body: BODY, headers }))).toBe('UNKNOWN_URL');
    await post({ path: '/webhooks/signalzen/nobody', body: BODY, headers: {} });
    await post({ path: '/webhooks/signalzen/nobody', method: 'GET', headers });
    expect(edge.counters).toMatchObject({
      misdirected: 4,
      refused: { UNKNOWN_ACCOUNT: 3, UNKNOWN_URL: 3 },
    });
    expect(edge.logged.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        level: 50,
        path: '/webhooks/signalzen/shpo',
        accountPaths: ['/webhooks/signalzen/default', '/webhooks/signalzen', '/webhooks/signalzen/shop'],
        times: 1,
      }),
    ]);
  });
});
