import { GONE } from './signalzen-api-error';
import { PlayedAccount } from './testing/played-account';
import { json, apiPageOf, status } from './testing/played-answers';
import { PlayedSignalZen } from './testing/played-signalzen';

const { signal: NEVER } = new AbortController();
const RANGE = { offset: 94, limit: 99 };

describe("the client of SignalZen's API", () => {
  let server: PlayedSignalZen;
  beforeAll(async () => {
    server = await PlayedSignalZen.start();
  });
  afterAll(() => server.close());

  const account = (options: ConstructorParameters<typeof PlayedAccount>[1] = {}) =>
    new PlayedAccount(server, options);

  it('asks with GET, the secret and the version of the API', async () => {
    server.play(json({ id: 5 }));
    await account().api.user('5', NEVER);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      headers: { authorization: 'Bearer the-secret', accept: 'application/vnd.signalzen.v1+json' },
    });
  });

  it('asks below the base URL, whether that ends in a slash or not', async () => {
    for (const url of [server.url, new URL(`${server.url.href}/`)]) {
      const { api } = account({ url });
      server.play(apiPageOf('users', []));
      await api.users(RANGE, NEVER);
      server.play(apiPageOf('messages', []));
      await api.messages('a/b ?', RANGE, NEVER);
      expect(server.requests[0]?.path).toBe('/external/users/a%2Fb%20%3F/messages?offset=94&limit=99');
      server.play(json({ id: 1 }));
      await api.user('1', NEVER);
      expect(server.requests[0]?.path).toBe('/external/users/1');
    }
  });

  it('gives a page with its resources as they came, unknown members included', async () => {
    const message = { id: 7, sender: { id: 1, ai: true }, new_member: [{ deep: null }] };
    server.play(json({ limit: 50, offset: 0, total: 2, messages: [message, { id: '8' }], more: 1 }));
    expect(await account().api.messages('5', RANGE, NEVER)).toEqual({
      limit: 50,
      offset: 0,
      total: 2,
      items: [
        { id: '7', raw: message },
        { id: '8', raw: { id: '8' } },
      ],
      unreadable: [],
    });
  });

  it('takes numbers of a page that are echoed as texts', async () => {
    server.play(json({ limit: '99', offset: '94', total: '200', users: [] }));
    expect(await account().api.users(RANGE, NEVER)).toMatchObject({ limit: 99, offset: 94, total: 200 });
  });

  it('gives what is no user beside the users, with the reason, which holds nothing of it', async () => {
    const strange = [null, 'private@example.com', [1], {}, { id: null }, { id: 1.5 }, { id: 2 ** 53 }];
    const other = [{ id: -1 }, { id: 'private' }, { id: '' }, { id: { id: 1 } }];
    server.play(apiPageOf('users', [{ id: 1 }, ...strange, { id: 2 }, ...other]));
    const page = await account().api.users(RANGE, NEVER);
    expect(page.items.map(({ id }) => id)).toEqual(['1', '2']);
    expect(page.unreadable.map(({ raw }) => raw)).toEqual([...strange, ...other]);
    expect(page.unreadable.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]);
    expect(new Set(page.unreadable.map(({ reason }) => reason))).toEqual(
      new Set(['must be an object', 'id must be a whole number']),
    );
  });

  it.each([404, 410])('gives GONE for a chat that is no more (%i)', async (code) => {
    const { api, counters } = account();
    server.play(status(code));
    server.play(status(code), apiPageOf('users', []), status(code));
    expect(await api.user('5', NEVER)).toBe(GONE);
    expect(await api.messages('5', RANGE, NEVER)).toBe(GONE);
    expect(counters.requests).toMatchObject({ gone: 2, answered: 1 });
  });

  it('takes no chat for gone where the API itself is not found', async () => {
    const { api } = account();
    server.play(status(404));
    for (const attempt of [api.user('5', NEVER), api.messages('5', RANGE, NEVER)]) {
      await expect(attempt).rejects.toMatchObject({
        code: 'SIGNALZEN_API_UNEXPECTED_STATUS',
        message: expect.stringContaining('check SIGNALZEN_API_URL') as string,
      });
    }
  });

  it('asks once only whether the API is there', async () => {
    const { api } = account();
    server.play(json({ id: 4 }), status(404));
    await api.user('4', NEVER);
    expect(await api.user('5', NEVER)).toBe(GONE);
    expect(server.requests).toHaveLength(2);
  });

  it.each(['', '.', '..'])('takes an id that would lead elsewhere for one of nobody: %p', async (id) => {
    server.play(json({ id: 1 }));
    expect(await account().api.user(id, NEVER)).toBe(GONE);
    expect(await account().api.messages(id, RANGE, NEVER)).toBe(GONE);
    expect(server.requests).toEqual([]);
  });
});
