import { gzipSync } from 'node:zlib';
import type { SignalZenApiError } from './signalzen-api-error';
import { PlayedAccount } from './testing/played-account';
import { flood, json, text } from './testing/played-answers';
import { PlayedSignalZen } from './testing/played-signalzen';

const { signal: NEVER } = new AbortController();
const RANGE = { offset: 0, limit: 99 };

describe('an answer that is of no use', () => {
  let server: PlayedSignalZen;
  beforeAll(async () => {
    server = await PlayedSignalZen.start();
  });
  afterAll(() => server.close());

  const failure = async (attempt: Promise<unknown>) =>
    (await attempt.then(
      () => undefined,
      (error: unknown) => error,
    )) as SignalZenApiError;

  it.each([
    [{ limit: 99, offset: 0, total: 0 }, 'messages must be a list'],
    [{ limit: 99, offset: 0, total: 0, messages: { 0: 'private' } }, 'messages must be a list'],
    [{ limit: 99, offset: 0, total: 'private', messages: [] }, 'total must be a whole number'],
    [{ limit: 99, offset: -1, total: 0, messages: [] }, 'offset must be a whole number'],
    [{ offset: 0, total: 0, messages: [] }, 'limit must be a whole number'],
    [{ error: 'private' }, 'limit must be a whole number; offset must be'],
    [['private'], 'must be an object'],
    ['private', 'must be an object'],
    [null, 'must be an object'],
  ])('is named when it is no page, and not asked for again: %j', async (answer, problem) => {
    const { api, counters } = new PlayedAccount(server);
    server.play(json(answer));
    const error = await failure(api.messages('5', RANGE, NEVER));
    expect(error).toMatchObject({ code: 'SIGNALZEN_API_WRONG_SHAPE', status: 200 });
    expect(error.message).toContain(`not in the documented form: ${problem}`);
    expect(error.message).not.toContain('private');
    expect(server.requests).toHaveLength(1);
    expect(counters.requests).toMatchObject({ wrong_shape: 1, answered: 0 });
  });

  it.each([[{}], [{ id: 'private' }], [[]], [null]])('is named when it is no user: %j', async (answer) => {
    server.play(json(answer));
    const error = await failure(new PlayedAccount(server).api.user('5', NEVER));
    expect(error.code).toBe('SIGNALZEN_API_WRONG_SHAPE');
    expect(error.message).not.toContain('private');
  });

  it('is given up as soon as it is too large, though it never ends', async () => {
    const { api, counters } = new PlayedAccount(server, { limits: { answerBytes: 1_000_000 } });
    server.play(flood);
    await expect(api.user('5', NEVER)).rejects.toMatchObject({
      code: 'SIGNALZEN_API_ANSWER_TOO_LARGE',
      message: expect.stringContaining('larger than 1000000 bytes') as string,
    });
    expect(server.requests).toHaveLength(1);
    expect(counters.requests.too_large).toBe(1);
  });

  it('is too large also when it is packed small', async () => {
    const { api } = new PlayedAccount(server, { limits: { answerBytes: 1_000_000 } });
    const packed = gzipSync(`{"id":5,"name":"${' '.repeat(1_000_000)}"}`);
    expect(packed.length).toBeLessThan(5000);
    server.play((response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(packed));
    await expect(api.user('5', NEVER)).rejects.toMatchObject({ code: 'SIGNALZEN_API_ANSWER_TOO_LARGE' });
  });

  it('is taken when it is just as large as it may be', async () => {
    const body = JSON.stringify({ id: 5, name: 'é'.repeat(1000) });
    const answerBytes = Buffer.byteLength(body);
    server.play(text(body));
    const { api } = new PlayedAccount(server, { limits: { answerBytes } });
    expect(await api.user('5', NEVER)).toMatchObject({ raw: { name: 'é'.repeat(1000) } });
    const { api: stricter } = new PlayedAccount(server, { limits: { answerBytes: answerBytes - 1 } });
    await expect(stricter.user('5', NEVER)).rejects.toMatchObject({ code: 'SIGNALZEN_API_ANSWER_TOO_LARGE' });
  });
});
