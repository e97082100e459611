import type { ClusterSettings, ShardOfCluster } from '../../config/settings';

/** What a node says of the cluster, as far as it can be wrong. */
export interface ClusterRow {
  /** How many nodes and shards the cluster has, by its `remote_servers`. */
  readonly nodes: string;
  readonly shards: string;
  /** How many nodes the shard of this node has; 0: it does not find itself there. */
  readonly beside: string;
  readonly clusters: readonly string[];
  readonly database_engine: string;
}

/** What is wrong with the settings of a cluster of one shard, as a node sees it; `undefined`: nothing. */
export function problemOfCluster(
  row: ClusterRow,
  { name, urls }: ClusterSettings,
  { origin }: URL,
): string | undefined {
  if (row.nodes === '0') return unknownCluster(row, name, origin);
  if (row.shards !== '1')
    return (
      `The cluster "${name}" has ${row.shards} shards. Name the nodes of all of them in CLICKHOUSE_URL, with ";" ` +
      'between the shards, and set CLICKHOUSE_SHARD_BY=account; or define a cluster of the replicas of one shard in ' +
      'remote_servers, and set CLICKHOUSE_CLUSTER to its name.'
    );
  if (Number(row.nodes) !== urls.length)
    return (
      `The cluster "${name}" has ${row.nodes} nodes at ${origin}, and CLICKHOUSE_URL names ${urls.length}: name the HTTP ` +
      'address of each, separated by commas.'
    );
  return undefined;
}

/** The same of a cluster of several shards. */
export function problemOfShards(
  row: ClusterRow,
  { name, urls }: ClusterSettings,
  { number, shards, nodes }: ShardOfCluster,
  { origin }: URL,
): string | undefined {
  if (row.nodes === '0') return unknownCluster(row, name, origin);
  if (Number(row.shards) !== shards)
    return (
      `The cluster "${name}" has ${row.shards} shards at ${origin}, and CLICKHOUSE_URL names ${shards}: name the nodes of ` +
      'all shards, with ";" between the shards.'
    );
  if (row.beside !== '0' && Number(row.beside) !== urls.length)
    return (
      `The shard of ${origin} has ${row.beside} nodes in the cluster "${name}", and CLICKHOUSE_URL names ${urls.length} for ` +
      `shard ${number}: name the HTTP address of each, separated by commas, with ";" between the shards.`
    );
  if (Number(row.nodes) !== nodes)
    return (
      `The cluster "${name}" has ${row.nodes} nodes at ${origin}, and CLICKHOUSE_URL names ${nodes} for all shards: name ` +
      'the HTTP address of each.'
    );
  return undefined;
}

/** What is wrong with the database of a cluster. */
export function problemOfDatabase(
  { database_engine: engine }: ClusterRow,
  database: string,
): string | undefined {
  if (engine !== 'Replicated') return undefined;
  return (
    `The database "${database}" has the engine Replicated, and the service makes replicated tables by itself: set ` +
    'CLICKHOUSE_DATABASE to another one, which it creates.'
  );
}

function unknownCluster({ clusters }: ClusterRow, name: string, origin: string): string {
  return (
    `The ClickHouse at ${origin} knows no cluster "${name}" (CLICKHOUSE_CLUSTER). It knows: ` +
    `${clusters.join(', ') || 'none'}. Set the name of one, or define it in remote_servers of all nodes.`
  );
}
