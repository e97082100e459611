import { PlayedAccount } from './testing/played-account';
import { forSecret, json, status } from './testing/played-answers';
import { PlayedSignalZen } from './testing/played-signalzen';
import type { SignalZenApiError } from './signalzen-api-error';

const { signal: NEVER } = new AbortController();

describe('the secrets of an account', () => {
  let server: PlayedSignalZen;
  beforeAll(async () => {
    server = await PlayedSignalZen.start();
  });
  afterAll(() => server.close());

  const sent = () => server.requests.map(({ headers }) => headers.authorization?.replace('Bearer ', ''));
  const failure = async (attempt: Promise<unknown>) =>
    (await attempt.then(
      () => undefined,
      (error: unknown) => error,
    )) as SignalZenApiError;

  it('are tried one after the other, and the one that is accepted is used from then on', async () => {
    const { api, counters } = new PlayedAccount(server, { secrets: ['new', 'old'] });
    server.play(forSecret('old', json({ id: 5 })));
    await api.user('5', NEVER);
    await api.user('5', NEVER);
    expect(sent()).toEqual(['new', 'old', 'old']);
    server.play(forSecret('new', json({ id: 5 })));
    await api.user('5', NEVER);
    await api.user('5', NEVER);
    expect(sent()).toEqual(['old', 'new', 'new']);
    expect(counters.requests).toMatchObject({ answered: 4, secret_refused: 2 });
    expect(counters.retries).toBe(2);
  });

  it('are each tried once, by many requests at a time, too', async () => {
    const { api } = new PlayedAccount(server, { secrets: ['new', 'old'] });
    server.play(forSecret('old', json({ id: 5 })));
    await Promise.all([1, 2, 3].map((id) => api.user(String(id), NEVER)));
    expect(server.requests.length).toBeLessThanOrEqual(6);
  });

  it.each([
    ['shop', ['hidden-1'], 'SIGNALZEN_API_SECRET_SHOP', 1],
    ['default', ['hidden-1', 'hidden-2'], 'SIGNALZEN_API_SECRET', 2],
  ])('end the work of %s when none is accepted, and a person learns what to do', async (...row) => {
    const [account, secrets, setting, requests] = row;
    const { api } = new PlayedAccount(server, { account, secrets });
    server.play(status(401));
    const error = await failure(api.user('5', NEVER));
    expect(error).toMatchObject({ code: 'SIGNALZEN_API_ACCESS_REFUSED', account, status: 401 });
    expect(error.message).toContain(`check that ${setting} holds the API Secret key`);
    expect(error.message).not.toMatch(/hidden|private/);
    expect(server.requests).toHaveLength(requests);
  });

  it('are not tried one after the other when the account itself is refused', async () => {
    const { api } = new PlayedAccount(server, { secrets: ['hidden-1', 'hidden-2'] });
    server.play(status(403));
    const error = await failure(api.user('5', NEVER));
    expect(error).toMatchObject({ code: 'SIGNALZEN_API_ACCESS_REFUSED', status: 403 });
    expect(error.message).not.toMatch(/hidden|private/);
    expect(server.requests).toHaveLength(1);
  });

  it('are not shown when no request can carry them', async () => {
    server.play(json({ id: 5 }));
    const { api } = new PlayedAccount(server, { secrets: ['hidden\n1', 'hidden é', 'hidden 2'] });
    const error = await failure(api.user('5', NEVER));
    expect(error.code).toBe('SIGNALZEN_API_ACCESS_REFUSED');
    expect(error.message).toContain(
      'characters that no request can carry: check that SIGNALZEN_API_SECRET_SHOP',
    );
    expect(`${error.message}${error.stack ?? ''}${JSON.stringify(error)}`).not.toContain('hidden');
    expect(server.requests).toEqual([]);
  });

  it('never go to where an answer redirects', async () => {
    const other = await PlayedSignalZen.start();
    other.play(json({ id: 5 }));
    server.play(status(302, { Location: `${other.url.href}/users/5?token=hidden` }));
    const error = await failure(new PlayedAccount(server).api.user('5', NEVER));
    await other.close();
    expect(error).toMatchObject({ code: 'SIGNALZEN_API_UNEXPECTED_STATUS', status: 302 });
    expect(error.message).toContain('which is not followed: check SIGNALZEN_API_URL');
    expect(error.message).not.toContain('hidden');
    expect(other.requests).toEqual([]);
  });
});
