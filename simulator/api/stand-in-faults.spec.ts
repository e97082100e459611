import { request } from 'node:http';
import { ApiReader } from '../../test/support/api-reader';
import { generateWorld } from '../world/generate-world';
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
const USER = `/users/${talk.visitor.id}`;
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

describe('what goes wrong at the stand-in', () => {
  it('is a share of refusals, which say when to come again', async () => {
    const { api, reader } = await start({ faults: { refusedShare: 0.5 } });
    const found = await reader.statuses(60, USER);
    expect(found.filter((status) => status === 429).length).toBeGreaterThan(10);
    expect(found.filter((status) => status === 200).length).toBeGreaterThan(10);
    expect(api.log.count(429, 'user')).toBe(found.filter((status) => status === 429).length);
    api.change({ refusedShare: 1 });
    expect((await reader.get('/users')).headers.get('retry-after')).toMatch(/^[12]$/);
    api.change({ refusedShare: 0 });
    expect((await reader.get('/users')).status).toBe(200);
  });

  it('is a share of failures', async () => {
    const { reader } = await start({ faults: { failedShare: 1 } });
    expect(new Set(await reader.statuses(30, USER))).toEqual(new Set([500, 503]));
  });

  it('is a share of connections that are reset', async () => {
    const { api, reader } = await start({ faults: { resetShare: 0.5 } });
    const found = await reader.statuses(40, USER);
    expect(new Set(found)).toEqual(new Set([200, 'nothing']));
    expect(api.log.count('reset')).toBe(found.filter((status) => status === 'nothing').length);
  });

  it('is the same for the same seed', async () => {
    const faults = { refusedShare: 0.2, failedShare: 0.2, resetShare: 0.2 };
    const found = [];
    for (const seed of [1, 1, 2]) found.push(await (await start({ faults, seed })).reader.statuses(30, USER));
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).not.toEqual(found[0]);
  });

  it('is an answer that does not come, or not as a whole', async () => {
    const { api, reader } = await start({ faults: { stuckShare: 1 } });
    const begun: unknown[] = [];
    const requests = Array.from({ length: 12 }, () =>
      request(`${reader.base}/users`, { headers: reader.headers }, (response) => {
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
    const { reader } = await start({ faults: { slowMs: 150 } });
    const startedAt = performance.now();
    expect((await reader.get('/users')).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(140);
  });

  it.each([
    ['gone', { goneShare: 0.4 }, 410],
    ['missing', { missingShare: 0.4 }, 404],
  ])('is that users are %s, in lists as well', async (_, faults, status) => {
    const { api, reader } = await start({ faults });
    const readable = livingIds.filter((id) => api.isReadable(id));
    expect(readable.length).toBeGreaterThan(100);
    expect(readable.length).toBeLessThan(250);
    expect(await reader.userIds()).toEqual(readable);
    const lost = livingIds.find((id) => !api.isReadable(id));
    expect((await reader.get(`/users/${lost}/messages`)).status).toBe(status);
  });

  it('is that a user is deleted meanwhile', async () => {
    const { api, reader } = await start();
    api.deleteUser(talk.visitor.id);
    expect((await reader.get(`/users/${talk.visitor.id}/messages`)).status).toBe(410);
    expect((await reader.list('/users')).total).toBe(living.length - 1);
  });

  it('is a limit of requests a second', async () => {
    const { api, reader } = await start({ faults: { requestsPerSecond: 2 } });
    const found = await Promise.all(Array.from({ length: 40 }, () => reader.statuses(1, USER)));
    expect(found.flat().filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(api.log.count(200)).toBeGreaterThanOrEqual(2);
    api.change({ requestsPerSecond: 0 });
    expect((await reader.get('/users')).headers.get('retry-after')).toBe('1');
  });

  it('is that lists shift: offsets alone miss some users and give others twice, until it ends', async () => {
    const { api, reader } = await start({ faults: { shiftsPerRequest: 3 } });
    const [first, again] = [await reader.userIds(20), await reader.userIds(20)];
    for (const ids of [first, again]) {
      expect(new Set(ids).size).toBeLessThan(ids.length);
      expect(livingIds.some((id) => !ids.includes(id))).toBe(true);
      expect(ids.every((id) => livingIds.includes(id))).toBe(true);
    }
    const { messages } = await reader.list(`/users/${talk.visitor.id}/messages?limit=99`);
    const messageIds = talk.messages.map(({ id }) => id);
    expect(messages?.every(({ id }) => messageIds.includes(id))).toBe(true);
    api.change({ shiftsPerRequest: 0 });
    const atRest = await reader.userIds(20);
    expect(atRest).not.toEqual(livingIds);
    expect(sorted(atRest)).toEqual(livingIds);
  });
});
