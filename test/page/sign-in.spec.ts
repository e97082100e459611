import { request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'puppeteer-core';
import { freePort } from '../faults/harness/free-port';
import { untilRolledUp } from '../support/graphql-client';
import { CLIENT, startOpenIdProvider } from '../support/openid-provider';
import type { RunningProvider } from '../support/openid-provider';
import { RunningService, temporaryDataDir, TOKEN } from '../support/running-service';
import { startTlsProxy } from '../support/tls-proxy';
import type { TlsProxy } from '../support/tls-proxy';
import { runBuiltCommand } from '../support/run-built-command';
import { describePage, sharedBrowser } from './support/shared-service';

const QUESTION = JSON.stringify({ query: '{ measures { name } }' });
const PROXY = '127.0.0.2';
/** Over https, as people reach it. */
const SESSION = '__Host-signalzen-session';

describePage('Signing in', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let provider: RunningProvider;
  let proxy: TlsProxy;
  let service: RunningService;
  let browser: Browser;
  let url: string;

  const writeRules = (scopes: string) =>
    writeFile(
      join(dataDir.path, 'analytics.yaml'),
      `access:
  openid:
    name: Acme
    issuer: ${provider.issuer}
    clientId: ${CLIENT.id}
    clientSecret: \${OPENID_SECRET}
    requestedScopes: [profile, groups]
  proxy: { addresses: [${PROXY}], userHeader: X-User, groupsHeader: X-Groups }
  groups:
    - { group: support, scopes: [${scopes}], accounts: default }
`,
    );

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const port = await freePort();
    proxy = await startTlsProxy(port);
    url = proxy.url;
    provider = await startOpenIdProvider(url);
    await writeRules('numbers');
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: {
        ...{ PORT: String(port), PUBLIC_URL: url, OPENID_SECRET: CLIENT.secret },
        CONFIG_FILE: join(dataDir.path, 'analytics.yaml'),
        ROLLUP_EVERY_SECONDS: '10',
      },
    });
    // Sessions are kept in ClickHouse, which starts beside it.
    await untilRolledUp(service.url);
    browser = await sharedBrowser();
  });

  afterAll(async () => {
    await browser.disconnect();
    await service.stop();
    await proxy.stop();
    await provider.stop();
    await dataDir.remove();
  });

  /** With just these headers, which `fetch` would add to. */
  const send = async (
    path: string,
    headers: OutgoingHttpHeaders | readonly string[],
    { body, from = '127.0.0.1' }: { body?: string; from?: string } = {},
  ): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> => {
    const method = body === undefined ? 'GET' : 'POST';
    const request = httpRequest(service.url + path, {
      method,
      headers,
      localAddress: from,
    });
    request.end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
  };
  /** As the page sends it, but for these headers; undefined: without. */
  const asPage = (cookie: string, others: OutgoingHttpHeaders = {}): OutgoingHttpHeaders => {
    const page = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    return Object.fromEntries(
      Object.entries({ ...page, ...others }).filter(([, value]) => value !== undefined),
    );
  };

  /** At the provider, until the browser is back. */
  const signInAs = async (tab: Page, login: string): Promise<void> => {
    const session = await tab.createCDPSession();
    await session.send('Security.setIgnoreCertificateErrors', { ignore: true });
    await tab.goto(`${url}/?range=today`);
    const button = await tab.waitForSelector('::-p-text(Sign in with Acme)');
    await Promise.all([tab.waitForNavigation(), button?.click()]);
    expect(new URL(tab.url()).origin).toBe(provider.issuer);
    await tab.type('[name=login]', login);
    await tab.type('[name=password]', 'any');
    await Promise.all([tab.waitForNavigation(), tab.click('[type=submit]')]);
    // What this service may know of the person.
    await Promise.all([tab.waitForNavigation(), tab.click('[type=submit]')]);
  };
  const sessionOf = async (tab: Page) =>
    (await tab.browserContext().cookies()).find(({ name }) => name === SESSION);
  const me = (tab: Page) =>
    tab.evaluate(async () => {
      const response = await fetch('/auth/me');
      return { status: response.status, body: (await response.json()) as object };
    });

  it('says how, and where nobody signed in says so without the dialog of a browser', async () => {
    expect(JSON.parse((await send('/auth/options', {})).body)).toEqual({
      openid: { name: 'Acme', url: '/auth/sign-in' },
      proxy: true,
    });
    const nobody = await send('/auth/me', { 'sec-fetch-dest': 'empty' });
    expect(nobody.status).toBe(401);
    expect(nobody.headers['www-authenticate']).not.toContain('Basic');
  });

  it('goes to the provider and back, lasts until sign-out, and is good for the page alone', async () => {
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    await signInAs(tab, 'jane');
    // There are no figures yet, and it says so.
    await tab.waitForSelector('.content:not([aria-busy]) .notice');
    expect(new URL(tab.url()).searchParams.get('range')).toBe('today');
    expect(await tab.$eval('.signed-in-person', (shown) => shown.textContent)).toBe('jane of Acme');
    expect(await me(tab)).toEqual({
      status: 200,
      body: {
        ...{ kind: 'session', name: 'jane of Acme', scopes: ['numbers'], accounts: ['default'], teams: [] },
        signOut: { method: 'POST', url: '/auth/sign-out' },
      },
    });
    const session = await sessionOf(tab);
    expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
    expect(session?.value).toMatch(/^szs_/);
    expect((await context.cookies()).filter(({ name }) => name.includes('signalzen-sign-in'))).toEqual([]);

    const cookie = `${SESSION}=${session?.value}`;
    expect((await send('/graphql', asPage(cookie), { body: QUESTION })).status).toBe(200);
    // What other pages can make the browser send.
    for (const others of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': undefined, origin: 'http://127.0.0.1:1' },
      { 'sec-fetch-site': undefined },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ])
      expect(await send('/graphql', asPage(cookie, others), { body: QUESTION })).toMatchObject({
        status: 403,
      });
    expect((await send('/graphql?query={__typename}', asPage(cookie))).status).toBe(403);
    const report = '/reports/stats.csv?from=2026-01-01&to=2026-01-02';
    expect((await send(report, { cookie, 'sec-fetch-site': 'none' })).status).toBe(200);
    for (const site of ['cross-site', 'same-site'])
      expect((await send(report, { cookie, 'sec-fetch-site': site })).status).toBe(403);
    expect((await send(report, { cookie })).status).toBe(403);
    const foreign = await send('/auth/sign-out', { cookie, 'sec-fetch-site': 'cross-site' }, { body: '' });
    expect(foreign.status).toBe(403);
    expect(foreign.headers['set-cookie']).toBeUndefined();
    const preflight = await fetch(`${service.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    // A cookie that somebody else planted beside it, a session in place of a token, a token that is none.
    expect((await send('/auth/me', { cookie: `${cookie}; ${SESSION}=other` })).status).toBe(401);
    expect((await send('/auth/me', { authorization: `Bearer ${session?.value}` })).status).toBe(401);
    expect((await send('/auth/me', { cookie, authorization: 'Bearer wrong' })).status).toBe(401);
    expect(
      JSON.parse((await send('/auth/me', { cookie, authorization: `Bearer ${TOKEN}` })).body),
    ).toMatchObject({
      kind: 'setting',
    });

    // What the group may changes for whoever is signed in already.
    await writeRules('contacts');
    process.kill(service.pid, 'SIGHUP');
    const scopes = async () =>
      (JSON.parse((await send('/auth/me', { cookie })).body) as { scopes: string[] }).scopes;
    for (let times = 0; times < 50 && (await scopes())[0] === 'numbers'; times += 1) await sleep(100);
    expect(await scopes()).toEqual(['contacts']);
    const refused = await send('/graphql', asPage(cookie), { body: QUESTION });
    expect(refused.body).toContain('Your sign-in has contacts; numbers is needed for measures');

    await Promise.all([tab.waitForNavigation(), tab.click('::-p-text(Sign out)')]);
    expect(tab.url()).toMatch(`${provider.issuer}/session/end?`);
    expect(await sessionOf(tab)).toBeUndefined();
    await sleep(1_000);
    expect((await send('/auth/me', { cookie })).status).toBe(401);
    await Promise.all([tab.waitForNavigation(), tab.click('[value=yes]')]);
    await tab.waitForSelector('::-p-text(Sign in with Acme)');
    expect(new URL(tab.url()).origin).toBe(url);
    expect((await me(tab)).status).toBe(401);

    const log = service.lastLines.join('\n');
    const audited = [
      ...log.matchAll(/"action":"(signed\.\w+)","caller":\{"kind":"session","id":"([0-9a-f]{16})"/g),
    ];
    expect(audited.map(([, action]) => action)).toEqual(['signed.in', 'signed.out']);
    expect(log).not.toMatch(/jane|shared@acme|szs_/);
    await context.close();
  });

  it('is ended by a command that knows people by what the audit calls them', async () => {
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    await signInAs(tab, 'jane');
    expect((await me(tab)).status).toBe(200);
    const signIns = (...words: string[]) => runBuiltCommand('sign-ins', words, { DATA_DIR: dataDir.path });
    const { said } = await signIns('list');
    const [, person = ''] = /^([0-9a-f]{16}): \S.*, since \S+Z, until \S+Z, /.exec(said) ?? [];
    expect(service.lastLines.join('\n')).toContain(`"id":"${person}"`);
    expect(said).not.toContain('jane');
    expect((await signIns('list', '--names')).said).toContain(`${person} (jane of Acme): everybody, support`);
    expect(await signIns('end', '0123456789abcdef')).toMatchObject({
      code: 1,
      said: expect.stringContaining('No person "0123456789abcdef" is signed in') as string,
    });
    expect((await me(tab)).status).toBe(200);
    expect(await signIns('end', person)).toMatchObject({ code: 0, said: 'Ended: 1.\n' });
    await sleep(1_000);
    expect((await me(tab)).status).toBe(401);
    expect((await signIns('list')).said).toBe('Nobody is signed in.\n');
    await context.close();
  });

  it('lets nobody in without a group, and says so', async () => {
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    await signInAs(tab, 'bob');
    expect(await tab.$eval('body', (body) => body.innerText)).toContain(
      'none of your groups may see these figures',
    );
    expect(await sessionOf(tab)).toBeUndefined();
    await context.close();
  });

  it('begins again once where its state is unknown, keeps each attempt, and leads nowhere else', async () => {
    const begun = await send('/auth/sign-in?return=//evil.example/', {});
    const [cookie = ''] = begun.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(
      /^__Host-signalzen-sign-in-[\w-]{16}=[\w-]+\.[\w-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    );
    const asked = new URL(begun.headers.location ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(`${url}/auth/callback`);
    expect(asked.get('nonce')).toMatch(/^[\w-]{43}$/);
    const payload = Buffer.from(/=([\w-]+)\./.exec(cookie)?.[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).toMatchObject({ returnTo: '/' });

    const state = asked.get('state') ?? '';
    const again = await send(`/auth/callback?code=x&state=${state}`, {});
    const second = new URL(again.headers.location ?? '').searchParams.get('state') ?? '';
    expect(second).toMatch(/^[\w-]{43}\.2$/);
    const lost = await send(`/auth/callback?code=x&state=${second}`, {});
    expect(lost.status).toBe(400);
    expect(lost.body).toContain('Allow cookies');
    // With its cookie it goes on to the provider, who knows no such code.
    const [sent = ''] = cookie.split(';');
    const wrong = await send(
      `/auth/callback?code=x&state=${state}&iss=${encodeURIComponent(provider.issuer)}`,
      {
        cookie: sent,
      },
    );
    expect(wrong.status).toBe(403);
    const mixedUp = await send(`/auth/callback?code=x&state=${state}&iss=https://evil.example`, {
      cookie: sent,
    });
    expect(mixedUp.status).toBe(403);
    expect(wrong.body + mixedUp.body).not.toMatch(/code=x|<script/);

    const many = Array.from({ length: 6 }, (_, index) => `__Host-signalzen-sign-in-${index}=x`);
    const another = await send('/auth/sign-in', { cookie: many.join('; ') });
    const gone = another.headers['set-cookie']?.filter((one) => one.includes('Max-Age=0'));
    expect(gone?.map((one) => one.split('=')[0])).toEqual(
      [0, 1, 2].map((index) => `__Host-signalzen-sign-in-${index}`),
    );
  });

  it('is left to a proxy through the process that receives, with headers as they came', async () => {
    const page = ['Content-Type', 'application/json', 'Origin', url, 'Host', 'a'];
    const jane = ['X-User', 'jane', 'X-Groups', 'support'];
    const asked = async (lines: readonly string[], from = PROXY) =>
      (
        await send('/graphql', [...page, 'Content-Length', String(QUESTION.length), ...lines], {
          body: QUESTION,
          from,
        })
      ).status;
    await writeRules('numbers');
    process.kill(service.pid, 'SIGHUP');
    for (let times = 0; times < 50 && (await asked(jane)) !== 200; times += 1) await sleep(100);
    expect(await asked(jane)).toBe(200);
    expect(await asked([...jane, 'X-User', 'admin'])).toBe(401);
    expect(await asked(['X_User', 'admin', ...jane])).toBe(401);
    expect(await asked([])).toBe(401);
    expect(await asked([...jane, 'Connection', 'X-User'])).toBe(401);
    const peer = ['X-SignalZen-Analytics-Peer', `["${PROXY}",1]`, 'X-Forwarded-For', PROXY];
    expect(await asked([...jane, ...peer], '127.0.0.1')).toBe(401);
  });
});
