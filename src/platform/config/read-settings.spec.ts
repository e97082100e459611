import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readSettings } from './read-settings';
import type { Settings } from './settings';
import { SettingsError } from './settings-error';
import { COMPLETE } from './testing/complete-environment';

const SHOPS = 'the-secret-of-the-shop';
const SHARDS = {
  CLICKHOUSE_URL: 'http://a.example:8123,http://b.example:8123;http://c.example:8123',
  CLICKHOUSE_CLUSTER: 'chats',
  CLICKHOUSE_SHARD_BY: 'account',
};

describe('the settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  let directories = 0;
  const newDataDir = () => join(folder, `data${(directories += 1)}`);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const read = (environment: Record<string, string>): Settings =>
    readSettings({ DATA_DIR: join(folder, 'never-made'), ...COMPLETE, ...environment });
  const refusal = (environment: Record<string, string>): string => {
    try {
      read(environment);
    } catch (error) {
      expect(error).toBeInstanceOf(SettingsError);
      return (error as SettingsError).message;
    }
    throw new Error('nothing was refused');
  };
  /** The variables that a refusal names. */
  const named = (environment: Record<string, string>): string[] =>
    [...refusal(environment).matchAll(/^(?: {2}- |The settings are invalid: )(\S+)/gm)]
      .map(([, name = '']) => name)
      .sort();

  it('have defaults for all that is not set, or is set to nothing', () => {
    const defaults = {
      roles: ['receive', 'work', 'serve'],
      host: '127.0.0.1',
      port: 3000,
      dataDir: join(folder, 'never-made'),
      configFile: { path: resolve('analytics.yaml'), isNamed: false },
      accounts: new Map([['default', [COMPLETE.SIGNALZEN_API_SECRET]]]),
      variable: expect.any(Function) as Settings['variable'],
      signalzenApi: {
        isOn: true,
        url: new URL('https://api.signalzen.com/external'),
        requestsPerSecond: 5,
        accounts: ['default'],
      },
      apiTokens: [COMPLETE.API_TOKEN],
      tokenConcurrency: 50,
      tokenCostPerMinute: 20_000_000,
      hasGraphiql: false,
      generated: { secret: false, token: false },
      clickhouse: { url: undefined, user: 'default', password: '', database: 'signalzen' },
      shards: [],
      spool: {
        maxPendingBytes: 17_179_869_184,
        segmentBytes: 33_554_432,
        minFreeBytes: 268_435_456,
        retentionMs: 72 * 3_600_000,
        retentionBytes: 8_589_934_592,
        archiveDir: undefined,
      },
      webhookMaxBodyBytes: 1_048_576,
      episodeIdleGapSeconds: 86_400,
      episodeTailSeconds: 120,
      stateEventTime: 'payload',
      copilotIds: [],
      copilotOnAccounts: [],
      rollupEverySeconds: 2,
      retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
      eraseDestroyedChats: false,
      lagAlarmMs: 60_000,
      logLevel: 'info',
    };
    expect(read({})).toEqual(defaults);
    expect(read({ PORT: '', CLICKHOUSE_URL: '', LOG_LEVEL: '', SIGNALZEN_API_SECRET_SHOP: '' })).toEqual(
      defaults,
    );
    expect(existsSync(join(folder, 'never-made'))).toBe(false);
  });

  it('keep their data in ./data', () => {
    expect(readSettings(COMPLETE).dataDir).toBe(resolve('data'));
  });

  it('are those of the environment', () => {
    const settings = read({
      HOST: '0.0.0.0',
      PORT: '65535',
      CLICKHOUSE_URL: 'https://db.example:8443/ch',
      CLICKHOUSE_USER: 'me',
      CLICKHOUSE_PASSWORD: 'pass',
      CLICKHOUSE_DATABASE: 'chats',
      EPISODE_IDLE_GAP_HOURS: '2',
      EPISODE_TAIL_SECONDS: '0',
      STATE_EVENT_TIME: 'received',
      COPILOT_IDS: '7, default:8',
      COPILOT_ON_BY_DEFAULT: 'default',
      ROLLUP_EVERY_SECONDS: '1',
      RETENTION_TEXTS_DAYS: '1',
      RETENTION_EVENTS_DAYS: '60',
      RETENTION_FACTS_DAYS: '400',
      ERASE_DESTROYED_CHATS: 'on',
      WEBHOOK_MAX_BODY_BYTES: '1024',
      SPOOL_MAX_PENDING_BYTES: '67108864',
      SPOOL_SEGMENT_BYTES: '65536',
      SPOOL_MIN_FREE_BYTES: '0',
      SPOOL_RETENTION_HOURS: '0',
      LAG_ALARM_SECONDS: '7',
      LOG_LEVEL: 'trace',
      API_TOKEN: 'the-first-token-of-two, the-second-token-of-two',
    });
    expect(settings).toMatchObject({
      host: '0.0.0.0',
      port: 65_535,
      clickhouse: { user: 'me', password: 'pass', database: 'chats' },
      spool: { maxPendingBytes: 67_108_864, segmentBytes: 65_536, minFreeBytes: 0, retentionMs: 0 },
      webhookMaxBodyBytes: 1024,
      episodeIdleGapSeconds: 7200,
      episodeTailSeconds: 0,
      stateEventTime: 'received',
      copilotIds: [
        { account: undefined, id: '7' },
        { account: 'default', id: '8' },
      ],
      copilotOnAccounts: ['default'],
      rollupEverySeconds: 1,
      retention: { texts: 1, events: 60, facts: 400, leastEventsDays: 23 },
      eraseDestroyedChats: true,
      lagAlarmMs: 7000,
      logLevel: 'trace',
      apiTokens: ['the-first-token-of-two', 'the-second-token-of-two'],
    });
    expect(settings.clickhouse.url?.href).toBe('https://db.example:8443/ch');
  });

  it.each([
    ['PORT', '65536', 'a port number from 0 to 65535'],
    ['PORT', '-1', 'a port number'],
    ['PORT', '8 0', 'a port number'],
    ['EPISODE_IDLE_GAP_HOURS', '0', 'a number of hours from 1 to 8760'],
    ['EPISODE_IDLE_GAP_HOURS', '1.5', 'a number of hours'],
    ['ROLLUP_EVERY_SECONDS', '0', 'a number of seconds from 1 to 3600'],
    [
      'COPILOT_IDS',
      '7,shop:8',
      'no secret here: write <id> for all accounts, or <account>:<id> for one of default',
    ],
    ['COPILOT_ON_BY_DEFAULT', 'default,shop', 'no secret here: there is default'],
    ['COPILOT_IDS', 'A b:7', 'an id that holds a colon needs its account'],
    ['WEBHOOK_MAX_BODY_BYTES', '1023', 'a number of bytes from 1024 to 16777216'],
    ['SPOOL_MAX_PENDING_BYTES', '1', 'a number of bytes from 67108864'],
    ['SPOOL_SEGMENT_BYTES', '65535', 'a number of bytes from 65536 to 1073741824'],
    ['SPOOL_SEGMENT_BYTES', '1056767', 'at least 8192 bytes more than WEBHOOK_MAX_BODY_BYTES'],
    ['SPOOL_MIN_FREE_BYTES', '1 GiB', 'a number of bytes from 0'],
    ['SPOOL_RETENTION_HOURS', '9999', 'a number of hours from 0 to 8760'],
    ['RETENTION_TEXTS_DAYS', '0', 'a number of days from 1 to 36500'],
    ['RETENTION_EVENTS_DAYS', '60', 'events are kept for 60 days and texts for good, but texts go'],
    ['RETENTION_FACTS_DAYS', '60', 'facts are kept for 60 days and events for good, but facts are'],
    ['LAG_ALARM_SECONDS', '4', 'a number of seconds from 5 to 86400'],
    ['SPOOL_RETENTION_BYTES', '8 GiB', 'a number of bytes from 0'],
    ['LOG_LEVEL', 'verbose', 'one of fatal, error, warn, info, debug, trace'],
    ['CLICKHOUSE_URL', 'db.example:8123', 'a URL such as http://clickhouse.example:8123'],
    ['CLICKHOUSE_URL', 'tcp://db.example:9000', 'a URL such as http'],
    ['CLICKHOUSE_URL', 'http://:word@db.example', 'set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD'],
    ['CLICKHOUSE_URL', 'http://me@db.example', 'set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD'],
    ['CLICKHOUSE_URL', 'http://me:word@db.example', 'set CLICKHOUSE_USER and CLICKHOUSE_PASSWORD'],
    ['CLICKHOUSE_URL', 'http://a.example,b.example', 'a URL such as http'],
    ['CLICKHOUSE_URL', 'http://a.example,', 'a URL such as http'],
    ['CLICKHOUSE_URL', 'http://a.example,http://b.example', 'one server where CLICKHOUSE_CLUSTER is not set'],
    ['CLICKHOUSE_URL', 'http://a.example:80, http://a.example', 'must name each server once'],
    ['CLICKHOUSE_URL', 'http://a.example,http://me:word@b.example', 'set CLICKHOUSE_USER'],
    ['CLICKHOUSE_CLUSTER', 'chats', 'needs CLICKHOUSE_URL with the HTTP address of each node'],
    ['CLICKHOUSE_URL', 'http://a.example;http://b.example', 'one server where CLICKHOUSE_CLUSTER is not set'],
    ['CLICKHOUSE_SHARD_BY', 'chat', 'must be account'],
    ['CLICKHOUSE_QUORUM', 'all', 'must be majority or one'],
    ['CLICKHOUSE_MEMORY', '1', 'a size such as 512M or 2G, from 384M'],
    ['CLICKHOUSE_MEMORY', '383M', 'with less of which the embedded ClickHouse cannot work'],
    ['CLICKHOUSE_MEMORY', '512MB', 'a size such as 512M or 2G'],
    ['CLICKHOUSE_MEMORY', '2048G', 'to 1024G'],
    ['CLICKHOUSE_DATABASE', 'a-b; DROP', 'a name of letters, digits and underscores'],
    ['API_TOKEN', 'hidden,', 'one token, or several separated by commas, without empty parts'],
    ['API_TOKEN', 'hidden, hïdden', 'an HTTP header carries no others'],
    ['API_TOKEN', 'hidden by blanks', 'an HTTP header carries no others'],
    ['API_TOKEN', 'hidden', 'must have at least 16 characters: make one with `openssl rand -base64 32`'],
    ['API_TOKEN', 'the-hidden-token-of-one,hidden', 'must have at least 16 characters'],
    ['API_TOKEN', 'hidden-your-token-here', 'must not be one that stands in examples'],
    ['SIGNALZEN_API_SECRET', 'h', "is the API Secret key that SignalZen's Console shows"],
    ['SIGNALZEN_API_SECRET_SHOP', 'hiddenhiddenhidden', 'must not be a pattern that can be guessed'],
    ['SIGNALZEN_API_SECRET', '“hidden”', 'an HTTP header carries no others'],
    ['SIGNALZEN_API_SECRETS', 'hidden', 'did you mean SIGNALZEN_API_SECRET?'],
    ['SIGNALZEN_API_SECRET', ',hidden', 'one secret, or `current,previous`, without empty parts'],
    ['SIGNALZEN_API_SECRET_SHOP', 'hidden,,', 'one secret, or `current,previous`, without empty parts'],
    [
      'SIGNALZEN_API_SECRET_DEFAULT',
      'the-hidden-secret-of-one',
      'is not needed: the account "default" has SIGNALZEN_API_SECRET',
    ],
    ['SIGNALZEN_API_SECRET_A.B', 'the-hidden-secret-of-one', 'must end in letters, digits, "_" or "-"'],
  ])('refuse %s=%s and say what would be right', (variable, value, right) => {
    const message = refusal({ [variable]: value });
    expect(message.split('\n')).toHaveLength(1);
    expect(message).toContain(`invalid: ${variable} `);
    expect(message).toContain(right);
    expect(message).not.toMatch(/hidden|word@|the-secret|the-token/);
  });

  it.each([
    ['384M', 402_653_184],
    ['1.5g', 1_610_612_736],
    ['1024G', 1_099_511_627_776],
  ])('take %s for the memory of ClickHouse as %i bytes', (CLICKHOUSE_MEMORY, bytes) => {
    expect(read({ CLICKHOUSE_MEMORY }).clickhouse.memoryBytes).toBe(bytes);
  });

  it('take several servers for the nodes of a cluster, those first that are preferred', () => {
    const { url, cluster } = read({
      CLICKHOUSE_URL: 'http://a.example:8123, https://b.example:8443/ch',
      CLICKHOUSE_CLUSTER: 'chats',
    }).clickhouse;
    expect(url?.href).toBe('http://a.example:8123/');
    expect(cluster?.urls.map(({ href }) => href)).toEqual([
      'http://a.example:8123/',
      'https://b.example:8443/ch',
    ]);
    expect(cluster).toMatchObject({ name: 'chats', hasQuorum: true });
  });

  it('take what stands between semicolons for the shards that accounts are divided among', () => {
    const { clickhouse, shards } = read({ ...SHARDS, CLICKHOUSE_QUORUM: 'one' });
    expect(clickhouse).toEqual(shards[0]?.clickhouse);
    const nodes = shards.map(({ clickhouse: { cluster } }) => cluster?.urls.map(({ host }) => host));
    expect(nodes).toEqual([['a.example:8123', 'b.example:8123'], ['c.example:8123']]);
    expect(shards).toMatchObject([
      { name: '1', clickhouse: { cluster: { name: 'chats', hasQuorum: false, shard: { number: 1 } } } },
      { name: '2', clickhouse: { url: { host: 'c.example:8123' }, cluster: { shard: { number: 2 } } } },
    ]);
    expect(shards[1]?.clickhouse.cluster?.shard).toEqual({ number: 2, shards: 2, nodes: 3 });
  });

  it.each([
    [{ CLICKHOUSE_SHARD_BY: '' }, 'CLICKHOUSE_URL', 'no ";" where CLICKHOUSE_SHARD_BY is not set'],
    [{ CLICKHOUSE_URL: 'http://a.example:8123' }, 'CLICKHOUSE_SHARD_BY', 'needs two shards or more'],
    [{ CLICKHOUSE_URL: '' }, 'CLICKHOUSE_SHARD_BY', 'needs two shards or more'],
    [{ CLICKHOUSE_URL: 'http://a.example;' }, 'CLICKHOUSE_URL', 'a URL such as http'],
    [{ CLICKHOUSE_URL: 'http://a.example;http://a.example' }, 'CLICKHOUSE_URL', 'name each server once'],
    [{ CLICKHOUSE_CLUSTER: '' }, 'CLICKHOUSE_SHARD_BY', 'needs CLICKHOUSE_CLUSTER'],
  ])('refuse shards with %j and say what would be right', (wrong, variable, right) => {
    const message = refusal({ ...SHARDS, ...wrong });
    expect(message).toContain(`${variable} `);
    expect(message).toContain(right);
  });

  it('name every wrong variable at once, and create nothing', () => {
    const wrong = {
      DATA_DIR: newDataDir(),
      PORT: 'secret-value-1',
      LOG_LEVEL: 'secret-value-2',
      CLICKHOUSE_URL: 'secret-value-3',
      CLICKHOUSE_DATABASE: 'secret-value-4',
      SIGNALZEN_API_SECRET_DEFAULT: 'secret-value-of-account-5',
      SIGNALZEN_API_SECRET_SHOP: ',secret-value-6',
    };
    const { DATA_DIR, ...variables } = wrong;
    expect(named({ ...wrong, API_TOKEN: '' })).toEqual(Object.keys(variables).sort());
    expect(refusal(wrong)).not.toContain('secret-value');
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  it('take an archive anywhere but in the spool itself, where its segments would be found again', () => {
    const DATA_DIR = newDataDir();
    const archive = (SPOOL_ARCHIVE_DIR: string) => read({ DATA_DIR, SPOOL_ARCHIVE_DIR }).spool.archiveDir;
    expect(archive('archive')).toBe(resolve('archive'));
    expect(archive(`${DATA_DIR}/spool/archive`)).toBe(join(DATA_DIR, 'spool', 'archive'));
    expect(named({ DATA_DIR, SPOOL_ARCHIVE_DIR: `${DATA_DIR}/other/../spool/` })).toEqual([
      'SPOOL_ARCHIVE_DIR',
    ]);
  });

  it('hold an account for each secret, under its name in lower case, the current secret first', () => {
    const { accounts } = read({
      SIGNALZEN_API_SECRET: 'the-new-secret-of-it, the-old-secret-of-it',
      SIGNALZEN_API_SECRET_SHOP: SHOPS,
      SIGNALZEN_API_SECRET_My_Other: 'the-secret-of-another',
    });
    expect([...accounts]).toEqual([
      ['default', ['the-new-secret-of-it', 'the-old-secret-of-it']],
      ['shop', [SHOPS]],
      ['my_other', ['the-secret-of-another']],
    ]);
  });

  it('hold no default account when only others have a secret', () => {
    const { accounts } = read({ SIGNALZEN_API_SECRET: '', SIGNALZEN_API_SECRET_SHOP: SHOPS });
    expect([...accounts.keys()]).toEqual(['shop']);
  });

  it('refuse two variables for one account', () => {
    expect(named({ SIGNALZEN_API_SECRET_SHOP: SHOPS, SIGNALZEN_API_SECRET_Shop: SHOPS })).toEqual([
      'SIGNALZEN_API_SECRET_Shop',
    ]);
  });
});
