import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouse } from '../clickhouse';
import { ClickHouseError } from '../clickhouse-error';

/** ClickHouse's error of Keeper: the row is there already. */
const KEEPER_EXCEPTION = 999;
/** Milliseconds; whoever was killed holds up others for so long. */
const LASTS = 120_000;
const BETWEEN_ATTEMPTS = 500;
const STRICT = { keeper_map_strict_mode: 1 } as Record<string, number>;

const CREATE = (keeperPath: string): string => `
CREATE TABLE IF NOT EXISTS cluster_locks
(
    name   String,
    holder String,
    until  DateTime64(3, 'UTC') COMMENT 'After that it is nobody’s'
)
ENGINE = KeeperMap('${keeperPath}/cluster_locks')
PRIMARY KEY name`;

/** On one node; the rows are the same on all of its shard. */
export function createLocks(node: ClickHouse, keeperPath: string): Promise<void> {
  return node.commandText(CREATE(keeperPath), {}, 'cluster: create its locks');
}

/** Does some short work that no two processes on a cluster may do at once; waits for its turn. */
export async function locked<T>(node: ClickHouse, name: string, work: () => Promise<T>): Promise<T> {
  const mine = { name, holder: randomUUID() };
  for (const end = performance.now() + 2 * LASTS; !(await take(node, mine));) {
    if (performance.now() > end) throw new Error(`${name} is locked for too long`);
    await sleep(BETWEEN_ATTEMPTS);
  }
  try {
    return await work();
  } finally {
    await node.command('cluster/unlock', mine).catch(() => undefined);
  }
}

async function take(
  node: ClickHouse,
  mine: { readonly name: string; readonly holder: string },
): Promise<boolean> {
  try {
    await node.command('cluster/lock', { ...mine, lasts_ms: LASTS }, { settings: STRICT });
    return true;
  } catch (error) {
    if (!(error instanceof ClickHouseError) || error.serverCode !== KEEPER_EXCEPTION) throw error;
    const [lapsed] = await node.query<{ holder: string }>('cluster/lapsed_lock', { name: mine.name });
    if (lapsed) await node.command('cluster/unlock', { name: mine.name, holder: lapsed.holder });
    return false;
  }
}
