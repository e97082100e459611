import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterNodes } from '../../src/platform/clickhouse/cluster/cluster-nodes';
import { migrate } from '../../src/platform/clickhouse/migrations';
import { SQL_FOLDER } from '../../src/platform/clickhouse/sql-files';
import { createLog } from '../../src/platform/logging/log';
import { describeOnCluster } from '../support/test-cluster';

const MIGRATION = `
ALTER TABLE annotations ADD COLUMN IF NOT EXISTS colour String;
CREATE TABLE IF NOT EXISTS colours (name String) ENGINE = ReplacingMergeTree ORDER BY name;
INSERT INTO colours SELECT 'red' WHERE NOT (SELECT count() > 0 FROM colours);
`;
const COLUMNS = `
  SELECT table, name, type FROM system.columns WHERE database = currentDatabase()
  ORDER BY table, position`;

describeOnCluster('The tables of a cluster', (cluster) => {
  let folder: string;
  let nodes: ClusterNodes;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    for (const part of ['schema', 'views'])
      cpSync(join(SQL_FOLDER, part), join(folder, part), { recursive: true });
    const { CLICKHOUSE_USER: user = '', CLICKHOUSE_PASSWORD: password = '' } = cluster.environment;
    const settings = { name: cluster.name, urls: cluster.urls.map((url) => new URL(url)), hasQuorum: false };
    nodes = new ClusterNodes(settings, { user, password, database: cluster.database });
  });

  afterAll(async () => {
    await nodes.close();
    rmSync(folder, { recursive: true });
  });

  /** As each start of a service does, writing on the first node that is there. */
  async function bringUpToDate(): Promise<number> {
    await nodes.look();
    const [writer] = nodes.there;
    if (writer === undefined) throw new Error('no node is there');
    const access = nodes.accessTo(writer);
    return migrate({ access, database: cluster.database, log: createLog('fatal'), folder });
  }

  const columnsOf = (node: string) => cluster.on(node).queryText<object>(COLUMNS, {}, 'columns');

  it('are the same on all nodes, also on one that was away while they changed, and each knows it', async () => {
    await bringUpToDate();
    expect(await columnsOf('1.2')).toEqual(await columnsOf('1.1'));

    await cluster.kill('1.2');
    mkdirSync(join(folder, 'migrations'));
    writeFileSync(join(folder, 'migrations', '0001_add_colours.sql'), MIGRATION);
    expect(await bringUpToDate()).toBe(1);
    await cluster.start('1.2');
    await cluster.on('1.1').commandText("INSERT INTO colours VALUES ('blue')", {}, 'write');
    await bringUpToDate();
    await cluster.inSync();

    expect(await columnsOf('1.2')).toEqual(await columnsOf('1.1'));
    const [one, other] = [cluster.on('1.1'), cluster.on('1.2')];
    const log = 'SELECT number, name, checksum FROM schema_migrations ORDER BY number, name';
    expect(await other.queryText(log, {}, 'log')).toEqual(await one.queryText(log, {}, 'log'));
    const colours = 'SELECT name FROM colours ORDER BY name';
    const written = [{ name: 'blue' }, { name: 'red' }];
    expect(await other.queryText(colours, {}, 'rows')).toEqual(written);
    expect(await one.queryText(colours, {}, 'rows')).toEqual(written);
  });

  it('are there again on a node that has lost its disk', async () => {
    await cluster.wipe('1.2');
    await cluster.start('1.2');
    await bringUpToDate();
    await cluster.inSync();
    expect(await columnsOf('1.2')).toEqual(await columnsOf('1.1'));
    expect(await cluster.on('1.2').queryText('SELECT count() AS c FROM colours', {}, 'rows')).toEqual([
      { c: '2' },
    ]);
  });
});
