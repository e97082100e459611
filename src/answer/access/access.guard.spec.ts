import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';
import { Reflector } from '@nestjs/core';
import { Callers } from '../../platform/access/callers';
import { GrantStore } from '../../platform/access/grant-store';
import { GrantUses } from '../../platform/access/grant-uses';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { createLog } from '../../platform/logging/log';
import { readSettings } from '../../platform/config/read-settings';
import { NO_RULES } from '../../platform/rules/rules';
import { AccessGuard } from './access.guard';
import { People } from './people';
import { WrongTokens } from './wrong-tokens';
import { LinkCallers } from './link-callers';

const TOKENS = ['first-token-of-two', 'second-token-of-two'];
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;
const PAGE = { accept: 'text/html,application/xhtml+xml' };

describe('the way to the GraphQL API', () => {
  const settings = readSettings({
    SIGNALZEN_API_SECRET: 'a-secret-of-this-test',
    API_TOKEN: TOKENS.join(','),
  });
  const log = createLog('fatal');
  // Never connected: these tokens need no database.
  const clickhouse = new ClickHouse('none');
  const grants = new GrantStore(clickhouse, new GrantUses(clickhouse, log), log);
  const people = new People(grants, { current: NO_RULES }, settings, log);
  const callers = new Callers(grants, settings);
  const links = new LinkCallers(grants, { current: NO_RULES });
  const wrong = new WrongTokens(log, 100);
  const guard = new AccessGuard(callers, links, people, new Reflector(), wrong, settings);
  const adapter = new ExpressAdapter();
  adapter.use('/graphql', guard.use.bind(guard), (_: unknown, response: Response) => {
    response.send('let in');
  });
  const server = createServer(adapter.getInstance<RequestListener>());
  let url: string;

  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  const isLetIn = async (headers: Record<string, string>, method = 'POST', query = ''): Promise<boolean> => {
    const response = await fetch(url + query, { method, headers });
    const text = await response.text();
    expect(text === 'let in').toBe(response.status === 200);
    return response.status === 200;
  };

  it.each([
    ['the first token', 'Bearer first-token-of-two'],
    ['another one', 'Bearer second-token-of-two'],
    ['a scheme in small letters', 'bearer first-token-of-two'],
    ['more spaces', 'Bearer   first-token-of-two  '],
    ['a token for a password', basic('somebody:second-token-of-two')],
    ['a token for a password of nobody', basic(':first-token-of-two')],
  ])('is open with %s', async (_, authorization) => {
    expect(await isLetIn({ authorization })).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['the scheme alone', 'Bearer'],
    ['another token', 'Bearer third-token'],
    ['the beginning of a token', 'Bearer first-token-of-tw'],
    ['more than a token', 'Bearer first-token-of-twos'],
    ['other letters', 'Bearer FIRST-TOKEN-OF-TWO'],
    ['all tokens at once', `Bearer ${TOKENS.join(',')}`],
    ['two tokens', `Bearer ${TOKENS.join(' ')}`],
    ['no scheme', 'first-token-of-two'],
    ['another scheme', 'Basic first-token-of-two'],
    ['a token for a user name', basic('first-token-of-two:')],
    ['a token alone for credentials', basic('first-token-of-two')],
    ['a wrong password', basic('somebody:third-token')],
    ['more than a token for a password', basic('somebody:first-token-of-two:')],
    ['a token behind another scheme', 'Basic x Bearer first-token-of-two'],
  ])('is closed with %s', async (_, authorization) => {
    expect(await isLetIn({ authorization })).toBe(false);
  });

  it('is not opened by a token in the address', async () => {
    expect(await isLetIn({}, 'GET', '?token=first-token-of-two&access_token=first-token-of-two')).toBe(false);
  });

  it('says how to get in, and nothing of the tokens', async () => {
    const response = await fetch(url, { method: 'POST', headers: { authorization: 'Bearer wrong-one' } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="signalzen-analytics"');
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      errors: [
        { message: expect.stringContaining('API_TOKEN') as string, extensions: { code: 'UNAUTHENTICATED' } },
      ],
    });
    expect(text).not.toMatch(/first-token-of-two|second-token-of-two|wrong-one/);
  });

  it.each([
    ['asks for data', 'GET', '?query={measures{name}}'],
    ['asks for data twice', 'GET', '?query=a&query=b'],
    ['asks for an empty query', 'GET', '?query='],
    ['names a remembered query', 'GET', '?extensions={"persistedQuery":{}}'],
    ['asks in brackets', 'GET', '?query[]={measures{name}}'],
    ['asks for a query that the server remembers', 'GET', '?extensions={"persistedQuery":{"version":1}}'],
    ['asks for nothing', 'GET', ''],
    ['posts', 'POST', ''],
  ])('is closed for a browser that %s', async (_, method, query) => {
    expect(await isLetIn(PAGE, method, query)).toBe(false);
  });

  it('is closed for a program that does not ask for a page', async () => {
    expect(await isLetIn({ accept: 'application/json' }, 'GET')).toBe(false);
  });
});
