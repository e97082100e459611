import { readSettings } from './read-settings';
import { settingsOfShard } from './settings-of-shard';
import { COMPLETE } from './testing/complete-environment';

describe('the settings of one of several shards', () => {
  const all = readSettings({
    ...COMPLETE,
    DATA_DIR: '/data',
    SIGNALZEN_API_SECRET_SHOP: 'the-secret-of-the-shop',
    SIGNALZEN_API_SECRET_CLUB: 'the-secret-of-the-club',
    SIGNALZEN_API_RATE: '6',
    CLICKHOUSE_CLUSTER: 'chats',
    CLICKHOUSE_SHARD_BY: 'account',
    CLICKHOUSE_URL: 'http://a.example;http://b.example',
    SPOOL_MAX_PENDING_BYTES: '1000000001',
    SPOOL_RETENTION_BYTES: '500',
    SPOOL_ARCHIVE_DIR: '/archive',
  });
  const [, second] = all.shards;
  if (second === undefined) throw new Error('there are two shards');

  it('are those of a service with its ClickHouse and its accounts, and a directory of its own', () => {
    const settings = settingsOfShard(all, second, (account) => account === 'shop');
    expect(settings.dataDir).toBe('/data/shards/2');
    expect(settings.clickhouse.url?.host).toBe('b.example');
    expect(settings.shards).toEqual([]);
    expect([...settings.accounts.keys()]).toEqual(['shop']);
    expect(settings.signalzenApi.accounts).toEqual(['shop']);
    expect(settings.spool.archiveDir).toBe('/archive/shard-2');
  });

  it('divide what is allowed for all', () => {
    const { spool, signalzenApi } = settingsOfShard(all, second, (account) => account === 'shop');
    expect(spool).toMatchObject({ maxPendingBytes: 500_000_000, retentionBytes: 250 });
    expect(signalzenApi.requestsPerSecond).toBe(2);
  });

  it('are of no account where none is on it', () => {
    const { accounts, signalzenApi } = settingsOfShard(all, second, () => false);
    expect([accounts.size, signalzenApi.accounts.length]).toEqual([0, 0]);
    expect(signalzenApi.requestsPerSecond).toBeGreaterThan(0);
  });
});
