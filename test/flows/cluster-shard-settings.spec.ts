import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccountShards } from '../../src/platform/clickhouse/cluster/account-shards';
import { ClusterNodes } from '../../src/platform/clickhouse/cluster/cluster-nodes';
import { openNode } from '../../src/platform/clickhouse/cluster/migrate-nodes';
import { readSettings } from '../../src/platform/config/read-settings';
import { COMPLETE } from '../../src/platform/config/testing/complete-environment';
import { createLog } from '../../src/platform/logging/log';
import { temporaryDataDir } from '../support/running-service';
import { describeOnShards } from '../support/test-cluster';

const ACCOUNTS = ['shop', 'club', 'bank'];
const SECRETS = Object.fromEntries(
  ACCOUNTS.map((name) => [`SIGNALZEN_API_SECRET_${name.toUpperCase()}`, `the-secret-of-the-${name}`]),
);
const log = createLog('fatal');

describeOnShards('Shards in the settings', (cluster) => {
  const settingsOf = (environment: Record<string, string> = {}) =>
    readSettings({ ...COMPLETE, ...SECRETS, ...cluster.environment, ...environment });

  /** What is said against a shard, once its nodes are asked and used; `undefined`: nothing. */
  async function problemOf(place: number, environment?: Record<string, string>): Promise<string | undefined> {
    const settings = settingsOf(environment);
    const {
      cluster: nodesOf,
      user,
      password,
      database,
    } = (settings.shards[place - 1] ?? settings).clickhouse;
    if (nodesOf === undefined) throw new Error('no cluster');
    const nodes = new ClusterNodes(nodesOf, { user, password, database });
    try {
      await nodes.look();
      for (const node of nodes.there) await openNode(nodes, node);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await nodes.close();
    }
  }

  it('are those of the cluster, each in the place that it had first', async () => {
    expect([await problemOf(1), await problemOf(2)]).toEqual([undefined, undefined]);
    const { CLICKHOUSE_URL: url = '' } = cluster.environment;
    const swapped = { CLICKHOUSE_URL: url.split(';').reverse().join(';') };
    expect(await problemOf(1, swapped)).toMatch(/which was shard 2 when.*Leave the shards in their order/);
    expect([await problemOf(1), await problemOf(2)]).toEqual([undefined, undefined]);
  });

  it('are refused where they are not those of the cluster', async () => {
    const [first = [], second = []] = cluster.shards.map((nodes) =>
      nodes.map(({ host, http }) => `http://${host}:${http}`),
    );
    const mixed = [
      [first[0], ...second.slice(1)],
      [second[0], ...first.slice(1)],
    ];
    const CLICKHOUSE_URL = mixed.map((urls) => urls.join(',')).join(';');
    if (first.length > 1)
      expect(await problemOf(1, { CLICKHOUSE_URL })).toMatch(
        /shard 1.*different macros \{shard\}: "1" and "2"/,
      );
    const three = { CLICKHOUSE_URL: `${first.join(',')};${second.join(',')};http://127.0.0.1:9` };
    expect(await problemOf(1, three)).toContain('has 2 shards');
    const uneven = { CLICKHOUSE_URL: `${first.join(',')},http://127.0.0.1:9;${second.join(',')}` };
    expect(await problemOf(1, uneven)).toContain(`names ${first.length + 1} for shard 1`);
    const short = { CLICKHOUSE_URL: `${first.join(',')};${second.join(',')},http://127.0.0.1:9` };
    expect(await problemOf(1, short)).toContain('for all shards');
  });

  it('are no cluster of one shard, nor become one', async () => {
    const [first = []] = cluster.shards.map((nodes) =>
      nodes.map(({ host, http }) => `http://${host}:${http}`),
    );
    const one = { CLICKHOUSE_SHARD_BY: '', CLICKHOUSE_URL: first.join(',') };
    expect(await problemOf(1, one)).toContain('set CLICKHOUSE_SHARD_BY=account');
  });

  it('get the accounts in equal numbers, which stay there, also for another service', async () => {
    const [one, other] = await Promise.all([temporaryDataDir(), temporaryDataDir()]);
    const shardsFor = (dataDir: string) => new AccountShards(settingsOf({ DATA_DIR: dataDir }), log);
    const [mine, theirs] = [shardsFor(one.path), shardsFor(other.path)];
    await Promise.all([mine.known(), theirs.known()]);
    const of = (shards: AccountShards) => ['default', ...ACCOUNTS].map((name) => shards.shardOf(name));
    expect(of(mine)).toEqual(of(theirs));
    expect(of(mine).filter((name) => name === '1')).toHaveLength(2);
    expect(of(mine).filter((name) => name === '2')).toHaveLength(2);
    expect(mine.shardOf('nobody')).toBeUndefined();
    await Promise.all([mine.close(), theirs.close()]);

    // Both have remembered it, and start with that while Keeper is away.
    const file = join(one.path, 'account-shards.json');
    const remembered = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(Object.keys(remembered).sort()).toEqual(['default', ...ACCOUNTS].sort());
    expect(existsSync(join(other.path, 'account-shards.json'))).toBe(true);
    await cluster.killKeeper();
    const away = shardsFor(one.path);
    await away.known();
    expect(of(away)).toEqual(['default', ...ACCOUNTS].map((name) => remembered[name]));
    await away.close();

    // An account that is in neither waits for Keeper; what Keeper says counts.
    const wrong = Object.fromEntries(Object.entries(remembered).map(([name]) => [name, '1']));
    delete wrong['shop'];
    writeFileSync(file, JSON.stringify(wrong));
    const late = shardsFor(one.path);
    expect(late.shardOf('shop')).toBeUndefined();
    await cluster.startKeeper();
    await late.known();
    expect(of(late)).toEqual(['default', ...ACCOUNTS].map((name) => remembered[name]));
    await late.close();
    await Promise.all([one.remove(), other.remove()]);
  });
});
