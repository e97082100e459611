import { request } from 'node:http';
import { generateWorld } from '../world/generate-world';
import { DAY } from '../world/world-options';
import type { StandInOptions } from './stand-in-api';
import { StandInApi } from './stand-in-api';

const SECRET = 'a secret of this test';
const UNTIL = Date.UTC(2026, 2, 31);
const HEADERS = { authorization: `Bearer ${SECRET}`, accept: 'application/vnd.signalzen.v1+json' };

interface Resource {
  readonly id: number;
  readonly [field: string]: unknown;
}
interface List {
  readonly limit: number;
  readonly offset: number;
  readonly total: number;
  readonly users?: Resource[];
  readonly messages?: Resource[];
}

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
  const base = await api.listen();
  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${base.href}${path}`, { headers: HEADERS, ...init });
  const listOf = async (path: string) => (await (await get(path)).json()) as List;
  const statuses = async (count: number, path = `/users/${talk.visitor.id}`) => {
    const found: (number | 'nothing')[] = [];
    for (let left = count; left > 0; left--) {
      found.push(
        await get(path).then(
          (response) => response.status,
          () => 'nothing' as const,
        ),
      );
    }
    return found;
  };
  /** As one who trusts in offsets. */
  const naively = async (limit = 50) => {
    const ids: number[] = [];
    for (let offset = 0, total = Infinity; offset < total; offset += limit) {
      const page = await listOf(`/users?offset=${offset}&limit=${limit}`);
      total = page.total;
      ids.push(...(page.users ?? []).map(({ id }) => id));
    }
    return ids;
  };
  return { api, base, get, listOf, statuses, naively };
}

describe('the stand-in for the API of SignalZen', () => {
  it('lists all users that were not destroyed, page by page, as they are at the end', async () => {
    const { listOf, naively } = await start();
    const first = await listOf('/users');
    expect({ ...first, users: first.users?.length }).toEqual({
      ...{ limit: 50, offset: 0, total: living.length, users: 50 },
    });
    expect(await naively(99)).toEqual(livingIds);
    expect((await listOf('/users?offset=100000')).users).toEqual([]);
    const { visitor } = talk;
    const fields = ['id', 'name', 'email', 'reference', 'created_at', 'updated_at', 'online_at', 'last_url'];
    const user = (await listOf(`/users/${visitor.id}`)) as unknown as Resource;
    expect(Object.keys(user)).toEqual([...fields, 'user_attributes']);
    expect(user['updated_at']).toBe(new Date(visitor.updatedAt).toISOString());
    expect(first.users?.[0]?.id).toBe(livingIds[0]);
  });

  it('lists the messages of a chat, where an operator names none', async () => {
    const { listOf } = await start();
    const path = `/users/${talk.visitor.id}/messages`;
    const list = await listOf(`${path}?limit=99`);
    expect(list.messages?.map(({ id }) => id)).toEqual(talk.messages.map(({ id }) => id));
    expect(list).toMatchObject({ limit: 99, offset: 0, total: talk.messages.length });
    const operators = list.messages?.filter((message) => message['sender_type'] === 'operator') ?? [];
    expect(operators.length).toBeGreaterThan(0);
    expect(JSON.stringify(operators)).not.toContain(String(talk.visitor.id));
    const [message] = list.messages ?? [];
    expect(await listOf(`${path}/${message?.id}`)).toEqual(message);
    expect((await listOf(`${path}?offset=1&limit=2`)).messages).toEqual(list.messages?.slice(1, 3));
  });

  it('gives the last rating with a message', async () => {
    const { listOf } = await start();
    const chat = living.find(({ messages }) => messages.some(({ rating }) => rating !== null));
    const { messages } = await listOf(`/users/${chat?.visitor.id}/messages`);
    expect(messages?.map(({ rating }) => rating)).toEqual(chat?.messages.map(({ rating }) => rating));
  });

  it.each([
    ['another secret', '/users', { headers: { ...HEADERS, authorization: 'Bearer another' } }, 401],
    ['no secret', '/users', { headers: { accept: HEADERS.accept } }, 401],
    ['another version', '/users', { headers: { ...HEADERS, accept: 'application/json' } }, 406],
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
    const { api, get } = await start();
    expect((await get(path, init)).status).toBe(status);
    expect(api.log.count(status)).toBe(1);
  });

  it('shows what has happened so far, where it is told how far', async () => {
    let now = UNTIL - 20 * DAY;
    const { listOf, naively, get } = await start({ until: () => now });
    const early = await naively();
    const createdBy = (at: number) => world.chats.filter(({ visitor }) => visitor.createdAt <= at).length;
    expect(early.length).toBeGreaterThan(50);
    expect(early.length).toBeLessThanOrEqual(createdBy(now));
    const [{ visitor, messages, happenings }] = [talk];
    now = messages[1]?.createdAt ?? NaN;
    expect((await listOf(`/users/${visitor.id}/messages`)).total).toBe(2);
    now = (happenings[0]?.at ?? NaN) - 1;
    expect((await get(`/users/${visitor.id}`)).status).toBe(visitor.createdAt > now ? 404 : 200);
    now = UNTIL;
    expect(sorted(await naively())).toEqual(livingIds);
    const rated = world.happenings.find(
      (h) => h.eventType === 'user.rated' && h.message && livingIds.includes(h.visitor.id),
    );
    const ratingNow = async () =>
      ((await listOf(`/users/${rated?.visitor.id}/messages/${rated?.message?.id}`)) as unknown as Resource)[
        'rating'
      ];
    now = (rated?.at ?? NaN) - 1;
    expect(await ratingNow()).toBeNull();
    now += 1;
    expect(await ratingNow()).toBe(rated?.rating);
  });
});

describe('what goes wrong at the stand-in', () => {
  it('is a share of refusals, which say when to come again', async () => {
    const { api, statuses, get } = await start({ faults: { refusedShare: 0.5 } });
    const found = await statuses(60);
    expect(found.filter((status) => status === 429).length).toBeGreaterThan(10);
    expect(found.filter((status) => status === 200).length).toBeGreaterThan(10);
    expect(api.log.count(429, 'user')).toBe(found.filter((status) => status === 429).length);
    api.change({ refusedShare: 1 });
    expect((await get('/users')).headers.get('retry-after')).toMatch(/^[12]$/);
    api.change({ refusedShare: 0 });
    expect((await get('/users')).status).toBe(200);
  });

  it('is a share of failures', async () => {
    const { statuses } = await start({ faults: { failedShare: 1 } });
    expect(new Set(await statuses(30))).toEqual(new Set([500, 503]));
  });

  it('is a share of connections that are reset', async () => {
    const { api, statuses } = await start({ faults: { resetShare: 0.5 } });
    const found = await statuses(40);
    expect(new Set(found)).toEqual(new Set([200, 'nothing']));
    expect(api.log.count('reset')).toBe(found.filter((status) => status === 'nothing').length);
  });

  it('is the same for the same seed', async () => {
    const faults = { refusedShare: 0.2, failedShare: 0.2, resetShare: 0.2 };
    const found = [];
    for (const seed of [1, 1, 2]) found.push(await (await start({ faults, seed })).statuses(30));
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).not.toEqual(found[0]);
  });

  it('is an answer that does not come, or not as a whole', async () => {
    const { api, base } = await start({ faults: { stuckShare: 1 } });
    const begun: unknown[] = [];
    const requests = Array.from({ length: 12 }, () =>
      request(`${base.href}/users`, { headers: HEADERS }, (response) => {
        response.on('data', (part: Buffer) => begun.push(part.toString()));
        response.on('end', () => begun.push('an end'));
        response.on('error', () => undefined);
      }),
    );
    for (const each of requests) each.on('error', () => undefined).end();
    while (api.log.count('stuck') < requests.length || begun.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    for (const each of requests) each.destroy();
    expect(new Set(begun)).toEqual(new Set(['{"limit":']));
    expect(begun.length).toBeLessThan(requests.length);
  });

  it('is that every answer takes long', async () => {
    const { get } = await start({ faults: { slowMs: 150 } });
    const startedAt = performance.now();
    expect((await get('/users')).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(140);
  });

  it.each([
    ['gone', { goneShare: 0.4 }, 410],
    ['missing', { missingShare: 0.4 }, 404],
  ])('is that users are %s, in lists as well', async (_, faults, status) => {
    const { api, get, naively } = await start({ faults });
    const readable = livingIds.filter((id) => api.isReadable(id));
    expect(readable.length).toBeGreaterThan(100);
    expect(readable.length).toBeLessThan(250);
    expect(await naively()).toEqual(readable);
    const lost = livingIds.find((id) => !api.isReadable(id));
    expect((await get(`/users/${lost}/messages`)).status).toBe(status);
  });

  it('is that a user is deleted meanwhile', async () => {
    const { api, get, listOf } = await start();
    api.deleteUser(talk.visitor.id);
    expect((await get(`/users/${talk.visitor.id}/messages`)).status).toBe(410);
    expect((await listOf('/users')).total).toBe(living.length - 1);
  });

  it('is a limit of requests a second', async () => {
    const { api, statuses, get } = await start({ faults: { requestsPerSecond: 10 } });
    const found = await Promise.all(Array.from({ length: 40 }, () => statuses(1)));
    // However slow this machine is, no second of them has more than ten.
    expect(found.flat().filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(api.log.count(200)).toBeGreaterThanOrEqual(10);
    api.change({ requestsPerSecond: 0 });
    expect((await get('/users')).headers.get('retry-after')).toBe('1');
  });

  it('is that lists shift: offsets alone miss some users and give others twice, until it ends', async () => {
    const { api, naively, listOf } = await start({ faults: { shiftsPerRequest: 3 } });
    const [first, again] = [await naively(20), await naively(20)];
    for (const ids of [first, again]) {
      expect(new Set(ids).size).toBeLessThan(ids.length);
      expect(livingIds.some((id) => !ids.includes(id))).toBe(true);
      expect(ids.every((id) => livingIds.includes(id))).toBe(true);
    }
    const { messages } = await listOf(`/users/${talk.visitor.id}/messages?limit=99`);
    const messageIds = talk.messages.map(({ id }) => id);
    expect(messages?.every(({ id }) => messageIds.includes(id))).toBe(true);
    api.change({ shiftsPerRequest: 0 });
    const atRest = await naively(20);
    expect(atRest).not.toEqual(livingIds);
    expect(sorted(atRest)).toEqual(livingIds);
  });
});
