import { readRules } from './read-rules';
import { ruleOfGroups } from './access-rules';
import { problemText, RulesError } from './rules-problem';

const OPENID = `
access:
  openid:
    issuer: https://login.example/realms/acme
    clientId: analytics
    clientSecret: \${OPENID_SECRET}
  groups:
    - { group: admins, scopes: [numbers, texts] }
    - { group: [support, 7], scopes: [numbers], accounts: shop, teams: first }
teams: { first: { operators: [1] } }
`;
const proxyWith = (changed: object = {}, ...addresses: string[]) => {
  const proxy = { addresses, userHeader: 'X-User', groupsHeader: 'X-Groups', ...changed };
  return JSON.stringify({ access: { proxy, groups: [{ group: 'a', scopes: ['numbers'] }] } });
};

const read = (text: string, around: object = {}) =>
  readRules('analytics.yaml', Buffer.from(text), {
    accounts: ['default', 'shop'],
    calendars: { daysOf: () => ({ days: [], problems: [] }) },
    publicUrl: new URL('https://analytics.example'),
    variable: (name) => (name === 'OPENID_SECRET' ? 'hidden-value' : undefined),
    ...{ copilotIds: [], copilotOnAccounts: [] },
    retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
    ...around,
  }).rules.access;

function problemsOf(text: string, around: object = {}): string[] {
  try {
    read(text, around);
    return [];
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    return error.problems.map(problemText);
  }
}

describe('The rules of signing in', () => {
  it('are read, with the secret of the environment and defaults for the rest', () => {
    const access = read(OPENID);
    expect(access.openid).toEqual({
      ...{ name: 'login.example', issuer: 'https://login.example/realms/acme', clientId: 'analytics' },
      ...{ clientSecret: 'hidden-value', requestedScopes: ['openid', 'profile'], groupsClaim: 'groups' },
      sessionMs: 12 * 3_600_000,
    });
    expect(ruleOfGroups(access, ['7', 'admins'])?.scopes).toEqual(['numbers', 'texts']);
    expect(ruleOfGroups(access, ['7'])).toMatchObject({ accounts: ['shop'], teams: ['first'] });
    expect(ruleOfGroups(access, ['Admins', ''])).toBeUndefined();
  });

  it('name a secret and hold none, and say at its line which variable is missing', () => {
    const form = /^analytics\.yaml:6:19: access\.openid\.clientSecret must be \$\{NAME\}/;
    for (const written of [
      'hidden-value',
      'x${OPENID_SECRET}',
      '$OPENID_SECRET',
      '"${OPENID_SECRET} "',
      '7',
    ]) {
      const [problem, ...others] = problemsOf(OPENID.replace('${OPENID_SECRET}', written));
      expect(problem).toMatch(form);
      expect(problem).not.toContain('hidden-value');
      expect(others).toEqual([]);
    }
    expect(problemsOf(OPENID, { variable: () => undefined })).toEqual([
      'analytics.yaml:6:19: access.openid.clientSecret names ${OPENID_SECRET}, and there is no OPENID_SECRET in the environment or in .env: set it, and start the service again',
    ]);
    // Anywhere else it is a text like any other.
    const named = read(OPENID.replace('clientId: analytics', 'clientId: "${OPENID_SECRET}"'));
    expect(named.openid?.clientId).toBe('${OPENID_SECRET}');
  });

  it('need to know where people come back to', () => {
    expect(problemsOf(OPENID, { publicUrl: undefined })).toEqual([
      expect.stringMatching(/^analytics\.yaml:3:3: access\.openid needs the setting PUBLIC_URL/),
    ]);
  });

  it.each([
    ['http://login.example', 'https address'],
    ['https://user:password@login.example', 'https address'],
    ['https://login.example/?realm=acme', 'https address'],
    ['login.example', 'https address'],
  ])('refuse the issuer %s', (issuer, what) => {
    const problems = problemsOf(OPENID.replace('https://login.example/realms/acme', issuer));
    expect(problems).toEqual([expect.stringContaining(what)]);
  });

  it('refuse what names nobody, or somebody twice', () => {
    expect(problemsOf(OPENID.replace('scopes: [numbers, texts]', 'scopes: [number]'))[0]).toContain(
      'did you mean numbers?',
    );
    expect(problemsOf(OPENID.replace('teams: first', 'teams: frist'))[0]).toContain('did you mean first?');
    expect(problemsOf(OPENID.replace('[support, 7]', '[admins, 7]'))[0]).toContain(
      'access.groups[1].group names admins a second time',
    );
    expect(problemsOf('access: {}')[0]).toContain('access.groups is missing');
    const proxied = '{ addresses: [10.1.2.3], userHeader: X-User, groupsHeader: X-Groups }';
    const embed = 'embed: { hosts: [https://crm.example] }';
    expect(problemsOf(`access: { ${embed}, proxy: ${proxied} }`)[0]).toContain('access.groups is missing');
    expect(problemsOf(`access: { ${embed} }`)).toEqual([]);
  });

  it('believe a proxy at its addresses, in whatever way they are written', () => {
    const { proxy } = read(proxyWith({}, '10.1.2.0/24', '192.0.2.7', 'fd00::/8'));
    const isPeer = (address: string, family: 'ipv4' | 'ipv6') => proxy?.peers.check(address, family);
    expect(isPeer('10.1.2.200', 'ipv4')).toBe(true);
    expect(isPeer('::ffff:10.1.2.200', 'ipv6')).toBe(true);
    expect(isPeer('192.0.2.7', 'ipv4')).toBe(true);
    expect(isPeer('fd12::1', 'ipv6')).toBe(true);
    for (const stranger of ['10.1.3.1', '192.0.2.8', '127.0.0.1'])
      expect(isPeer(stranger, 'ipv4')).toBe(false);
    for (const stranger of ['::1', 'fe80::1', '::ffff:10.1.3.1'])
      expect(isPeer(stranger, 'ipv6')).toBe(false);
    expect(proxy).toMatchObject({ userHeader: 'x-user', groupsHeader: 'x-groups', groupsSeparator: ',' });
  });

  it.each([
    ...['0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/1', '::/1', '::ffff:0:0/96', '::/8'],
    ...[
      '10.0.0.0/33',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '10.0.0',
      'proxy.example',
      'fe80::1%eth0',
      '10.0.0.0/-1',
      '',
    ],
  ])('refuse a proxy at "%s"', (address) => {
    expect(problemsOf(proxyWith({}, address))).toHaveLength(1);
  });

  it('refuse a proxy without addresses, and headers that are not its own', () => {
    expect(problemsOf(proxyWith())[0]).toContain('must name at least one address');
    for (const userHeader of [
      'Authorization',
      'Cookie',
      'X_User',
      'X-Forwarded-For',
      'Sec-Fetch-Site',
      'X User',
    ])
      expect(problemsOf(proxyWith({ userHeader }, '10.0.0.1'))[0]).toContain('must be the name of a header');
    expect(problemsOf(proxyWith({ groupsHeader: 'x-user' }, '10.0.0.1'))[0]).toContain('another one');
    for (const signOut of [
      '//evil.example',
      '/\\evil.example',
      'http://a.example',
      'javascript:alert(1)',
      'out',
    ])
      expect(problemsOf(proxyWith({ signOut }, '10.0.0.1'))[0]).toContain('must be a path');
    for (const signOut of ['/oauth2/sign_out', 'https://proxy.example/out?a=b'])
      expect(problemsOf(proxyWith({ signOut }, '10.0.0.1'))).toEqual([]);
  });
});

