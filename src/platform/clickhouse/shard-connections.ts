import type { ClickHouseConnection } from './clickhouse-connection';

interface ShardConnection {
  /** Of the shard; of the only database, its own. */
  readonly name: string;
  readonly connection: ClickHouseConnection;
}

/** The connections to all databases that a process asks, one unless there are shards; the first is at home. */
export class ShardConnections {
  constructor(readonly all: readonly [ShardConnection, ...ShardConnection[]]) {}
}
