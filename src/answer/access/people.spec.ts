import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Request, Response } from 'express';
import { Reflector } from '@nestjs/core';
import { Callers } from '../../platform/access/callers';
import { GrantStore } from '../../platform/access/grant-store';
import { GrantUses } from '../../platform/access/grant-uses';
import { requireCaller } from '../../platform/access/request-caller';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { readSettings } from '../../platform/config/read-settings';
import { createLog } from '../../platform/logging/log';
import { readRules } from '../../platform/rules/read-rules';
import { AccessGuard } from './access.guard';
import { LinkCallers } from './link-callers';
import { People } from './people';
import { WrongTokens } from './wrong-tokens';

const RULES = `
access:
  proxy: { addresses: [127.0.0.2], userHeader: X-User, groupsHeader: X-Groups, groupsSeparator: '|' }
  groups:
    - { group: support, scopes: [numbers], accounts: shop }
    - { group: admins, scopes: [numbers, texts] }
`;

describe('Somebody for whom a proxy vouches', () => {
  const settings = readSettings({
    SIGNALZEN_API_SECRET_SHOP: 'a-secret-of-the-shop',
    API_TOKEN: 'the-token-of-the-setting',
  });
  const log = createLog('silent' as 'fatal');
  // Never connected: nobody here has a session.
  const clickhouse = new ClickHouse('none');
  const grants = new GrantStore(clickhouse, new GrantUses(clickhouse, log), log);
  const { rules } = readRules('analytics.yaml', Buffer.from(RULES), {
    accounts: ['shop'],
    calendars: { daysOf: () => ({ days: [], problems: [] }) },
    ...{ publicUrl: undefined, variable: () => undefined, copilotIds: [], copilotOnAccounts: [] },
    retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
  });
  const people = new People(grants, { current: rules }, settings, log);
  const guard = new AccessGuard(
    new Callers(grants, settings),
    new LinkCallers(grants, { current: rules }),
    people,
    new Reflector(),
    new WrongTokens(log, 100),
    settings,
  );
  const adapter = new ExpressAdapter();
  adapter.use('/graphql', guard.use.bind(guard), (request: Request, response: Response) => {
    const { kind, scopes, bounds } = requireCaller(request);
    response.json({ kind, scopes: [...scopes], accounts: bounds.accounts });
  });
  const server = createServer(adapter.getInstance<RequestListener>());
  let port: number;

  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, listening));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  /** The answer to a request with just these lines of headers, from an address of this machine. */
  const answerTo = async (lines: readonly string[], from = '127.0.0.2'): Promise<string> => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    const head = ['POST /graphql HTTP/1.1', 'Host: a.example', 'Connection: close', 'Content-Length: 0'];
    const page = ['Content-Type: application/json', 'Origin: http://a.example'];
    socket.write(`${[...head, ...page, ...lines].join('\r\n')}\r\n\r\n`, 'latin1');
    const answer = await text(socket);
    return `${answer.slice(9, 12)} ${answer.split('\r\n\r\n')[1] ?? ''}`;
  };

  it('may what his first group in the rules may', async () => {
    expect(await answerTo(['X-User: jane', 'X-Groups: support'])).toBe(
      '200 {"kind":"proxy","scopes":["numbers"],"accounts":["shop"]}',
    );
    expect(await answerTo(['x-user: jane', 'x-groups: other | admins'])).toContain(
      '"scopes":["numbers","texts"]',
    );
    expect(await answerTo(['X-User: jane', 'X-Groups: admins|support'])).toContain('"scopes":["numbers"]');
  });

  it('may nothing without a group, and is not somebody else for it', async () => {
    for (const lines of [
      ['X-User: jane'],
      ['X-User: jane', 'X-Groups: gardeners'],
      ['X-User: jane', 'X-Groups:'],
    ])
      expect(await answerTo(lines)).toContain('"kind":"proxy","scopes":[]');
  });

  it.each([
    ['is there twice', ['X-User: jane', 'X-User: admin', 'X-Groups: admins']],
    ['is there twice, the same', ['X-User: jane', 'X-User: jane', 'X-Groups: admins']],
    ['is there twice, once empty', ['X-User:', 'X-User: jane', 'X-Groups: admins']],
    ['has one beside it with _', ['X_User: admin', 'X-User: jane', 'X-Groups: admins']],
    ['has one beside it in other letters with _', ['X-User: jane', 'x_USER: admin', 'X-Groups: admins']],
    ['is only there with _', ['X_User: jane', 'X-Groups: admins']],
    ['has one beside it with a dot', ['X.User: admin', 'X-User: jane', 'X-Groups: admins']],
    ['comes with groups twice', ['X-User: jane', 'X-Groups: support', 'X-Groups: admins']],
    ['comes with groups in _', ['X-User: jane', 'X-Groups: support', 'X_Groups: admins']],
    ['is missing beside groups', ['X-Groups: admins']],
    ['is empty', ['X-User:', 'X-Groups: admins']],
    ['is blank', ['X-User:   ', 'X-Groups: admins']],
  ])('is nobody where the header %s', async (_, lines) => {
    expect(await answerTo(lines)).toMatch(/^401 .*UNAUTHENTICATED/);
  });

  it('is nobody where the header is missing: there is no anonymous person', async () => {
    expect(await answerTo([])).toMatch(/^401 /);
  });

  it('is nobody where somebody else than the proxy says so, whatever he says of his address', async () => {
    const before = people.strangers;
    for (const from of ['127.0.0.1', '127.0.0.3'])
      expect(await answerTo(['X-User: jane', 'X-Groups: admins'], from)).toMatch(/^401 /);
    const forwarded = ['X-Forwarded-For: 127.0.0.2', 'X-Real-IP: 127.0.0.2', 'Forwarded: for=127.0.0.2'];
    const peer = 'X-SignalZen-Analytics-Peer: ["127.0.0.2",1]';
    expect(await answerTo(['X-User: jane', 'X-Groups: admins', ...forwarded, peer], '127.0.0.1')).toMatch(
      /^401 /,
    );
    expect(people.strangers - before).toBe(3);
  });

  it('gives way to a token, and is himself beside credentials that are none', async () => {
    const lines = ['X-User: jane', 'X-Groups: support'];
    expect(await answerTo(['Authorization: Bearer the-token-of-the-setting', ...lines])).toContain(
      '"kind":"setting"',
    );
    expect(await answerTo(['Authorization: Bearer the-token-of-the-setting'], '127.0.0.1')).toContain(
      '"kind":"setting"',
    );
    const basic = Buffer.from('jane:password').toString('base64');
    expect(await answerTo([`Authorization: Basic ${basic}`, ...lines])).toContain('"kind":"proxy"');
  });

  it('is asked by the page alone', async () => {
    const lines = ['X-User: jane', 'X-Groups: support'];
    for (const site of ['same-site', 'cross-site', 'none'])
      expect(await answerTo([...lines, `Sec-Fetch-Site: ${site}`])).toMatch(/^403 .*FORBIDDEN/);
  });
});
