import type { ClickHouse } from '../clickhouse';
import { ClickHouseError } from '../clickhouse-error';

/** A turn to compute, as it stands in Keeper: who takes the next one has seen it. */
export interface ClaimedTurn {
  readonly number: bigint;
  readonly session: string;
  /** As in `compute_leases`. */
  readonly version: bigint;
  readonly cleanVersion: bigint;
}

type Row = Readonly<Record<'number' | 'session' | 'version' | 'clean_version', string>>;

/** ClickHouse's error of Keeper: the row is there already. */
const KEEPER_EXCEPTION = 999;
const STRICT = { keeper_map_strict_mode: 1 } as Record<string, number>;
const KEPT = 10n;

const CREATE = (keeperPath: string): string => `
CREATE TABLE IF NOT EXISTS compute_turns
(
    number        UInt64 COMMENT 'The greatest one counts',
    session       String COMMENT 'Of ClickHouse, in which the turn writes: see compute_leases',
    version       UInt64 COMMENT 'As there',
    clean_version UInt64 COMMENT 'As there',
    claimed_at    DateTime64(3, 'UTC')
)
ENGINE = KeeperMap('${keeperPath}/compute_turns')
PRIMARY KEY number`;

/** On one node; the rows are the same on all of its shard. */
export function createTurns(node: ClickHouse, keeperPath: string): Promise<void> {
  return node.commandText(CREATE(keeperPath), {}, 'cluster: create its turns');
}

/**
 * Turns on a cluster are numbered in Keeper, where of two that claim the same number one fails, whichever nodes they
 * ask: docs/decisions/0018-turns-on-a-cluster.md. On a single server there are no numbers.
 */
export class ClusterTurns {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** Whether turns are numbered. */
  get areClaimed(): boolean {
    return this.clickhouse.replica !== undefined;
  }

  /** `undefined` as long as there was none. @throws ClickHouseError also where Keeper is away */
  async last(): Promise<ClaimedTurn | undefined> {
    const [row] = await this.clickhouse.query<Row>('cluster/last_turn');
    return (
      row && {
        number: BigInt(row.number),
        session: row.session,
        version: BigInt(row.version),
        cleanVersion: BigInt(row.clean_version),
      }
    );
  }

  /** @returns false when somebody else has claimed the number */
  async claim(turn: ClaimedTurn): Promise<boolean> {
    const { number, session, version, cleanVersion } = turn;
    try {
      const row = { number, session, version, clean_version: cleanVersion };
      await this.clickhouse.command('cluster/claim_turn', row, { settings: STRICT });
    } catch (error) {
      if (!(error instanceof ClickHouseError) || error.serverCode !== KEEPER_EXCEPTION) throw error;
      const last = await this.last();
      // The answer of an attempt that went through may have been lost.
      if (last?.number === number && last.session === session) return true;
      if (last !== undefined && last.number >= number) return false;
      throw error;
    }
    if (number % KEPT === 0n)
      await this.clickhouse.command('cluster/forget_turns', { below: number - KEPT }).catch(() => undefined);
    return true;
  }

  /** Whether nobody has claimed a turn after this one. @throws ClickHouseError also where Keeper is away */
  async isLast({ number }: Pick<ClaimedTurn, 'number'>): Promise<boolean> {
    const [row] = await this.clickhouse.query<{ is_last: number }>('cluster/is_last_turn', { number });
    return row?.is_last === 1;
  }
}
