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
import { embeddedAccess } from '../support/embedded-access';
import { ask, untilRolledUp } from '../support/graphql-client';
import { getReport } from '../support/report-client';
import { runBuiltCommand } from '../support/run-built-command';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { scrape } from '../support/scrape';

const RANGE = 'from: "2026-01-01T00:00Z", to: "2026-01-02T00:00Z"';
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
    service = await RunningService.start({ dataDir: dataDir.path });
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
    await sleep(1_000);
    expect(await statusOf(secret)).toBe(401);
    await sleep(end - Date.now());
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