describe('The pages that may show a share link in a frame', () => {
  const withHost = (host: string) => JSON.stringify({ access: { embed: { hosts: [host] } } });

  it.each(['https://crm.example', 'https://crm.example:8443', 'http://localhost:8080', 'http://[::1]:80'])(
    'are named by their origin, as %s',
    (host) => {
      expect(read(withHost(host)).embed).toEqual({ hosts: [host], secret: undefined });
    },
  );

  it.each([
    ...['http://crm.example', 'https://crm.example/', 'https://*.crm.example', '*', 'https:', ''],
    ...[
      'https://CRM.example',
      "https://crm.example; script-src 'unsafe-inline'",
      'https://a.example b.example',
    ],
    ...['https://user@crm.example', 'http://localhost.crm.example', 'https://crm.example?x'],
  ])('are not %s', (host) => {
    expect(problemsOf(withHost(host))[0]).toMatch(/embed\.hosts\[0\] must be the origin of a page/);
  });

  it('sign with a secret that nobody guesses, which does not stand in the file', () => {
    const signing = (secret: string) =>
      JSON.stringify({ access: { embed: { hosts: ['https://crm.example'], secret } } });
    const long = { variable: () => 'a-hidden-value-of-thirty-two-characters' };
    expect(read(signing('${EMBED_SECRET}'), long).embed.secret).toBe(
      'a-hidden-value-of-thirty-two-characters',
    );
    const short = problemsOf(signing('${EMBED_SECRET}'), { variable: () => 'hidden' });
    expect(short[0]).toContain('embed.secret must have at least 32 characters');
    expect(problemsOf(signing('hidden'))[0]).toContain('embed.secret must be ${NAME}');
    expect(short.join()).not.toContain('hidden');
  });
});
