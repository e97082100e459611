import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CountedChats } from '../support/counted-chats';
import { done, runBuiltCommand } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { describeOnClusterAtLength } from '../support/test-cluster';

const HELD = `
  SELECT
    (SELECT groupBitXor(cityHash64(toString(tuple(*)))) FROM facts FINAL) AS facts,
    (SELECT groupBitXor(cityHash64(toString(tuple(*)))) FROM rollups FINAL) AS rollups,
    (SELECT groupBitXor(cityHash64(segment_id, sequence, body)) FROM deliveries_store FINAL) AS deliveries,
    (SELECT count() FROM deliveries_store FINAL) AS stored,
    (SELECT groupUniqArray(comment) FROM system.tables
     WHERE database = currentDatabase() AND name IN ('facts', 'rollups', 'episodes_store')) AS generations`;

describeOnClusterAtLength('A move to a cluster', (cluster) => {
  const chats = new CountedChats();
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService | undefined;

  beforeAll(async () => {
    home = await temporaryDataDir();
    const ofCluster = { ...cluster.environment, CLICKHOUSE_DATABASE: cluster.database };
    const lines = Object.entries(ofCluster).filter(([name]) => name.startsWith('CLICKHOUSE_'));
    writeFileSync(
      join(home.path, 'cluster.env'),
      lines.map(([name, value]) => `${name}=${value}\n`).join(''),
    );
  });

  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  const own = () => ({ DATA_DIR: join(home.path, 'data'), SIGNALZEN_API_SECRET: SECRET, API_TOKEN: TOKEN });
  const run = async (
    name: string,
    environment: Record<string, string>,
    ...given: string[]
  ): Promise<string> => done(await runBuiltCommand(name, given, { ...own(), ...environment }));
  const start = async (environment: Record<string, string>): Promise<RunningService> => {
    await service?.stop();
    service = await RunningService.start({ dataDir: own().DATA_DIR, environment });
    return service;
  };
  const heldBy = (node: string) =>
    cluster.on(node, cluster.database).queryText<object>(HELD, {}, 'what it holds');

  it('from the embedded ClickHouse brings all nodes all, with numbers that were rebuilt', async () => {
    const file = join(home.path, 'cluster.env');
    const embedded = await start({});
    await chats.send(0, [1, 4], embedded);
    await chats.answerOf(embedded);
    await run('rebuild', {});
    await run('move', {}, '--to', file);
    await chats.send(1, [1, 4], embedded);
    await run('rebuild', {});
    const onCluster = await start(cluster.environment);
    await chats.send(2, [1, 2], onCluster);
    await run('move', cluster.environment, '--from', 'embedded', '--finish');
    expect(await chats.answerOf(onCluster)).toEqual(chats.reference());
    await chats.send(2, [3, 4], onCluster);
    expect(await chats.answerOf(onCluster)).toEqual(chats.reference());
    const held = await heldBy('1.1');
    expect(held).toMatchObject([
      { stored: String(chats.sent), generations: [expect.stringMatching(/^Generation \d+$/)] },
    ]);
    expect(await heldBy('1.2')).toEqual(held);
    await run('rebuild', cluster.environment);
    expect(await chats.answerOf(onCluster)).toEqual(chats.reference());
  });

  it('and from a cluster to the embedded one brings all back', async () => {
    rmSync(join(own().DATA_DIR, 'clickhouse', 'data'), { recursive: true });
    const file = join(home.path, 'cluster.env');
    await run('move', cluster.environment, '--to', 'embedded');
    const embedded = await start({});
    await chats.send(0, [5, 6], embedded);
    await run('move', {}, '--from', file, '--finish');
    expect(await chats.answerOf(embedded)).toEqual(chats.reference());
  });
});
