import { PlayedAccount } from './testing/played-account';
import { cutOff, json, apiPageOf, reset, silence, status, text, trickle } from './testing/played-answers';
import { PlayedSignalZen } from './testing/played-signalzen';

const { signal: NEVER } = new AbortController();
const FOUND = json({ id: 5 });

describe('a request that comes to nothing', () => {
  let server: PlayedSignalZen;
  beforeAll(async () => {
    server = await PlayedSignalZen.start();
  });
  afterAll(() => server.close());

  it.each([
    ['an error of the server', status(500), 'server_error'],
    ['a server that is not available', status(503), 'server_error'],
    ['being told to slow down', status(429), 'slowed_down'],
    ['a connection that is reset', reset, 'no_connection'],
    ['an answer that breaks off', cutOff, 'no_connection'],
    ['no answer in time', silence, 'timeout'],
    ['a body that comes in drops without an end', trickle, 'timeout'],
    ["a proxy's page", text('<html>private@example.com</html>'), 'not_json'],
    ['an empty answer', text(''), 'not_json'],
  ] as const)('is made again after %s', async (_what, trouble, outcome) => {
    const { api, counters } = new PlayedAccount(server, { limits: { timeoutMs: 300 } });
    server.play(trouble, FOUND);
    expect(await api.user('5', NEVER)).toMatchObject({ id: '5' });
    expect(server.requests).toHaveLength(2);
    expect(counters.requests).toMatchObject({ [outcome]: 1, answered: 1 });
    expect(counters.retries).toBe(1);
  });

  it('is made again at most so many times, and the error says what happened', async () => {
    const { api, counters } = new PlayedAccount(server, { limits: { attempts: 4 } });
    server.play(status(500), reset, status(502), status(503));
    await expect(api.user('5', NEVER)).rejects.toMatchObject({
      name: 'SignalZenApiError',
      code: 'SIGNALZEN_API_UNAVAILABLE',
      account: 'shop',
      path: '/users/5',
      status: 503,
      message: `SignalZen's API, account "shop", GET /users/5: no use could be made of 4 attempts; of the last: the answer was 503`,
    });
    expect(server.requests).toHaveLength(4);
    expect(counters).toMatchObject({ requests: { server_error: 3, no_connection: 1 }, retries: 3 });
  });

  it('says so when nobody listens', async () => {
    const nobody = await PlayedSignalZen.start();
    const { url } = nobody;
    await nobody.close();
    const { api } = new PlayedAccount(server, { url, limits: { attempts: 2 } });
    await expect(api.user('5', NEVER)).rejects.toMatchObject({
      code: 'SIGNALZEN_API_UNAVAILABLE',
      status: undefined,
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it('waits longer and longer at most, and never long', async () => {
    const limits = { attempts: 9, firstBackoffMs: 100, maxBackoffMs: 2000 };
    const { api, clock } = new PlayedAccount(server, { limits, requestsPerSecond: 1e9 });
    server.play(status(500));
    await expect(api.user('5', NEVER)).rejects.toThrow('9 attempts');
    const highest = [100, 200, 400, 800, 1600, 2000, 2000, 2000];
    expect(clock.sleeps.length).toBeGreaterThanOrEqual(highest.length);
    const waits = clock.sleeps.filter((ms) => ms > 0.001);
    waits.forEach((wait, index) => {
      expect(wait).toBeLessThan(highest[index] ?? 0);
    });
  });

  it.each([400, 405, 406, 302, 204, 418])(
    'is not made again after %i, which would be the same',
    async (code) => {
      const { api, counters } = new PlayedAccount(server);
      server.play(status(code));
      const attempt = api.messages('5', { offset: 0, limit: 9 }, NEVER);
      await expect(attempt).rejects.toMatchObject({
        code: 'SIGNALZEN_API_UNEXPECTED_STATUS',
        status: code,
        message: expect.stringContaining(
          `GET /users/5/messages?offset=0&limit=9: the answer was ${code}`,
        ) as string,
      });
      await expect(attempt).rejects.not.toThrow('private');
      expect(server.requests).toHaveLength(1);
      expect(counters.requests.unexpected_status).toBe(1);
    },
  );

  it('keeps to the pace when it is made again', async () => {
    const { api, clock, counters } = new PlayedAccount(server, {
      requestsPerSecond: 0.5,
      limits: { firstBackoffMs: 1, attempts: 4 },
    });
    server.play(status(500), reset, status(429), FOUND);
    await api.user('5', NEVER);
    // Four starts, each at least two seconds after the one before.
    expect(clock.now()).toBeGreaterThanOrEqual(6000);
    expect(counters.secondsWaited.pace).toBeGreaterThan(5.9);
  });

  it('does not hold up the other requests of its account', async () => {
    const { api } = new PlayedAccount(server);
    const answered: string[] = [];
    server.play((response, request) => {
      const isFirst = server.requests.length === 1;
      (isFirst ? status(500) : request.path?.endsWith('/5') ? FOUND : apiPageOf('users', []))(
        response,
        request,
      );
    });
    await Promise.all([
      api.user('5', NEVER).then(() => answered.push('user')),
      api.users({ offset: 0, limit: 9 }, NEVER).then(() => answered.push('users')),
    ]);
    expect(answered).toEqual(['users', 'user']);
  });
});
