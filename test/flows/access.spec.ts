import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { UNBOUNDED } from '../../src/platform/access/caller';
import type { Bounds } from '../../src/platform/access/caller';
import { GrantStore } from '../../src/platform/access/grant-store';
import { GrantUses } from '../../src/platform/access/grant-uses';
import type { Scope } from '../../src/platform/access/scopes';
import { newSecret } from '../../src/platform/access/secret-text';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { createLog } from '../../src/platform/logging/log';
import { sqlAs } from '../support/sql-over-http';
import { embeddedAccess } from '../support/embedded-access';
import { ask, untilRolledUp } from '../support/graphql-client';
import { getReport } from '../support/report-client';
import { runBuiltCommand } from '../support/run-built-command';
import { RunningService, temporaryDataDir, TOKEN } from '../support/running-service';
import { scrape } from '../support/scrape';

const RANGE = 'from: "2026-01-01T00:00Z", to: "2026-01-02T00:00Z"';
const BEYOND = 'from: "2026-01-01T00:00Z", to: "2026-01-02T00:01Z"';
const EMBED_SECRET = 'what-the-host-of-a-page-signs-with';
const NUMBERS = `{ stats(${RANGE}, granularity: TOTAL) { closures } }`;
const TEXTS = `{ events(${RANGE}) { id text } }`;

