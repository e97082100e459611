import type { ClickHouse } from '../clickhouse';
import { ClickHouseError } from '../clickhouse-error';

/** What all processes on a cluster agree on. It is kept in Keeper, and so the same at every node. */
export interface ClusterState {
  /** Counts who was written on, and which numbers were in place. */
  readonly epoch: bigint;
  /** The node that is written on and asked. */
  readonly writer: string;
  /** Of the numbers that are in place: see `facts/generations`. */
  readonly generation: bigint;
}

interface Row {
  readonly epoch: string;
  readonly writer: string;
  readonly generation: string;
}

/** ClickHouse's errors: of Keeper, where somebody else came first; and of a table. */
const KEEPER_EXCEPTION = 999;
const UNKNOWN_TABLE = 60;
const UNKNOWN_DATABASE = 81;

/** The path is below the `keeper_map_path_prefix` of the servers. */
const CREATE = (keeperPath: string): string => `
CREATE TABLE IF NOT EXISTS cluster_state
(
    epoch      UInt64 COMMENT 'The greatest one counts',
    writer     String COMMENT 'The replica that is written on',
    generation UInt64 COMMENT 'Of the numbers that are in place',
    noted_at   DateTime64(3, 'UTC')
)
ENGINE = KeeperMap('${keeperPath}/cluster_state')
PRIMARY KEY epoch`;

/** On one node; the rows are the same on all of its shard. */
export function createState(node: ClickHouse, keeperPath: string): Promise<void> {
  return node.commandText(CREATE(keeperPath), {}, 'cluster: create its state');
}

/** `undefined` as long as there is none. @throws ClickHouseError also where Keeper is away */
export async function readState(node: ClickHouse): Promise<ClusterState | undefined> {
  try {
    const [row] = await node.query<Row>('cluster/state');
    return row && { epoch: BigInt(row.epoch), writer: row.writer, generation: BigInt(row.generation) };
  } catch (error) {
    const code = error instanceof ClickHouseError ? error.serverCode : undefined;
    if (code === UNKNOWN_TABLE || code === UNKNOWN_DATABASE) return undefined;
    throw error;
  }
}

/** @returns false when somebody else has said something with this epoch */
export async function claim(node: ClickHouse, state: ClusterState): Promise<boolean> {
  const { epoch, writer, generation } = state;
  try {
    const settings = { keeper_map_strict_mode: 1 } as Record<string, number>;
    await node.command('cluster/claim', { epoch, writer, generation }, { settings });
  } catch (error) {
    if (!(error instanceof ClickHouseError) || error.serverCode !== KEEPER_EXCEPTION) throw error;
    const now = await readState(node);
    // The answer of an attempt that went through may have been lost.
    if (now?.epoch === epoch && now.writer === writer && now.generation === generation) return true;
    if (now !== undefined && now.epoch >= epoch) return false;
    throw error;
  }
  await node.command('cluster/forget_epochs', { epoch }).catch(() => undefined);
  return true;
}
