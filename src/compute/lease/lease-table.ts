import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { SqlParameters } from '../../platform/clickhouse/sql-parameters';

/** What the table says of a session that may be computing. */
export interface OpenLease {
  readonly session: string;
  readonly holder: string;
  readonly program: string;
  /** Whether it was heard of lately, by the clock of ClickHouse. */
  readonly is_live: boolean;
  /** Sessions of other users of ClickHouse can be neither seen nor shut. */
  readonly is_of_same_user: boolean;
  /** It was last heard of so long ago that no statement of it can still be on its way. */
  readonly is_long_gone: boolean;
  /** What was written since may be unfinished. */
  readonly clean_version: string;
}

export interface LeaseState {
  /** Microseconds of ClickHouse's clock. */
  readonly now: bigint;
  /** Of the session that computed last. */
  readonly newest: {
    readonly session: string;
    readonly holder: string;
    readonly program: string;
    readonly version: bigint;
    readonly cleanVersion: bigint;
  };
  readonly open: readonly OpenLease[];
  /** Sessions that wait for their turn. */
  readonly waiting: readonly string[];
}

/** What a session says of itself. */
export interface LeaseRow {
  readonly session: string;
  readonly counter: bigint;
  readonly isOpen: boolean;
  readonly version: bigint;
  readonly cleanVersion: bigint;
  readonly waitsMs: number;
}

interface Row {
  readonly now: string;
  readonly newest_session: string;
  readonly newest_holder: string;
  readonly newest_program: string;
  readonly newest_version: string;
  readonly newest_clean_version: string;
  readonly open: OpenLease[];
  readonly waiting: string[];
}

/** The table by which processes tell each other who computes. */
export class LeaseTable {
  /** @param lapseMs after so long without a sign a session is taken for dead */
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly holder: { readonly holder: string; readonly program: string },
    private readonly lapseMs: number,
  ) {}

  /** @param except a session that is left out */
  async state(except = ''): Promise<LeaseState> {
    // Whoever writes on another node of a cluster is seen as well.
    await this.clickhouse.sync(['compute_leases']);
    const [row] = await this.clickhouse.query<Row>('lease/state', { lapse_ms: this.lapseMs, except });
    if (row === undefined) throw new Error('lease/state answered with no row');
    return {
      now: BigInt(row.now),
      newest: {
        session: row.newest_session,
        holder: row.newest_holder,
        program: row.newest_program,
        version: BigInt(row.newest_version),
        cleanVersion: BigInt(row.newest_clean_version),
      },
      open: row.open,
      waiting: row.waiting,
    };
  }

  /** The newest version that anything computed has. */
  async lastVersion(): Promise<bigint> {
    const [row] = await this.clickhouse.query<{ version: string }>('lease/last_version');
    return BigInt(row?.version ?? 0);
  }

  /** What `lease/write` takes. */
  parametersOf(row: LeaseRow): SqlParameters {
    return {
      ...this.holder,
      session: row.session,
      counter: row.counter,
      is_open: row.isOpen,
      version: row.version,
      clean_version: row.cleanVersion,
      waits_ms: row.waitsMs,
    };
  }

  write(row: LeaseRow): Promise<void> {
    return this.clickhouse.command('lease/write', this.parametersOf(row));
  }

  /** After the session was shut. */
  close(session: string): Promise<void> {
    return this.clickhouse.command('lease/close', { session });
  }
}

/** What became of the turns of this process, for whoever watches it. */
export class LeaseCounts {
  /** Turns that went through. */
  done = 0;
  /** Turns that were broken off by an error. */
  failed = 0;
  /** Turns that another process took away, as this one had not been heard of for too long. */
  lost = 0;
  /** Turns that were taken from a process that had not been heard of for too long. */
  takenOver = 0;
  /** How long this process has waited for others in all. */
  waitedMs = 0;
  isHeld = false;
  /** Whoever had the last turn that is known of. */
  lastHolder: string | undefined;
}
