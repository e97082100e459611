import { join } from 'node:path';
import { CountedChats } from '../support/counted-chats';
import { runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { describeOnCluster, itAtLength } from '../support/test-cluster';

/** What is computed, and the deliveries; only what a rebuild numbers anew is left out. */
const HELD = `
  SELECT
    (SELECT groupBitXor(cityHash64(toString(tuple(* EXCEPT version)))) FROM facts FINAL) AS facts,
    (SELECT groupBitXor(cityHash64(toString(tuple(* EXCEPT version)))) FROM rollups FINAL) AS rollups,
    (SELECT groupBitXor(cityHash64(segment_id, sequence, body)) FROM deliveries_store FINAL) AS deliveries,
    (SELECT count() FROM deliveries_store FINAL) AS stored`;
const PLACE = ['--tables-to', 'disk:default'];

describeOnCluster('A backup of a cluster', (cluster) => {
  const chats = new CountedChats();
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  const [restored = '', single = '', back = ''] = ['restored', 'single', 'back'].map(
    (name) => `${cluster.database}_${name}`,
  );

  beforeAll(async () => {
    home = await temporaryDataDir();
  });

  afterAll(async () => {
    await home.remove();
  });

  const settings = (database: string) => ({
    ...cluster.environment,
    CLICKHOUSE_DATABASE: database,
    DATA_DIR: join(home.path, database),
    SIGNALZEN_API_SECRET: SECRET,
    API_TOKEN: TOKEN,
  });
  const run = (name: string, database: string, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand(name, given, settings(database));
  /** The first node alone, as a server that knows of no other. */
  const runOnOne = (name: string, database: string, ...given: string[]): Promise<CommandOutcome> => {
    const address = { CLICKHOUSE_CLUSTER: '', CLICKHOUSE_URL: cluster.urls[0] ?? '' };
    return runBuiltCommand(name, given, { ...settings(database), ...address });
  };
  const heldBy = (node: string, database: string) =>
    cluster.on(node, database).queryText<object>(HELD, {}, 'what it holds');
  const backups = (name: string) => join(home.path, name);

  it('is made by the node that is written on, and brings all nodes of an empty cluster all', async () => {
    const service = await RunningService.start({
      dataDir: settings(cluster.database).DATA_DIR,
      environment: cluster.environment,
    });
    await chats.send(0, [1, 4], service);
    await chats.answerOf(service);
    const refused = await run('backup', cluster.database, '--to', backups('some'));
    expect(refused.said).toContain('name that with --tables-to');
    expect(refused.code).toBe(1);
    const made = await run('backup', cluster.database, '--to', backups('some'), ...PLACE);
    expect(made).toMatchObject({ code: 0 });
    expect(made.said).toContain('are on that disk of the node "r1" alone');
    await service.stop();

    const occupied = await run('restore', cluster.database, '--from', backups('some'));
    expect(occupied.said).toContain('is not empty');
    expect(await run('restore', restored, '--from', backups('some'))).toMatchObject({ code: 0 });
    const held = await heldBy('1.1', restored);
    expect(held).toEqual(await heldBy('1.1', cluster.database));
    expect(held).toMatchObject([{ stored: String(chats.sent) }]);
    expect(await heldBy('1.2', restored)).toEqual(held);
  });

  itAtLength('can be restored to a single server, and a backup of that to a cluster', async () => {
    const held = await heldBy('1.1', cluster.database);
    expect(await runOnOne('restore', single, '--from', backups('some'))).toMatchObject({ code: 0 });
    expect(await heldBy('1.1', single)).toEqual(held);
    expect(await runOnOne('backup', single, '--to', backups('of one'), ...PLACE)).toMatchObject({ code: 0 });
    expect(await run('restore', back, '--from', backups('of one'))).toMatchObject({ code: 0 });
    for (const node of ['1.1', '1.2']) expect(await heldBy(node, back)).toEqual(held);
  });
});
