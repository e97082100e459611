import { ApiReader } from '../../test/support/api-reader';
import { generateWorld } from '../world/generate-world';
import { DAY } from '../world/world-options';
import type { StandInOptions } from './stand-in-api';
import { StandInApi } from './stand-in-api';

const SECRET = 'a secret of this test';
const UNTIL = Date.UTC(2026, 2, 31);

const world = generateWorld({ seed: 6, chats: 300, until: UNTIL });
const isDestroyed = (id: number) =>
  world.happenings.some(({ eventType, visitor }) => eventType === 'user.destroyed' && visitor.id === id);
const living = world.chats.filter(({ visitor }) => !isDestroyed(visitor.id));
const livingIds = living.map(({ visitor }) => visitor.id);
const talk = living.reduce((a, b) => (b.messages.length > a.messages.length ? b : a));
const sorted = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);

const opened: StandInApi[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((api) => api.close()));
});

async function start(options: Partial<StandInOptions> = {}) {
  const api = new StandInApi(world, { secret: SECRET, ...options });
  opened.push(api);
  return { api, reader: new ApiReader((await api.listen()).href, SECRET) };
}

describe('the stand-in for the API of SignalZen', () => {
  it('lists all users that were not destroyed, page by page, as they are at the end', async () => {
    const { reader } = await start();
    const first = await reader.list('/users');
    expect({ ...first, users: first.users?.length }).toEqual({
      ...{ limit: 50, offset: 0, total: living.length, users: 50 },
    });
    expect(await reader.userIds(99)).toEqual(livingIds);
    expect((await reader.list('/users?offset=100000')).users).toEqual([]);
    const { visitor } = talk;
    const fields = ['id', 'name', 'email', 'reference', 'created_at', 'updated_at', 'online_at', 'last_url'];
    const user = await reader.resource(`/users/${visitor.id}`);
    expect(Object.keys(user)).toEqual([...fields, 'user_attributes', 'simulated_by']);
    expect(user['updated_at']).toBe(new Date(visitor.updatedAt).toISOString());
    expect(first.users?.[0]?.id).toBe(livingIds[0]);
  });

  it('lists the messages of a chat, where an operator names none', async () => {
    const { reader } = await start();
    const path = `/users/${talk.visitor.id}/messages`;
    const list = await reader.list(`${path}?limit=99`);
    expect(list.messages?.map(({ id }) => id)).toEqual(talk.messages.map(({ id }) => id));
    expect(list).toMatchObject({ limit: 99, offset: 0, total: talk.messages.length });
    const operators = list.messages?.filter((message) => message['sender_type'] === 'operator') ?? [];
    expect(operators.length).toBeGreaterThan(0);
    expect(JSON.stringify(operators)).not.toContain(String(talk.visitor.id));
    const [message] = list.messages ?? [];
    expect(await reader.list(`${path}/${message?.id}`)).toEqual(message);
    expect((await reader.list(`${path}?offset=1&limit=2`)).messages).toEqual(list.messages?.slice(1, 3));
  });

  it('gives the last rating with a message', async () => {
    const { reader } = await start();
    const chat = living.find(({ messages }) => messages.some(({ rating }) => rating !== null));
    const { messages } = await reader.list(`/users/${chat?.visitor.id}/messages`);
    expect(messages?.map(({ rating }) => rating)).toEqual(chat?.messages.map(({ rating }) => rating));
  });

  const right = new ApiReader('', SECRET).headers;
  it.each([
    ['another secret', '/users', { headers: { ...right, authorization: 'Bearer another' } }, 401],
    ['no secret', '/users', { headers: { accept: right.accept } }, 401],
    ['another version', '/users', { headers: { ...right, accept: 'application/json' } }, 406],
    ['another method', '/users', { method: 'POST' }, 405],
    ['a limit of 0', '/users?limit=0', {}, 400],
    ['a limit of 100', '/users?limit=100', {}, 400],
    ['a limit that is no number', '/users?limit=many', {}, 400],
    ['an offset below 0', '/users?offset=-1', {}, 400],
    ['an unknown path', '/operators', {}, 404],
    ['an unknown user', '/users/1', {}, 404],
    ['the messages of an unknown user', '/users/1/messages', {}, 404],
    ['an unknown message', `/users/${talk.visitor.id}/messages/1`, {}, 404],
    [
      'a user who was destroyed',
      `/users/${world.chats.find((chat) => !living.includes(chat))?.visitor.id}`,
      {},
      410,
    ],
  ])('refuses %s', async (_, path, init, status) => {
    const { api, reader } = await start();
    expect((await reader.get(path, init)).status).toBe(status);
    expect(api.log.count(status)).toBe(1);
  });

  it('shows what has happened so far, where it is told how far', async () => {
    let now = UNTIL - 20 * DAY;
    const { reader } = await start({ until: () => now });
    const early = await reader.userIds();
    const createdBy = (at: number) => world.chats.filter(({ visitor }) => visitor.createdAt <= at).length;
    expect(early.length).toBeGreaterThan(50);
    expect(early.length).toBeLessThanOrEqual(createdBy(now));
    const [{ visitor, messages, happenings }] = [talk];
    now = messages[1]?.createdAt ?? NaN;
    expect((await reader.list(`/users/${visitor.id}/messages`)).total).toBe(2);
    now = (happenings[0]?.at ?? NaN) - 1;
    expect((await reader.get(`/users/${visitor.id}`)).status).toBe(visitor.createdAt > now ? 404 : 200);
    now = UNTIL;
    expect(sorted(await reader.userIds())).toEqual(livingIds);
    const rated = world.happenings.find(
      (h) => h.eventType === 'user.rated' && h.message && livingIds.includes(h.visitor.id),
    );
    const ratingNow = async () =>
      (await reader.resource(`/users/${rated?.visitor.id}/messages/${rated?.message?.id}`))['rating'];
    now = (rated?.at ?? NaN) - 1;
    expect(await ratingNow()).toBeNull();
    now += 1;
    expect(await ratingNow()).toBe(rated?.rating);
  });
});
