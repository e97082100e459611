import type { ClickHouse } from '../clickhouse';
import type { Replica } from '../clickhouse-access';
import { claim, readState } from './cluster-state';
import { dropTable, makeFrom, placeGeneration, tablesOf } from './node-tables';

/** Another node is written on by now: nothing of what this one has may be put in place any more. */
export class WriterChanged extends Error {
  readonly code = 'CLUSTER_WRITER_CHANGED';

  constructor() {
    super('another node of the cluster is written on by now; what was begun is done again');
  }
}

/**
 * Makes an empty table with the columns of another one, and on a cluster on all nodes that are there. It is to be
 * known by its comment.
 */
export async function makeTableLike(
  clickhouse: ClickHouse,
  { name, like, comment }: Readonly<Record<'name' | 'like' | 'comment', string>>,
): Promise<void> {
  const { replica } = clickhouse;
  if (replica === undefined) {
    await clickhouse.commandText(`CREATE TABLE ${name} AS ${like}`, {}, 'create a generation');
    const sql = `ALTER TABLE ${name} MODIFY COMMENT '${comment}'`;
    await clickhouse.commandText(sql, {}, 'name a generation');
    return;
  }
  const { writer, others } = nodesOf(replica);
  const madeBy = (await tablesOf(writer)).find((table) => table.name === like)?.made_by;
  if (madeBy === undefined) throw new Error(`there is no table ${like}`);
  const own = madeBy
    .replace(/('\/clickhouse\/tables\/\{shard\}\/[^'/]*\/)[^']*'/, `$1${name}'`)
    .replace(/ COMMENT '[^']*'\s*$/, '');
  const made = { name, madeBy: `${own} COMMENT '${comment}'` };
  await makeFrom(writer, { ...made, from: writer });
  for (const node of others) await makeFrom(node, { ...made, from: writer });
}

/** Says which generation of numbers is in place here, and puts it in place on the other nodes of a cluster. */
export async function publishGeneration(clickhouse: ClickHouse, generation: bigint): Promise<void> {
  const { replica } = clickhouse;
  if (replica === undefined) return;
  const state = await readState(clickhouse);
  if (state?.writer !== replica.name) throw new WriterChanged();
  if (state.generation !== generation) {
    const isSaid = await claim(clickhouse, { ...state, epoch: state.epoch + 1n, generation });
    if (!isSaid) throw new WriterChanged();
  }
  const { others } = nodesOf(replica);
  for (const node of others) await placeGeneration(replica.cluster, node, generation);
}

/** Drops a table on the other nodes of a cluster, where it was dropped here. */
export async function dropElsewhere({ replica }: ClickHouse, table: string): Promise<void> {
  if (replica) for (const node of nodesOf(replica).others) await dropTable(node, table);
}

function nodesOf({ name, cluster }: Replica) {
  const writer = cluster.named(name);
  if (writer === undefined) throw new Error(`the cluster has no node ${name}`);
  return { writer, others: cluster.there.filter((node) => node !== writer) };
}
