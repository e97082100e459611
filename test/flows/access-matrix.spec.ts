import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphQLField } from 'graphql';
import { UNBOUNDED } from '../../src/platform/access/caller';
import type { Bounds } from '../../src/platform/access/caller';
import { GrantStore } from '../../src/platform/access/grant-store';
import { GrantUses } from '../../src/platform/access/grant-uses';
import { SCOPES } from '../../src/platform/access/scopes';
import type { Scope } from '../../src/platform/access/scopes';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { createLog } from '../../src/platform/logging/log';
import { serviceSchema } from '../dashboards/service-schema';
import { firstChoicesOf } from '../dashboards/choices-of';
import { graphqlOf, infinityTargetsOf, readDashboards } from '../dashboards/dashboard-json';
import { withChoices } from '../dashboards/infinity/with-choices';
import { withMacros } from '../dashboards/infinity/with-macros';
import { questionFor, rootFieldsOf, scopesInDocs } from '../support/access-questions';
import { embeddedAccess } from '../support/embedded-access';
import { ask, untilRolledUp } from '../support/graphql-client';
import { getReport } from '../support/report-client';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';
import { post, signatureOf } from '../support/signalzen-sender';
import { CANARY, contactOf } from '../support/two-kept-apart';

/** Of everything that was told, and of its receipt. */
const DAY = { from: '2026-03-01', to: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) };
const RULES = `
teams:
  Sales: { operators: [7] }
  ${CANARY} team: { operators: [8] }
targets:
  soon: { measure: FIRST_RESPONSE, within: 5m, goal: 0.8 }
mail: { host: 127.0.0.1, port: 9, security: none, from: figures@example.com }
channels: { leads: { email: ann@example.com } }
alerts:
  shop is silent: { silence: {}, accounts: shop, to: leads }
  ${CANARY}-account is silent: { silence: {}, accounts: default, to: leads }
`;
const SHOP: Bounds = { ...UNBOUNDED, accounts: ['shop'] };
const SALES: Bounds = { ...UNBOUNDED, teams: ['Sales'] };
const FIELDS_OF_SCOPE: Readonly<Record<string, string>> = {
  'ChatEvent.text': 'text',
  'ChatEvent.name': 'name',
  'ChatEvent.payload': 'payload',
  'Delivery.payload': 'payload',
  'Freshness.rulesProblems': 'rulesProblems',
  'Notification.address': 'address',
  'Channel.address': 'address',
  'episodes(words:)': 'words',
};

