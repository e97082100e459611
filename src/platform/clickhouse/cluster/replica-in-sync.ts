import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouse } from '../clickhouse';
import type { Replica } from '../clickhouse-access';
import { ClickHouseError } from '../clickhouse-error';
import type { Call } from '../run-call';

/** Milliseconds. */
const SYNC_TIMEOUT = 20_000;
const BETWEEN_LOOKS = 50;

interface ReplicaRow {
  readonly table: string;
  readonly is_readonly: number;
  readonly is_other_active: boolean | number;
}

export function replicasOf(node: ClickHouse, other = ''): Promise<ReplicaRow[]> {
  return node.query<ReplicaRow>('cluster/replicas', { other });
}

/**
 * Waits until a node has, of these tables, whatever is in Keeper now and any node has that lives. What only a dead one
 * has was, with a quorum, never acknowledged.
 * @throws ClickHouseError also when that takes too long
 */
export async function syncTables(node: ClickHouse, tables: readonly string[]): Promise<void> {
  await Promise.all(
    tables.map((table) => node.command('cluster/sync', { table }, { timeoutMs: SYNC_TIMEOUT })),
  );
  for (const end = performance.now() + SYNC_TIMEOUT; ;) {
    const [row] = await node.query<{ parts: string }>('cluster/not_fetched', { tables });
    if (row?.parts === '0') return;
    if (performance.now() > end)
      throw new ClickHouseError({
        code: 'CLICKHOUSE_TIMEOUT',
        statement: 'cluster/sync',
        detail: `a node still has to get ${row?.parts ?? '?'} parts from another one after ${SYNC_TIMEOUT} ms`,
      });
    await sleep(BETWEEN_LOOKS);
  }
}

/**
 * Whether a node has, of all tables, whatever any node that lives has; it is waited for a while.
 * @throws ClickHouseError
 */
export async function isInSync(node: ClickHouse): Promise<boolean> {
  const replicas = await replicasOf(node);
  if (replicas.some(({ is_readonly }) => is_readonly !== 0)) return false;
  try {
    await syncTables(
      node,
      replicas.map(({ table }) => table),
    );
    return true;
  } catch (error) {
    if (error instanceof ClickHouseError && error.code === 'CLICKHOUSE_TIMEOUT') return false;
    throw error;
  }
}

/** What tells which rows are changed or deleted: each replica reads it for itself. */
const READ_BY_MUTATIONS = [
  'deliveries_store',
  'thread_events',
  'thread_buckets',
  'final_threads',
  'facts',
  'episodes_store',
  'other_bodies',
  'old_episodes',
];

/** Whether a statement changes or deletes rows on all replicas, and is waited for. */
export function isMutation({ settings }: Pick<Call, 'settings'>): boolean {
  return settings.mutations_sync === '2';
}

/** Has all nodes that are there find the same rows to change. */
export async function syncForMutation({ cluster }: Replica): Promise<void> {
  await Promise.all(cluster.there.map(({ database }) => syncTables(database, READ_BY_MUTATIONS)));
}
