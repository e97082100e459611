import { createHash } from 'node:crypto';
import type { Log } from '../../logging/log';
import { ClickHouseError } from '../clickhouse-error';
import { PUBLIC_VIEWS } from '../public-views';
import { quotedName, quotedText } from '../quoted';
import { checksumOf } from '../schema-files';
import type { SchemaFile } from '../schema-files';
import type { ClusterNode, ClusterNodes } from './cluster-nodes';

/** What the tables begin to say of themselves: others are nobody's to replace. */
const OURS = 'Over all shards, see docs/scaling.md; made by ';

/**
 * Makes on a node of one of several shards, in the database `<database>_all`, a table for each public view, which
 * reads that view on all shards. It is for readers alone: who lacks the rights, or has tables of these names there, is
 * told, and the service goes on without.
 * @param views as they were made on this node
 */
export async function placeViewsOverShards(
  { settings }: ClusterNodes,
  node: ClusterNode,
  views: readonly SchemaFile[],
  log: Log,
): Promise<void> {
  if (settings.shard === undefined) return;
  const { database } = node.database;
  const all = `${database}_all`;
  const edition = createHash('sha256')
    .update(`${settings.name} ${checksumOf(views)}`)
    .digest('hex');
  const comment = `${OURS}${edition.slice(0, 16)}`;
  try {
    await node.system.commandText(
      'CREATE DATABASE IF NOT EXISTS {all: Identifier}',
      { all },
      'cluster: create the database over all shards',
    );
    const rows = await node.system.query<{ name: string; made_by: string }>('cluster/tables_over_all', {
      database: all,
    });
    const madeBy = new Map(rows.map((row) => [row.name, row.made_by]));
    const foreign = PUBLIC_VIEWS.filter((view) => madeBy.get(view)?.startsWith(OURS) === false);
    if (foreign.length > 0)
      log.warn(
        { server: node.url.origin, tables: foreign.map((view) => `${all}.${view}`) },
        'tables with the names of public views are left as they are: readers have no view over all shards there',
      );
    for (const view of PUBLIC_VIEWS) {
      if (foreign.includes(view) || madeBy.get(view) === comment) continue;
      // The name after AS cannot be a parameter.
      await node.system.commandText(
        `CREATE OR REPLACE TABLE {all: Identifier}.{view: Identifier} AS ${quotedName(database)}.${view}
          ENGINE = Distributed(${[settings.name, database, view].map(quotedText).join(', ')}) COMMENT ${quotedText(comment)}`,
        { all, view },
        'cluster: create a view over all shards',
      );
    }
  } catch (error) {
    if (!(error instanceof ClickHouseError) || error.code !== 'CLICKHOUSE_REFUSED') throw error;
    log.warn(
      { server: node.url.origin, err: error },
      `the database ${all}, for BI tools, could not be brought up to date: all else goes on without it`,
    );
  }
}
