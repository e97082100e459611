import { getEventListeners } from 'node:events';
import { PlayedAccount } from './testing/played-account';
import { json, silence, status, trickle } from './testing/played-answers';
import { PlayedSignalZen } from './testing/played-signalzen';

const FOUND = json({ id: 5 });
const { signal: NEVER } = new AbortController();

describe('a question that is aborted ends at once with the reason', () => {
  let server: PlayedSignalZen;
  beforeAll(async () => {
    server = await PlayedSignalZen.start();
  });
  afterAll(() => server.close());

  const reason = new Error('the service stops');

  it('before it was asked', async () => {
    server.play(FOUND);
    const { api } = new PlayedAccount(server);
    await expect(api.user('5', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['while nothing is answered', silence],
    ['while its answer comes', trickle],
  ])('%s', async (_when, answer) => {
    const stopping = new AbortController();
    const { api, counters } = new PlayedAccount(server);
    server.play((response, request) => {
      answer(response, request);
      setTimeout(() => {
        stopping.abort(reason);
      }, 20);
    });
    await expect(api.user('5', stopping.signal)).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
    expect(counters.requests.aborted).toBe(1);
  });

  it.each([
    ['while it waits to be made again', status(500)],
    ['while its account pauses', status(429, { 'Retry-After': '40' })],
  ])('%s', async (_when, answer) => {
    const stopping = new AbortController();
    const { api, clock } = new PlayedAccount(server);
    clock.hold();
    server.play(answer);
    const asking = api.user('5', stopping.signal);
    await clock.slept(1);
    stopping.abort(reason);
    await expect(asking).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('while it waits for the pace', async () => {
    const stopping = new AbortController();
    const { api, clock } = new PlayedAccount(server, { requestsPerSecond: 1 });
    server.play(FOUND);
    await api.user('5', NEVER);
    clock.hold();
    const asking = api.user('5', stopping.signal);
    const next = api.user('5', NEVER);
    await clock.slept(1);
    stopping.abort(reason);
    await expect(asking).rejects.toBe(reason);
    clock.goOn();
    await next;
    expect(server.requests).toHaveLength(2);
  });

  it('and leaves nothing behind on a signal that serves many', async () => {
    const { signal } = new AbortController();
    const { api } = new PlayedAccount(server);
    server.play(status(500), FOUND);
    await Promise.all(Array.from({ length: 30 }, () => api.user('5', signal)));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
