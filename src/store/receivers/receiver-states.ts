import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';

/** What a receiver last said of itself, to all on the database. Times are by the clock of ClickHouse. */
export interface ReceiverReport {
  readonly id: string;
  readonly host: string;
  readonly dataDir: string;
  readonly reportedAt: Date;
  /** Deliveries that it had accepted and that were not stored yet. */
  readonly waiting: number;
  /** When it last refused a delivery, which may be lost, in milliseconds; null: it is not known to have done so. */
  readonly lastRefusedAt: number | null;
  /** It has ended in order, and takes nothing. */
  readonly isStopped: boolean;
  /** It has reported within half a minute; one that runs does every ten seconds. */
  readonly isRunning: boolean;
  /** By how much its clock was ahead of ClickHouse's. */
  readonly clockAheadMs: number;
  /** What it received before this time is stored, in milliseconds; Infinity: all that it ever will have received. */
  readonly storedUntilMs: number;
}

interface Row {
  readonly id: string;
  readonly host: string;
  readonly data_dir: string;
  readonly reported_at: string;
  readonly waiting: string;
  readonly oldest_at: string;
  readonly refused_ms: string;
  readonly is_stopped: boolean;
  readonly is_running: boolean;
  readonly clock_ahead_ms: string;
}

/** They change every ten seconds, and are asked for with every question. */
const KEPT_MS = 2_000;

/** How all receivers on the database are, those of other machines as well. */
@Injectable()
export class ReceiverStates {
  private last: { readonly at: number; readonly reports: Promise<ReceiverReport[]> } | undefined;

  constructor(private readonly clickhouse: ClickHouse) {}

  /** Every receiver that has not been forgotten; up to two seconds old. */
  all(): Promise<ReceiverReport[]> {
    const now = performance.now();
    if (this.last === undefined || now - this.last.at > KEPT_MS) {
      const last = { at: now, reports: this.now() };
      this.last = last;
      last.reports.catch(() => {
        if (this.last === last) this.last = undefined;
      });
    }
    return this.last.reports;
  }

  /** @param own the receiver of this service, which is asked itself; `undefined`: it has none */
  async others(own: string | undefined): Promise<ReceiverReport[]> {
    return (await this.all()).filter(({ id }) => id !== own);
  }

  /** The same as of now. */
  async now(options?: CallOptions): Promise<ReceiverReport[]> {
    const rows = await this.clickhouse.query<Row>('receivers/states', {}, options);
    return rows.map((row) => ({
      id: row.id,
      host: row.host,
      dataDir: row.data_dir,
      reportedAt: new Date(row.reported_at),
      waiting: Number(row.waiting),
      lastRefusedAt: Number(row.refused_ms) || null,
      isStopped: row.is_stopped,
      isRunning: row.is_running,
      clockAheadMs: Number(row.clock_ahead_ms),
      storedUntilMs: storedUntil(row),
    }));
  }
}

function storedUntil({ waiting, oldest_at, is_stopped, reported_at }: Row): number {
  const reportedAt = Date.parse(reported_at);
  if (waiting !== '0') return Math.min(Date.parse(oldest_at) || reportedAt, reportedAt);
  return is_stopped ? Infinity : reportedAt;
}
