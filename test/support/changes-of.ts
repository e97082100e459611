import { partsOver } from './embedded-stores';
import type { TemporaryClickHouse } from './temporary-clickhouse';

/** What computing a chat once more would change: nothing, if its facts are what its events say. */
export async function changesOf(server: TemporaryClickHouse, chat: number): Promise<object[]> {
  const { facts, computing } = partsOver(server);
  const version = await computing.inTurn((turn) => Promise.resolve(turn.nextVersion()));
  await facts.selectNamed([{ account: 'default', thread: `chat/${chat}` }], version);
  await facts.compute(version, Date.now());
  const sql = 'SELECT kind, ref, at, is_deleted FROM fact_changes WHERE version = {version: UInt64}';
  const changes = await server.clickhouse.queryText<object>(sql, { version }, 'look');
  await facts.forgetRun(version);
  return changes;
}