describe('A token of the list', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let clickhouse: ClickHouse;
  let grants: GrantStore;

  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const given = (scopes: Scope[], bounds: Bounds = UNBOUNDED, expiresAt: Date | null = null) =>
    grants.add({ kind: 'token', name: 'Grafana', scopes, bounds, subject: '', expiresAt });
  const statusOf = async (secret: string, query = NUMBERS) =>
    (await ask(service.url, query, bearer(secret))).status;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const rules = join(dataDir.path, 'analytics.yaml');
    await writeFile(
      rules,
      'access: { embed: { secret: "${EMBED_SECRET}", hosts: [https://crm.example, "http://127.0.0.1:8080"] } }',
    );
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { EMBED_SECRET, CONFIG_FILE: rules },
    });
    await untilRolledUp(service.url);
    const log = createLog('fatal');
    clickhouse = new ClickHouse('signalzen');
    clickhouse.connectTo(embeddedAccess(dataDir.path));
    grants = new GrantStore(clickhouse, new GrantUses(clickhouse, log), log);
  });

  afterAll(async () => {
    await clickhouse.close();
    await service.stop();
    await dataDir.remove();
  });

  it('opens what it is for, as soon as it is there, and says what the rest needs', async () => {
    const { secret } = await given(['numbers']);
    await sleep(1_000);
    expect(await statusOf(secret)).toBe(200);
    const refused = await ask(service.url, TEXTS, bearer(secret));
    expect(refused).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(refused.errors?.[0]?.message).toMatch(
      /^This token has numbers; contacts is needed for events; texts/,
    );
    expect(refused.data).toBeUndefined();
    const report = await getReport(service.url, 'episodes.csv?from=2026-01-01&to=2026-01-02', bearer(secret));
    expect(report.status).toBe(403);
    expect(await report.text()).toMatch(/contacts is needed for the report episodes/);
    const figures = await getReport(service.url, 'stats.csv?from=2026-01-01&to=2026-01-02', bearer(secret));
    expect(figures.status).toBe(200);
  });

  it('is bound to its accounts: nothing of others is answered, and nothing is silently left out', async () => {
    const { secret } = await given(['numbers', 'contacts'], { ...UNBOUNDED, accounts: ['shop'] });
    await sleep(1_000);
    expect(await statusOf(secret)).toBe(200);
    const other = `{ stats(${RANGE}, filter: { accounts: ["default"] }) { closures } }`;
    const refused = await ask(service.url, other, bearer(secret));
    expect(refused.status).toBe(403);
    expect(refused.errors?.[0]?.message).toBe(
      'account default lies outside of what this access is bound to: account shop.',
    );
  });

  it('ends when it is revoked, within a second, and at its time', async () => {
    const { id, secret } = await given(['numbers']);
    const end = Date.now() + 8_000;
    const short = await given(['numbers'], UNBOUNDED, new Date(end));
    await sleep(1_000);
    expect([await statusOf(secret), await statusOf(short.secret)]).toEqual([200, 200]);
    await grants.revoke({ kind: 'token', id });
    // What a rotation writes that read the token before, by a clock that is ahead.
    await sqlAs(
      embeddedAccess(dataDir.path),
      `INSERT INTO signalzen.grants SELECT * REPLACE (NULL AS revoked_at, version + 60000000 AS version)
       FROM signalzen.grants AS g WHERE g.id = '${id}' AND g.revoked_at IS NULL`,
    );
    await sleep(1_000);
    expect(await statusOf(secret)).toBe(401);
    await sleep(Math.max(0, end - Date.now()));
    expect(await statusOf(short.secret)).toBe(401);
    expect(await statusOf(newSecret('token'))).toBe(401);
    const listed = await grants.list('token');
    expect(listed.find((one) => one.id === id)?.revokedAt).toBeInstanceOf(Date);
    expect(listed.find((one) => one.id === id)?.lastUsedAt).toBeInstanceOf(Date);
    expect(JSON.stringify(listed)).not.toMatch(/sza_/);
  });

  it('is made, listed, rotated and taken away by the command, beside the running service', async () => {
    const run = async (...given: string[]) => {
      const { code, said } = await runBuiltCommand('token', given, { DATA_DIR: dataDir.path });
      return { code, said, secret: /^sza_[0-9A-Za-z]{46}$/m.exec(said)?.[0] ?? '' };
    };
    // Whoever takes the token for its name must not find it in the log.
    const named = newSecret('token');
    const made = await run('create', '--name', named, '--scopes', 'texts,contacts', '--expires', '90d');
    expect(made).toMatchObject({
      code: 0,
      said: expect.stringContaining('contacts, texts, until') as string,
    });
    await sleep(1_000);
    expect([await statusOf(made.secret, TEXTS), await statusOf(made.secret)]).toEqual([200, 403]);
    const [, id = ''] = /^Token ([0-9a-f]{12}) /m.exec(made.said) ?? [];
    const other = await run('rotate', id, '--overlap', '0m');
    await sleep(1_000);
    expect([await statusOf(made.secret, TEXTS), await statusOf(other.secret, TEXTS)]).toEqual([401, 200]);
    const listed = await run('list');
    expect(listed.said).toMatch(new RegExp(`^${id} .*, expired, last used 20`, 'm'));
    expect(listed.said).not.toContain(made.secret);
    const [, next = ''] = /^Token ([0-9a-f]{12}) /m.exec(other.said) ?? [];
    expect((await run('revoke', next)).code).toBe(0);
    await sleep(1_000);
    expect(await statusOf(other.secret, TEXTS)).toBe(401);
    for (const wrong of [
      ['create', '--name', 'x', '--scopes', 'everything'],
      ['create', '--name', 'x', '--scopes', 'numbers', '--teams', 'Nobody'],
      ['create', '--name', 'x', '--scopes', 'numbers', '--expires', '2020-01-01'],
      ['revoke', 'abc'],
    ])
      expect([wrong, (await run(...wrong)).code]).toEqual([wrong, 1]);
    const log = service.lastLines.join('\n');
    expect(log).toContain('"name":"[secret]"');
    expect(log).not.toMatch(/sza_[0-9A-Za-z]{8}/);
    const page = await scrape(service);
    expect(page.value('signalzen_wrong_tokens_total')).toBeGreaterThanOrEqual(2);
  });

  it('holds while ClickHouse is away, for whoever knows it, and ends all the same', async () => {
    const { secret } = await given(['numbers']);
    const short = await given(['numbers'], UNBOUNDED, new Date(Date.now() + 2_500));
    expect(await grants.find(secret)).toMatchObject({ name: 'Grafana' });
    await clickhouse.close();
    await sleep(2_600);
    expect(await grants.find(secret)).toMatchObject({ name: 'Grafana' });
    expect(await grants.find(short.secret)).toBeUndefined();
    clickhouse.connectTo(embeddedAccess(dataDir.path));
  });

  const createShare = async (headers?: Record<string, string>, more = '') => {
    const created = await ask<{ createShare: { link: string; share: { id: string; from: string } } }>(
      service.url,
      `mutation { createShare(name: "Board", ${RANGE}, expiresAt: "${inDays(1)}"${more}) {
        link share { id from to createdBy filter { accounts } }
      } }`,
      headers,
    );
    const { link = '', share } = created.data?.createShare ?? {};
    return { ...created, link, id: share?.id ?? '', secret: link.split('#share=')[1] ?? '' };
  };
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const shared = (secret: string) => ({ authorization: `Share ${secret}` });
  const asked = (query: string, secret: string) => ask<object>(service.url, query, shared(secret));

  it('is not needed by a share link, which shows its view until it is taken back', async () => {
    const { link, id, secret } = await createShare();
    expect(link).toMatch(/^\/#share=szl_\w{46}$/);
    await sleep(1_000);
    expect(await asked(NUMBERS, secret)).toMatchObject({ status: 200, data: { stats: [{ closures: 0 }] } });
    expect(await asked('{ share { name to createdBy } }', secret)).toMatchObject({
      data: { share: { name: 'Board', to: '2026-01-02T00:00:00.000Z', createdBy: null } },
    });
    for (const query of [
      `{ stats(${BEYOND}) { closures } }`,
      TEXTS,
      '{ shares { id } }',
      '{ accounts { value } }',
    ])
      expect([query, (await asked(query, secret)).status]).toEqual([query, 403]);
    expect((await asked(`mutation { revokeShare(id: "${id}") { id } }`, secret)).status).toBe(403);
    expect((await createShare(shared(secret))).status).toBe(403);
    expect(await statusOf(secret)).toBe(401);
    const days = (to: string) => `from=2026-01-01&to=${to}`;
    for (const [report, status] of [
      [`stats.csv?${days('2026-01-02')}`, 200],
      [`stats.csv?${days('2026-01-02')}&compare=PREVIOUS_PERIOD`, 403],
      [`stats.csv?${days('2026-01-03')}`, 403],
      [`operators.csv?${days('2026-01-02')}`, 200],
      [`heatmap.csv?${days('2026-01-03')}`, 403],
      [`episodes.csv?${days('2026-01-02')}`, 403],
    ] as const)
      expect([report, (await getReport(service.url, report, shared(secret))).status]).toEqual([
        report,
        status,
      ]);

    const revoke = new URLSearchParams({ query: `mutation { revokeShare(id: "${id}") { id } }` });
    const headers = { ...bearer(TOKEN), 'apollo-require-preflight': 'yes' };
    expect((await fetch(`${service.url}/graphql?${revoke.toString()}`, { headers })).status).toBe(405);
    await ask(service.url, revoke.get('query') ?? '');
    await sleep(1_000);
    const over = await asked(NUMBERS, secret);
    expect(over.status).toBe(401);
    expect(over.errors?.[0]?.message).toMatch(/has expired, or was taken back/);
  });

  it('shares within its bounds, and what it has shared ends with it', async () => {
    const token = await given(['numbers'], { ...UNBOUNDED, accounts: ['shop'] });
    const contacts = await given(['contacts']);
    await sleep(1_000);
    const beyond = await createShare(bearer(token.secret), ', filter: { accounts: ["default"] }');
    expect([beyond.status, (await createShare(bearer(contacts.secret))).status]).toEqual([403, 403]);
    const own = await createShare(bearer(token.secret));
    expect(own.data).toMatchObject({
      createShare: { share: { filter: { accounts: ['shop'] }, createdBy: `token/${token.id}` } },
    });
    const others = await createShare();
    const listed = await ask<{ shares: { id: string }[] }>(
      service.url,
      '{ shares { id } }',
      bearer(token.secret),
    );
    expect(listed.data?.shares.map(({ id }) => id)).toEqual([own.id]);
    const foreign = `mutation { revokeShare(id: "${others.id}") { id } }`;
    expect((await ask(service.url, foreign, bearer(token.secret))).status).toBe(400);
    await sleep(1_000);
    expect((await asked(NUMBERS, own.secret)).status).toBe(200);
    await grants.revoke({ kind: 'token', id: token.id });
    await sleep(1_000);
    expect((await asked(NUMBERS, own.secret)).status).toBe(401);
  });

  it('writes beside the figures, within its bounds, and takes that away again', async () => {
    const list = '{ annotations(from: "2026-01-01", to: "2026-02-01") { id account time endTime text } }';
    const writer = await given(['numbers', 'annotate'], { ...UNBOUNDED, accounts: ['default'] });
    const reader = await given(['numbers'], { ...UNBOUNDED, accounts: ['shop'] });
    await sleep(1_000);
    const write = async (words: string, secret = writer.secret) => {
      const mutation = `mutation { ${words} { id } }`;
      const { status, data, errors } = await ask<Record<string, { id: string }>>(
        service.url,
        mutation,
        bearer(secret),
      );
      return { status, id: Object.values(data ?? {})[0]?.id ?? '', message: errors?.[0]?.message };
    };
    const time = 'time: "2026-01-05", timezone: "Europe/Vilnius"';
    const own = await write(`addAnnotation(${time}, text: " New pricing page ", account: "default")`);
    expect(own.status).toBe(200);
    const all = await write(`addAnnotation(time: "2026-01-05T12:00:00Z", text: "Strike")`, TOKEN);
    const answered = async (secret: string) => (await ask(service.url, list, bearer(secret))).data;
    const shown = { account: null, time: '2026-01-05T12:00:00.000Z', endTime: null, text: 'Strike' };
    expect(await answered(reader.secret)).toEqual({ annotations: [{ id: all.id, ...shown }] });

    expect(await write(`addAnnotation(${time}, text: "x")`)).toMatchObject({ status: 403 });
    expect(await write(`addAnnotation(${time}, text: "x", account: "shop")`)).toMatchObject({ status: 403 });
    expect(await write(`removeAnnotation(id: "${all.id}")`)).toMatchObject({ status: 403 });
    expect(await write(`addAnnotation(${time}, text: "x")`, reader.secret)).toMatchObject({
      status: 403,
      message: 'This token has numbers; annotate is needed for addAnnotation.',
    });
    for (const wrong of [
      `addAnnotation(${time}, text: " ")`,
      `addAnnotation(${time}, text: "a\\nb")`,
      `addAnnotation(${time}, text: "${'a'.repeat(201)}")`,
      `addAnnotation(${time}, endTime: "2026-01-05", text: "x")`,
      `addAnnotation(${time}, text: "x", account: "nowhere")`,
      `changeAnnotation(id: "none", ${time}, text: "x")`,
    ])
      expect([wrong, await write(wrong, TOKEN)]).toEqual([
        wrong,
        { status: 400, id: '', message: expect.any(String) as string },
      ]);

    const changed = `${time}, endTime: "2026-01-07", text: "Two prices", account: "default"`;
    expect((await write(`changeAnnotation(id: "${own.id}", ${changed})`)).status).toBe(200);
    const span = { time: '2026-01-04T22:00:00.000Z', endTime: '2026-01-06T22:00:00.000Z' };
    expect(await answered(writer.secret)).toEqual({
      annotations: [
        { id: own.id, account: 'default', ...span, text: 'Two prices' },
        { id: all.id, ...shown },
      ],
    });
    await write(`removeAnnotation(id: "${own.id}")`);
    expect((await write(`removeAnnotation(id: "${own.id}")`)).status).toBe(400);
    expect(await answered(writer.secret)).toEqual({ annotations: [{ id: all.id, ...shown }] });
    const lines = service.lastLines.filter((line) => line.includes('"annotation.'));
    expect(lines).toHaveLength(4);
    expect(lines.join()).not.toMatch(/pric|Strike/);
  });

  it('is not needed by what a host signs, in the frame of a page that the rules name', async () => {
    const signed = (payload: object) => {
      const head = `v1.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
      return `${head}.${createHmac('sha256', EMBED_SECRET).update(head).digest('base64url')}`;
    };
    const view = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
    const exp = Math.floor(Date.now() / 1000) + 60;
    expect((await asked(NUMBERS, signed({ exp, view }))).status).toBe(200);
    expect((await asked(`{ stats(${BEYOND}) { closures } }`, signed({ exp, view }))).status).toBe(403);
    const over = await asked(NUMBERS, signed({ exp: exp - 120, view }));
    expect([over.status, over.errors?.[0]?.message]).toEqual([401, expect.stringMatching(/reload the page/)]);
    const framedBy = async (path: string) => {
      const { headers } = await fetch(service.url + path);
      const policy = headers.get('content-security-policy') ?? '';
      return [/frame-ancestors (.*)$/.exec(policy)?.[1], headers.get('x-frame-options')];
    };
    expect(await framedBy('/')).toEqual(["'none'", 'DENY']);
    expect(await framedBy('/embed')).toEqual(['https://crm.example http://127.0.0.1:8080', null]);
    expect(await framedBy('/embed?host=https%3A%2F%2Fcrm.example')).toEqual(['https://crm.example', null]);
    for (const host of ['https://other.example', "*; frame-ancestors 'self'", ''])
      expect(await framedBy(`/embed?host=${encodeURIComponent(host)}`)).toEqual(["'none'", 'DENY']);
  });

  it.each([
    '/graphql/',
    '/GraphQL',
    '/graphql/x',
    '//graphql',
    '/graphql;x',
    '/%67raphql',
    '/./graphql',
    '/graphql/../graphql',
  ])('is needed at every path that leads to the API, such as %s', async (path) => {
    const answer = await new Promise<string>((answered, failed) => {
      const request = httpRequest(service.url, {
        ...{ path, method: 'POST' },
        headers: { 'content-type': 'application/json' },
      });
      request.once('response', (response) => {
        text(response).then((body) => {
          answered(`${response.statusCode} ${body}`);
        }, failed);
      });
      request.once('error', failed);
      request.end(JSON.stringify({ query: NUMBERS }));
    });
    expect(answer).toMatch(/^(401|404) /);
    expect(answer).not.toMatch(/closures/);
  });

  it('is asked for before a body is read', async () => {
    const status = await new Promise<number | undefined>((answered, failed) => {
      const request = httpRequest(`${service.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': '90000',
          ...bearer(newSecret('token')),
        },
      });
      request.once('response', (answer) => {
        answered(answer.statusCode);
        request.destroy();
      });
      request.once('error', failed);
      // No byte of the body is ever sent.
      request.flushHeaders();
    });
    expect(status).toBe(401);
  });
});
