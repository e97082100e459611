import { ApiCounters } from './api-counters';
import { RequestPace } from './request-pace';
import { SignalZenApi } from './signalzen-api';
import { PlayedAccount } from './testing/played-account';
import { json, status } from './testing/played-answers';
import { PlayedSignalZen } from './testing/played-signalzen';
import { VirtualClock } from './testing/virtual-clock';

const { signal: NEVER } = new AbortController();
const FOUND = json({ id: 5 });
const SHORT = { firstBackoffMs: 1 };

describe('an account that SignalZen asks to slow down', () => {
  let server: PlayedSignalZen;
  beforeAll(async () => {
    server = await PlayedSignalZen.start();
  });
  afterAll(() => server.close());

  it.each([
    ['seconds', 429, { 'Retry-After': '40' }],
    [
      'a date',
      429,
      { 'Retry-After': 'Thu, 26 Nov 2026 04:00:40 GMT', Date: 'Thu, 26 Nov 2026 04:00:00 GMT' },
    ],
    ['seconds of a server that is not available', 503, { 'Retry-After': '40' }],
  ])('waits as long as it says, in %s', async (_form, code, headers) => {
    const { api, clock, counters } = new PlayedAccount(server, { limits: SHORT });
    server.play(status(code, headers), FOUND);
    await api.user('5', NEVER);
    expect(clock.now()).toBeGreaterThanOrEqual(40_000);
    expect(clock.now()).toBeLessThan(40_100);
    expect(counters.secondsWaited.pause).toBeGreaterThanOrEqual(40);
  });

  it('waits no longer than a limit, whatever it says', async () => {
    const { api, clock } = new PlayedAccount(server, { limits: { ...SHORT, maxRetryAfterMs: 60_000 } });
    server.play(status(429, { 'Retry-After': '99999999999' }), FOUND);
    await api.user('5', NEVER);
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
    expect(clock.now()).toBeLessThan(60_100);
  });

  it('sends none of its requests meanwhile, also none that stood in the line already', async () => {
    const { api, clock } = new PlayedAccount(server, { limits: SHORT, requestsPerSecond: 1 });
    const times: number[] = [];
    server.play((response, request) => {
      times.push(clock.now());
      (times.length === 1 ? status(429, { 'Retry-After': '3600' }) : FOUND)(response, request);
    });
    // Until the first has its answer, time stands still, and with it the others in the line.
    clock.hold();
    const first = api.user('1', NEVER);
    const others = ['2', '3', '4'].map((id) => api.user(id, NEVER));
    await clock.slept(2);
    clock.goOn();
    await Promise.all([first, ...others]);
    expect(times).toHaveLength(5);
    for (const time of times.slice(1)) expect(time).toBeGreaterThanOrEqual(900_000);
  });

  it('pauses also after the last attempt', async () => {
    const { api, clock } = new PlayedAccount(server, { limits: { ...SHORT, attempts: 1 } });
    server.play(status(429, { 'Retry-After': '40' }), FOUND);
    await expect(api.user('5', NEVER)).rejects.toMatchObject({
      code: 'SIGNALZEN_API_UNAVAILABLE',
      status: 429,
    });
    expect(clock.now()).toBeLessThan(1000);
    await api.user('5', NEVER);
    expect(clock.now()).toBeGreaterThanOrEqual(40_000);
  });

  it('does not hold up other accounts, which share the pace with it', async () => {
    const clock = new VirtualClock();
    const pace = new RequestPace(1, clock);
    const apiOf = (account: string) =>
      new SignalZenApi({
        ...{ account, secrets: [account], url: server.url, pace, clock },
        counters: new ApiCounters(),
      });
    const slow = apiOf('slow');
    const other = apiOf('other');
    server.play((response, request) => {
      const isSlow = request.headers.authorization === 'Bearer slow' && clock.now() < 40_000;
      (isSlow ? status(429, { 'Retry-After': '40' }) : FOUND)(response, request);
    });
    clock.hold();
    const waiting = ['1', '2', '3', '4'].map((id) => slow.user(id, NEVER));
    const passing = other.user('5', NEVER);
    await clock.slept(2);
    // Those of the slow account stand before it in the line, and give up their turns.
    clock.advanceTo(1000);
    expect(await passing).toMatchObject({ id: '5' });
    clock.goOn();
    await Promise.all(waiting);
    expect(clock.now()).toBeGreaterThanOrEqual(40_000);
  });
});
