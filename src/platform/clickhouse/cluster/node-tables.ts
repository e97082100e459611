import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../logging/log';
import { ClickHouseError } from '../clickhouse-error';
import type { ClusterNode, ClusterNodes } from './cluster-nodes';

interface TableRow {
  readonly name: string;
  readonly engine: string;
  readonly made_by: string;
}

/** Tables that a rebuild replaces, all as one. */
export const NUMBER_TABLES = ['facts', 'rollups', 'episodes_store'] as const;

/** ClickHouse's error: Keeper knows this replica of the table already. */
const REPLICA_ALREADY_EXISTS = 253;
/** As long as the session of the former one may live in Keeper. In milliseconds. */
const FORMER_LIVES = { atMost: 60_000, betweenAttempts: 1_000 };

export function tablesOf(node: ClusterNode): Promise<TableRow[]> {
  return node.database.query<TableRow>('cluster/tables');
}

/** Makes all tables of a node on another one, which then gets their rows by itself. */
export async function copyTables({
  from,
  to,
  log,
}: {
  readonly from: ClusterNode;
  readonly to: ClusterNode;
  readonly log: Log;
}): Promise<void> {
  const there = new Set((await tablesOf(to)).map(({ name }) => name));
  for (const { name, made_by: madeBy } of await tablesOf(from))
    if (!there.has(name)) await makeFrom(to, { name, madeBy, from, log });
}

/** @param madeBy as another node has it: the path in Keeper is the same, and the macros are the node's own */
export async function makeFrom(
  node: ClusterNode,
  { name, madeBy, from, log }: { name: string; madeBy: string; from: ClusterNode; log?: Log },
): Promise<void> {
  const statement = `CREATE TABLE IF NOT EXISTS ${name} ${madeBy.slice(madeBy.indexOf('('))}`;
  const startedAt = performance.now();
  for (;;) {
    try {
      await node.database.commandText(statement, {}, `cluster: create ${name}`);
      return;
    } catch (error) {
      const isKnown = error instanceof ClickHouseError && error.serverCode === REPLICA_ALREADY_EXISTS;
      if (!isKnown || performance.now() - startedAt > FORMER_LIVES.atMost) throw error;
      log?.warn(
        { server: node.url.origin, table: name },
        'this node has lost a table: it gets the rows again from another one',
      );
      await forgetReplica(from, node, name);
    }
  }
}

/** Of a node that has no such table any more. Refused as long as its former session may be alive. */
async function forgetReplica(live: ClusterNode, { name }: ClusterNode, table: string): Promise<void> {
  try {
    const sql = `SYSTEM DROP REPLICA '${name ?? ''}' FROM TABLE ${table}`;
    await live.database.commandText(sql, {}, 'cluster: forget a lost replica');
  } catch (error) {
    if (!(error instanceof ClickHouseError)) throw error;
    await sleep(FORMER_LIVES.betweenAttempts);
  }
}

/** The generation that is written in a table's comment; 0 before the first rebuild. */
function generationOf({ made_by: madeBy }: TableRow): bigint {
  return BigInt(/COMMENT 'Generation (\d+)'\s*$/.exec(madeBy)?.[1] ?? 0);
}

/**
 * Puts the tables of a generation into their places on one node, where they are not: it was away when they were put
 * there on the others.
 */
export async function placeGeneration(
  cluster: ClusterNodes,
  node: ClusterNode,
  generation: bigint,
): Promise<void> {
  for (const present of NUMBER_TABLES) {
    const tables = await tablesOf(node);
    const inPlace = tables.find(({ name }) => name === present);
    if (inPlace === undefined || generationOf(inPlace) === generation) continue;
    const isOfThis = (table: TableRow): boolean =>
      new RegExp(`^${present}(_\\d+)?$`).test(table.name) && generationOf(table) === generation;
    let other = tables.find(isOfThis)?.name;
    if (other === undefined) {
      other = `${present}_${generation}`;
      const found = await findOnOthers(cluster, node, isOfThis);
      await makeFrom(node, { name: other, madeBy: found.table.made_by, from: found.node });
    }
    await node.database.commandText(
      `EXCHANGE TABLES ${present} AND ${other}`,
      {},
      'cluster: put tables in place',
    );
  }
}

/** What a rebuild has left on a node that was away when it was cleared away on the others. */
export async function dropLeftovers(cluster: ClusterNodes, node: ClusterNode): Promise<void> {
  const others = cluster.there.filter((other) => other !== node);
  if (others.length === 0) return;
  const known = new Set((await Promise.all(others.map(tablesOf))).flat().map(({ name }) => name));
  for (const { name } of await tablesOf(node))
    if (/^(facts|rollups|episodes_store)_\d+$/.test(name) && !known.has(name)) await dropTable(node, name);
}

/** Large ones as well. */
export function dropTable(node: ClusterNode, table: string): Promise<void> {
  return node.database.command(
    'rebuild/drop_table',
    { table },
    { settings: { max_table_size_to_drop: '0' } },
  );
}

async function findOnOthers(
  cluster: ClusterNodes,
  node: ClusterNode,
  isMeant: (table: TableRow) => boolean,
): Promise<{ readonly node: ClusterNode; readonly table: TableRow }> {
  for (const other of cluster.there) {
    const table = other === node ? undefined : (await tablesOf(other)).find(isMeant);
    if (table !== undefined) return { node: other, table };
  }
  throw new Error('the tables of the present numbers are on no other node that is there');
}
