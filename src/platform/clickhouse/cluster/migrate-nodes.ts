import type { Log } from '../../logging/log';
import type { Replica } from '../clickhouse-access';
import { bringUpToDate } from '../bring-up-to-date';
import type { BringingUp, PeerServer } from '../bring-up-to-date';
import { ClickHouseError } from '../clickhouse-error';
import { readMigrationLog } from '../migration-log';
import { MigrationsRefused } from '../schema-files';
import type { Migration } from '../schema-files';
import { ClusterSettingsWrong } from './cluster-settings-wrong';
import type { ClusterNode, ClusterNodes } from './cluster-nodes';
import { createLocks, locked } from './cluster-lock';
import { holdPlaceOfShard } from './cluster-shards';
import { createState, readState } from './cluster-state';
import { createTurns } from './cluster-turns';
import { copyTables, dropLeftovers, placeGeneration } from './node-tables';
import { LOCAL_TABLES, replicatedFiles } from './replicated-engines';
import { placeViewsOverShards } from './views-over-shards';

type Options = Pick<BringingUp, 'files' | 'log' | 'isRestore'>;

/** ClickHouse's error of a wrong argument, here of an engine. */
const BAD_ARGUMENTS = 36;

/**
 * Brings all nodes of a cluster that are there up to date, one by one, the one that is written on first. One that is
 * away, or fails, is brought up to date when it is back: it gets no tables from another one by itself.
 * @returns how many migrations were applied to the one that is written on
 * @throws MigrationsRefused, ClusterSettingsWrong; ClickHouseError when a statement fails there
 */
export async function migrateNodes({ name, cluster }: Replica, options: Options): Promise<number> {
  const writer = cluster.named(name);
  if (writer === undefined) throw new Error(`the cluster has no node ${name}`);
  const applied = await bringNodeUp(cluster, writer, options);
  for (const node of cluster.nodes) if (node !== writer) await tryToBringUp(cluster, node, options);
  return applied;
}

/** @returns whether the node has now all that it should have */
export async function tryToBringUp(
  cluster: ClusterNodes,
  node: ClusterNode,
  options: Options,
): Promise<boolean> {
  const server = node.url.origin;
  try {
    await bringNodeUp(cluster, node, options);
    return true;
  } catch (error) {
    if (error instanceof MigrationsRefused || error instanceof ClusterSettingsWrong) throw error;
    node.isUpToDate = false;
    options.log.warn(
      { server, err: error },
      'a node of the cluster could not be brought up to date: that is done when it is back, or at the next start',
    );
    return false;
  }
}

async function bringNodeUp(cluster: ClusterNodes, node: ClusterNode, options: Options): Promise<number> {
  await openNode(cluster, node);
  const files = replicatedFiles(options.files, node.database.database);
  const peer = await peerOf(cluster, node, options.log);
  // Two processes would take what the other has just made for what a lost disk has left in Keeper.
  const applied = await locked(node.database, `tables of ${node.name ?? ''}`, async () => {
    const migrations = await bringUpToDate(node.database, { ...options, files, peer });
    const state = await readState(node.database);
    if (state !== undefined && !options.isRestore) {
      await placeGeneration(cluster, node, state.generation);
      if (node.name !== state.writer) await dropLeftovers(cluster, node);
    }
    await placeViewsOverShards(cluster, node, files.views, options.log);
    return migrations;
  });
  node.isUpToDate = true;
  return applied;
}

/** Its database, and its view of what all agree on. @throws ClusterSettingsWrong, ClickHouseError */
export async function openNode(cluster: ClusterNodes, node: ClusterNode): Promise<void> {
  const { database } = node.database;
  await node.system.commandText(
    'CREATE DATABASE IF NOT EXISTS {database: Identifier}',
    { database },
    'migrations: create the database',
  );
  try {
    await holdPlaceOfShard(node.database, cluster);
    await createState(node.database, cluster.keeperPath);
    await createLocks(node.database, cluster.keeperPath);
    await createTurns(node.database, cluster.keeperPath);
  } catch (error) {
    if (!(error instanceof ClickHouseError) || error.serverCode !== BAD_ARGUMENTS) throw error;
    throw new ClusterSettingsWrong(
      `The ClickHouse at ${node.url.origin} makes no KeeperMap tables (${error.message}). Set keeper_map_path_prefix in ` +
        'the configuration of all nodes, such as <keeper_map_path_prefix>/keeper_map</keeper_map_path_prefix>, and ' +
        'start them again.',
    );
  }
  await refuseOtherShard(cluster, node);
}

/** Tables that were made by other settings would go on with what others agree on. */
async function refuseOtherShard({ keeperPath }: ClusterNodes, node: ClusterNode): Promise<void> {
  const [made] = await node.database.query<{ path: string }>('cluster/made_at');
  if (made?.path === `${keeperPath}/cluster_state`) return;
  throw new ClusterSettingsWrong(
    `The database "${node.database.database}" at ${node.url.origin} was made with another CLICKHOUSE_SHARD_BY: one shard ` +
      'cannot become several in place, nor several one. Set CLICKHOUSE_DATABASE to a new one: see docs/scaling.md.',
  );
}

/** Another node that has its tables already; `undefined`: none that is there has. */
async function peerOf(cluster: ClusterNodes, node: ClusterNode, log: Log): Promise<PeerServer | undefined> {
  for (const other of cluster.there) {
    if (other === node) continue;
    try {
      const { isMade, migrations } = await readMigrationLog(other.database);
      if (isMade)
        return {
          migrations,
          copyTables: () => copyTables({ from: other, to: node, log }),
          remainderOf,
        };
    } catch (error) {
      // It has no database yet, or has just gone.
      if (!(error instanceof ClickHouseError)) throw error;
    }
  }
  return undefined;
}

/** What changes the rows or columns of a replicated table comes by itself; what makes or renames one does not. */
function remainderOf(migration: Migration): Migration {
  const statements = migration.statements.filter((statement) => {
    const text = statement.replace(/^\s*--.*\n/gm, '').trimStart();
    const [, altered] = /^ALTER\s+TABLE\s+(\w+)/i.exec(text) ?? [];
    if (altered !== undefined) return LOCAL_TABLES.has(altered);
    return !/^(INSERT|DELETE|UPDATE|TRUNCATE|OPTIMIZE|WITH)\b/i.test(text);
  });
  return { ...migration, statements };
}
