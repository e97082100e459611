import { describeOnCluster } from '../support/test-cluster';

const TABLE = `
  CREATE TABLE written (number UInt64)
  ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/written', '{replica}')
  ORDER BY number`;
const QUORUM = { settings: { insert_quorum: 'auto' } };

describeOnCluster('The nodes of the cluster for tests', (cluster) => {
  it('have each what was written with a quorum on another, also one that was away', async () => {
    const [first, second] = [cluster.on('1.1'), cluster.on('1.2')];
    for (const node of [first, second]) await node.commandText(TABLE, {}, 'make a table');
    await first.commandText('INSERT INTO written VALUES (1)', {}, 'write', QUORUM);
    expect(await second.queryText('SELECT number FROM written', {}, 'read')).toEqual([{ number: '1' }]);

    await cluster.kill('1.2');
    await first.commandText('INSERT INTO written VALUES (2)', {}, 'write');
    await cluster.start('1.2');
    await cluster.inSync();
    const numbers = await second.queryText('SELECT number FROM written ORDER BY number', {}, 'read');
    expect(numbers).toEqual([{ number: '1' }, { number: '2' }]);
  });
});
