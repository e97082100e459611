import { signatureOf, SHOP_SECRET, startEdge } from './testing/running-edge';
import type { RunningEdge } from './testing/running-edge';
import { until } from './testing/senders';
import type { WebhookAnswer } from './webhook-answers';

const BODY = Buffer.from('{"event_type":"user.created","data":{"id":1}}');

describe('WebhookReceiver with requests that came as a whole', () => {
  let edge: RunningEdge;
  let answers: WebhookAnswer[];
  beforeEach(async () => {
    edge = await startEdge();
    answers = [];
  });
  afterEach(async () => {
    await edge.close();
  });

  function take(headers: Record<string, string> = {}, body = BODY, url = '/webhooks/signalzen'): boolean {
    const all = {
      'x-signalzen-signature': signatureOf(body),
      'content-length': String(body.length),
      ...headers,
    };
    return edge.receiver.tryHandle({ url, headers: all, body }, (answer) => answers.push(answer));
  }
  const statuses = () => answers.map(({ status }) => status);

  it('stores a signed delivery and answers when it is stored', async () => {
    edge.sink.holds = true;
    expect(take()).toBe(true);
    await until(() => edge.sink.held === 1);
    expect(answers).toEqual([]);
    edge.sink.release();
    expect(answers.map(({ status, body }) => [status, body])).toEqual([[200, '{"ok":true}']]);
    expect(edge.sink.accepted).toEqual([{ account: 'default', body: BODY }]);
    expect(edge.counters.accepted).toBe(1);
  });

  it('takes the account from the URL, and its secret', async () => {
    const signature = { 'x-signalzen-signature': signatureOf(BODY, SHOP_SECRET) };
    expect(take(signature, BODY, '/webhooks/signalzen/shop?x=1')).toBe(true);
    expect(take(signature)).toBe(true);
    await until(() => answers.length === 2);
    expect(statuses().sort()).toEqual([200, 401]);
    expect(edge.sink.accepted).toEqual([{ account: 'shop', body: BODY }]);
    expect(edge.counters.signatureFailures.get('default')).toBe(1);
  });

  it('answers a challenge with its text, once it is signed', () => {
    expect(take({}, Buffer.from('{"challenge":"é"}'))).toBe(true);
    expect(answers.map(({ status, body }) => [status, body])).toEqual([[200, 'é']]);
    expect(edge.sink.accepted).toEqual([]);
  });

  it('refuses with 503 and Retry-After when the sink does, and when a delivery could not be stored', async () => {
    edge.sink.refuses = { code: 'DISK_LOW', text: 'The free disk space is under its floor.' };
    expect(take()).toBe(true);
    edge.sink.refuses = undefined;
    edge.sink.failsWith = new Error('no room');
    expect(take()).toBe(true);
    await until(() => answers.length === 2);
    expect(answers.map(({ status, headers }) => [status, headers['Retry-After']])).toEqual([
      [503, '5'],
      [503, '5'],
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['an unknown account', {}, '/webhooks/signalzen/nobody'],
    ['another URL', {}, '/graphql'],
    ['a malformed signature', { 'x-signalzen-signature': 'AB' }, '/webhooks/signalzen'],
    ['an encoded body', { 'content-encoding': 'gzip' }, '/webhooks/signalzen'],
    ['a body that is too large', { 'content-length': '200001' }, '/webhooks/signalzen'],
  ])('leaves alone what is to be refused by its head: %s', (_, headers, url) => {
    expect(take(headers, BODY, url)).toBe(false);
    expect(answers).toEqual([]);
    expect(edge.counters.accepted).toBe(0);
  });
});
