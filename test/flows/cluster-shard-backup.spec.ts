import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { partsOf } from '../support/chat-in-parts';
import { untilRolledUp } from '../support/graphql-client';
import { done, runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { describeOnShardsAtLength } from '../support/test-cluster';

/** What is computed, and the deliveries; only what a rebuild numbers anew is left out. */
const HELD = `
  SELECT
    (SELECT groupBitXor(cityHash64(toString(tuple(* EXCEPT version)))) FROM facts FINAL) AS facts,
    (SELECT groupBitXor(cityHash64(toString(tuple(* EXCEPT version)))) FROM rollups FINAL) AS rollups,
    (SELECT groupBitXor(cityHash64(segment_id, sequence, body)) FROM deliveries_store FINAL) AS deliveries,
    (SELECT groupUniqArray(account) FROM deliveries_store FINAL) AS accounts,
    (SELECT count() FROM deliveries_store FINAL) AS stored`;
const PLACES = 'SELECT account, shard FROM account_shards ORDER BY account';
const PLACE = ['--tables-to', 'disk:default'];
/** The second one is on the second shard, the third on the first. */
const ACCOUNTS = ['default', 'shop', 'club'];

interface Held {
  readonly accounts: readonly string[];
  readonly stored: string;
}

describeOnShardsAtLength('A backup of two shards', (cluster) => {
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  const restored = `${cluster.database}_restored`;
  const backups = () => join(home.path, 'backups');
  const settings = (database: string) => ({
    ...{ ...cluster.environment, CLICKHOUSE_DATABASE: database, DATA_DIR: join(home.path, database) },
    ...{ SIGNALZEN_API_SECRET: SECRET, SIGNALZEN_API: 'off', API_TOKEN: TOKEN },
    ...{ SIGNALZEN_API_SECRET_SHOP: SECRET, SIGNALZEN_API_SECRET_CLUB: SECRET },
  });
  const run = (name: string, database: string, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand(name, given, settings(database));
  const on = async <Row>(shard: number, database: string, sql: string): Promise<Row[]> =>
    cluster.on(`${shard}.1`, database).queryText<Row>(sql, {}, 'what it holds');

  beforeAll(async () => {
    home = await temporaryDataDir();
    const service = await RunningService.start({
      dataDir: settings(cluster.database).DATA_DIR,
      environment: settings(cluster.database),
    });
    for (const [index, account] of ACCOUNTS.entries())
      for (const body of [0, 1].flatMap((part) => partsOf(index + 1)[part] ?? [])) {
        const path = account === 'default' ? '' : `/${account}`;
        const sent = await post(
          `${service.url}/webhooks/signalzen${path}`,
          Buffer.from(JSON.stringify(body)),
        );
        expect(sent.status).toBe(200);
      }
    await untilRolledUp(service.url);
    await service.stop();
  });

  afterAll(() => home.remove());

  it('is one, with a manifest of each, and is read again as a whole', async () => {
    for (let times = 1; times <= 2; times += 1) {
      const said = done(await run('backup', cluster.database, '--to', backups(), ...PLACE, '--keep', '1'));
      expect(said).toMatch(/Shard 1:\n[^]*backed up to[^]*Shard 2:\n[^]*backed up to[^]*All 2 shards/);
    }
    expect(readdirSync(backups()).filter((name) => name.startsWith('2'))).toHaveLength(1);
    expect(done(await run('backup', cluster.database, '--verify', backups()))).toMatch(
      /Shard 1:\n[^]*good[^]*Shard 2:\n[^]*good/,
    );
  });

  it('is restored neither to another number of shards nor to one database', async () => {
    const { CLICKHOUSE_URL: urls = '' } = cluster.environment;
    const more = { ...settings(restored), CLICKHOUSE_URL: `${urls};http://127.0.0.1:1` };
    const three = await runBuiltCommand('restore', ['--from', backups()], more);
    expect([three.code, three.said]).toEqual([1, expect.stringContaining('is of 2 shards, and')]);
    const one = { CLICKHOUSE_CLUSTER: '', CLICKHOUSE_SHARD_BY: '', CLICKHOUSE_URL: cluster.urls[0] ?? '' };
    const single = await runBuiltCommand('restore', ['--from', backups()], { ...settings(restored), ...one });
    expect([single.code, single.said]).toEqual([1, expect.stringContaining('is of several shards')]);
  });

  it('brings each shard what it had, and goes on with one that was away', async () => {
    await cluster.kill('2.1');
    const broken = await run('restore', restored, '--from', backups());
    expect([broken.code, broken.said]).toEqual([1, expect.stringContaining('Not done on shard 2')]);
    await cluster.start('2.1');
    await cluster.inSync();
    const early = await run('migrate', restored);
    expect([early.code, early.said]).toEqual([1, expect.stringContaining('that was broken off')]);
    const said = done(await run('restore', restored, '--from', backups()));
    expect(said).toMatch(/Shard 1:\nIt was restored before\.\nShard 2:\n[^]*Restored .* to all 2 shards/);
    const accounts: string[][] = [];
    for (const shard of [1, 2]) {
      const [held] = await on<Held>(shard, restored, HELD);
      expect([held]).toEqual(await on<Held>(shard, cluster.database, HELD));
      expect(Number(held?.stored)).toBeGreaterThan(0);
      accounts.push([...(held?.accounts ?? [])].sort());
    }
    expect(accounts).toEqual([['club', 'default'], ['shop']]);
    expect(await on(1, restored, PLACES)).toEqual(await on(1, cluster.database, PLACES));
    done(await run('migrate', restored));
  });
});
