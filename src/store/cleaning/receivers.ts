import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';

/** How far erased deliveries are gone from the files of a receiver. */
export interface ReceiverState {
  readonly id: string;
  readonly host: string;
  readonly dataDir: string;
  readonly reportedAt: Date;
  /** Of everything that was erased in ClickHouse so far. */
  readonly isClean: boolean;
  /** Whether it has reported lately: one that runs does every ten minutes. */
  readonly isRunning: boolean;
  /** Where something is left. */
  readonly leftOver: readonly string[];
}

/** What was taken out of the files of a receiver. */
export interface FilesCleaned {
  readonly receiver: string;
  readonly place: string;
  readonly files: number;
  readonly deliveries: number;
}

interface Row {
  readonly id: string;
  readonly host: string;
  readonly data_dir: string;
  readonly reported_at: string;
  readonly left_over: readonly string[];
  readonly is_clean: boolean;
  readonly is_running: boolean;
}

const BETWEEN_LOOKS_MS = 500;

/** Every receiver that drains into the database, with what it has reported of its files. */
@Injectable()
export class Receivers {
  constructor(private readonly clickhouse: ClickHouse) {}

  async states(): Promise<ReceiverState[]> {
    const rows = await this.clickhouse.query<Row>('cleaning/receivers');
    return rows.map((row) => ({
      id: row.id,
      host: row.host,
      dataDir: row.data_dir,
      reportedAt: new Date(row.reported_at),
      isClean: row.is_clean,
      isRunning: row.is_running,
      leftOver: row.left_over,
    }));
  }

  /** Waits until the files of all that run are clean, or the time is over. @returns how far all are then */
  async untilClean(timeoutMs: number, signal: AbortSignal): Promise<ReceiverState[]> {
    for (const end = performance.now() + timeoutMs; ;) {
      const states = await this.states();
      const isOver = performance.now() > end || signal.aborted;
      if (isOver || states.every(({ isClean, isRunning }) => isClean || !isRunning)) return states;
      await sleep(BETWEEN_LOOKS_MS);
    }
  }

  /** The time of ClickHouse, for {@link cleanedSince}. */
  async now(): Promise<Date> {
    const [row] = await this.clickhouse.query<{ now: string }>('cleaning/now');
    return new Date(row?.now ?? 0);
  }

  async cleanedSince(since: Date): Promise<FilesCleaned[]> {
    const rows = await this.clickhouse.query<Record<'id' | 'place' | 'files' | 'deliveries', string>>(
      'cleaning/files_cleaned',
      { since },
    );
    return rows.map(({ id, place, files, deliveries }) => ({
      receiver: id,
      place,
      files: Number(files),
      deliveries: Number(deliveries),
    }));
  }

  /** Expects nothing more of a receiver. */
  async forget(id: string): Promise<void> {
    await this.clickhouse.command('cleaning/forget', { receiver: id });
    await this.clickhouse.command('receivers/forget', { receiver: id });
  }
}