describe('What a token shows', () => {
  const documented = scopesInDocs();
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let clickhouse: ClickHouse;
  let fields: readonly GraphQLField<unknown, unknown>[];
  let reports: readonly string[];
  const secrets = new Map<string, string>();

  const bearer = (token: string) => ({ authorization: `Bearer ${secrets.get(token) ?? ''}` });
  const told = (account: string, bodies: object[]) =>
    Promise.all(
      bodies.map((body) => {
        const text = JSON.stringify(body);
        const secret = account === 'default' ? SECRET : 'the-secret-of-shop';
        const path = account === 'default' ? '' : `/${account}`;
        const headers = { 'x-signalzen-signature': signatureOf(text, secret) };
        return post(`${service.url}/webhooks/signalzen${path}`, text, headers);
      }),
    );
  const isKeptBack = (name: string) => FIELDS_OF_SCOPE[name] !== undefined;
  const range = `from: "${DAY.from}", to: "${DAY.to}"`;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const rules = join(dataDir.path, 'analytics.yaml');
    await writeFile(rules, RULES);
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { SIGNALZEN_API_SECRET_SHOP: 'the-secret-of-shop', CONFIG_FILE: rules },
    });
    await told('shop', [...contactOf(21, '7', 'plain'), ...contactOf(22, '8', `${CANARY}-team`)]);
    await told('default', contactOf(23, '7', `${CANARY}-account`));
    const log = createLog('fatal');
    clickhouse = new ClickHouse('signalzen');
    await untilRolledUp(service.url);
    clickhouse.connectTo(embeddedAccess(dataDir.path));
    const grants = new GrantStore(clickhouse, new GrantUses(clickhouse, log), log);
    const give = async (name: string, scopes: readonly Scope[], bounds: Bounds) => {
      const grant = { kind: 'token', name, scopes, bounds, subject: '', expiresAt: null } as const;
      secrets.set(name, (await grants.add(grant)).secret);
    };
    for (const scope of SCOPES) await give(scope, [scope], UNBOUNDED);
    await give('shop', SCOPES, SHOP);
    await give('sales of shop', SCOPES, { ...SALES, accounts: ['shop'] });
    fields = rootFieldsOf(await serviceSchema());
    const list = (await (await getReport(service.url, '')).json()) as { reports: { name: string }[] };
    reports = list.reports.map(({ name }) => name);
  });

  afterAll(async () => {
    await clickhouse.close();
    await service.stop();
    await dataDir.remove();
  });

  it('is, field by field and scope by scope, what docs/access.md says, and nothing else', async () => {
    const wrong: string[] = [];
    for (const field of fields) {
      const chat = { chatEvents: 'account: "shop", chatId: 21', chatEpisodes: 'account: "shop", chatId: 21' };
      const query = questionFor(field, { range, extra: chat, without: isKeptBack });
      const needed = documented.get(field.name);
      if (needed === undefined && field.name !== 'access')
        wrong.push(`${field.name} is not in docs/access.md`);
      for (const scope of SCOPES) {
        const { status, errors } = await ask(service.url, query, bearer(scope));
        const expected = needed === undefined || scope === needed ? 200 : 403;
        if (status !== expected) wrong.push(`${field.name} with ${scope}: ${status} ${errors?.[0]?.message}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(fields.length).toBeGreaterThan(25);
  });

  it('holds neither texts nor what is for operation, but with their scopes as well', async () => {
    const guarded = {
      'ChatEvent.text': `{ events(${range}) { text } }`,
      'ChatEvent.name': `{ chatEvents(account: "shop", chatId: 21) { name } }`,
      'ChatEvent.payload': `{ events(${range}) { payload } }`,
      'Delivery.payload': `{ deliveries(${range}) { payload } }`,
      'Freshness.rulesProblems': '{ freshness { rulesProblems } }',
      'Notification.address': `{ notifications(${range}) { address } }`,
      'episodes(words:)': `{ episodes(from: "2026-03-01", to: "2026-03-05", words: "answer") { number } }`,
    };
    for (const [name, query] of Object.entries(guarded)) {
      const needed = documented.get(FIELDS_OF_SCOPE[name] ?? '');
      for (const scope of SCOPES) {
        const { status, errors } = await ask(service.url, query, bearer(scope));
        expect([name, scope, status]).toEqual([name, scope, 403]);
        if (scope !== needed) expect(errors?.[0]?.message).toContain(`${needed} is needed for ${name}`);
      }
      expect((await ask(service.url, query, bearer('shop'))).status).toBe(200);
    }
  });

  it('is of reports what docs/access.md says as well, and their bodies only with texts', async () => {
    const query = `from=${DAY.from}&to=${DAY.to}`;
    for (const name of reports) {
      const needed = documented.get(`report ${name}`);
      const more = name === 'distribution' ? '&measure=REPLY' : name === 'events' ? '&columns=type' : '';
      for (const scope of SCOPES) {
        const { status } = await getReport(service.url, `${name}.json?${query}${more}`, bearer(scope));
        expect([name, scope, status]).toEqual([name, scope, scope === needed ? 200 : 403]);
      }
    }
    const bodies = await getReport(service.url, `events.json?${query}`, bearer('contacts'));
    expect(await bodies.text()).toContain('texts is needed for the column payload of the report events');
    const some = await getReport(
      service.url,
      `events.json?${query}&columns=type&limit=1`,
      bearer('contacts'),
    );
    expect(Object.keys(((await some.json()) as object[])[0] ?? {})).toEqual(['id', 'type']);
  });

  it.each([
    ['shop', `${CANARY}-account`, ['grants', 'audit', 'channels'], []],
    [
      'sales of shop',
      CANARY,
      ['grants', 'audit', 'channels', 'events', 'deliveries', 'coverage'],
      ['events'],
    ],
  ])('is of %s alone, in every answer', async (token, canary, refused, refusedReports) => {
    for (const field of fields) {
      const chat = { chatEvents: 'account: "shop", chatId: 21', chatEpisodes: 'account: "shop", chatId: 21' };
      const answer = await ask(
        service.url,
        questionFor(field, { range, extra: chat, without: () => false }),
        bearer(token),
      );
      expect([field.name, answer.status]).toEqual([field.name, refused.includes(field.name) ? 403 : 200]);
      expect([field.name, JSON.stringify(answer.data ?? {})]).toEqual([
        field.name,
        expect.not.stringContaining(canary) as string,
      ]);
    }
    for (const name of reports) {
      const more = name === 'distribution' ? '&measure=REPLY' : '';
      const path = `${name}.json?from=${DAY.from}&to=${DAY.to}${more}`;
      const report = await getReport(service.url, path, bearer(token));
      expect([name, report.status]).toEqual([name, refusedReports.includes(name) ? 403 : 200]);
      expect([name, await report.text()]).toEqual([name, expect.not.stringContaining(canary) as string]);
    }
    const beyond = token === 'shop' ? 'account: "default", chatId: 23' : 'account: "shop", chatId: 22';
    for (const query of [`{ chatEvents(${beyond}) { id } }`, `{ chatEpisodes(${beyond}) { number } }`])
      expect(await ask(service.url, query, bearer(token))).toMatchObject({
        ...{ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] },
      });
    // What is within them is there: an empty answer would hold no canary either.
    const own = await ask<{ stats: { episodesStarted: number }[] }>(
      service.url,
      `{ stats(${range}, granularity: TOTAL) { episodesStarted } }`,
      bearer(token),
    );
    expect(own.data?.stats[0]?.episodesStarted).toBe(token === 'shop' ? 2 : 1);
    const alerts = await ask(service.url, '{ alerts { rule } }', bearer(token));
    expect(alerts.data).toEqual({ alerts: token === 'shop' ? [{ rule: 'shop is silent' }] : [] });
    const mute = `mutation { muteAlert(rule: "${CANARY}-account is silent", until: "2030-01-01") { rule } }`;
    expect((await ask(service.url, mute, bearer(token))).status).toBe(403);
  });

  it('is found by whom, where and what it is about, and by words that were written, within what it may show', async () => {
    const chats = async (token: string, asked: string) => {
      const query = `{ episodes(from: "2026-03-01", to: "2026-05-01", ${asked}) { chatId } }`;
      const { data, errors } = await ask<{ episodes: { chatId: string }[] }>(
        service.url,
        query,
        bearer(token),
      );
      return data?.episodes.map(({ chatId }) => chatId) ?? errors?.map(({ message }) => message);
    };
    const all: Record<string, string[]> = {
      'search: "22"': ['22'],
      'search: "operator PLAIN"': ['21'],
      'search: "/plai"': ['21'],
      'search: "canary-team"': ['22'],
      'search: "nowhere"': [],
      'words: "a QUESTION"': ['21', '22'],
      // Of an operator, and only together.
      'words: "answer: plain"': ['21'],
      'words: "answer", search: "7"': ['21'],
      'words: "answer", status: OPEN': [],
    };
    for (const [asked, expected] of Object.entries(all))
      expect([asked, await chats('shop', asked)]).toEqual([asked, expected]);
    expect(await chats('sales of shop', 'words: "a question"')).toEqual(['21']);
    expect(await chats('sales of shop', 'search: "canary"')).toEqual([]);
    expect(await chats('shop', 'words: "a"')).toEqual(['words takes from 3 to 100 characters.']);
    const year = `{ episodes(from: "2026-01-01", to: "2026-12-31", words: "answer") { chatId } }`;
    const { status, errors } = await ask(service.url, year, bearer('shop'));
    expect([status, errors?.[0]?.message]).toEqual([
      400,
      'words are looked for in 92 days at most: choose a shorter range.',
    ]);
  });

  it('is enough for the dashboards with numbers, but for two panels that list contacts', async () => {
    const refused = new Set<string>();
    const times = { from: Date.parse(DAY.from), to: Date.parse(DAY.to) };
    let asked = 0;
    for (const dashboard of [...readDashboards()].map(([, one]) => one))
      for (const { where, target } of infinityTargetsOf(dashboard)) {
        const query = withMacros(withChoices(graphqlOf(target), firstChoicesOf(dashboard)), times);
        const { status } = await ask(service.url, query, bearer('numbers'));
        if (status === 403) refused.add(where);
        else expect([where, status]).toEqual([where, 200]);
        asked += 1;
      }
    expect(asked).toBeGreaterThan(50);
    expect([...refused].sort()).toEqual([
      expect.stringMatching(/Events that came more than once/) as string,
      expect.stringMatching(/Open contacts/) as string,
    ]);
  });

  it('is told to whoever asks what he may, and who read texts to whoever operates', async () => {
    const { data } = await ask<{ access: object }>(
      service.url,
      '{ access { kind name scopes accounts teams } }',
      bearer('sales of shop'),
    );
    expect(data?.access).toEqual({
      ...{ kind: 'token', name: 'sales of shop', scopes: SCOPES.join(', ') },
      ...{ accounts: 'shop', teams: 'Sales' },
    });
    const now = new Date(Date.now() + 60_000).toISOString();
    const asked = `{ audit(from: "2026-01-01", to: "${now}", limit: 1000) { action callerName object } }`;
    const audit = await ask<{ audit: { action: string; callerName: string; object: string }[] }>(
      service.url,
      asked,
      bearer('operate'),
    );
    expect(audit.errors).toBeUndefined();
    const entries = audit.data?.audit ?? [];
    expect(entries).toContainEqual({
      action: 'texts.read',
      callerName: 'shop',
      object: 'GraphQL: deliveries',
    });
    expect(entries).toContainEqual({
      ...{ action: 'report.exported', callerName: 'contacts' },
      object: expect.stringMatching(/^episodes_2026-03-01_to_20[-0-9]+\.json$/) as string,
    });
    expect(JSON.stringify(entries)).not.toContain(CANARY);
    expect(
      entries.some(({ action, callerName }) => action === 'texts.read' && callerName === 'contacts'),
    ).toBe(false);
  });
});
