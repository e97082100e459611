import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { backoff } from '../clickhouse/backoff';
import { ClickHouseConnection } from '../clickhouse/clickhouse-connection';
import { PendingRanges } from '../facts/pending-ranges';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import { Spool } from '../spool/spool';
import type { SpoolBatch } from '../spool/spool-reader';
import { encodeDeliveries } from './delivery-rows';
import { DeliveryStore } from './delivery-store';
import { DrainCounters } from './drain-counters';
import type { DrainStep } from './drain-counters';
import { RowBinaryWriter } from './row-binary-writer';

const LIMITS = { maxRecords: 20_000, maxBytes: 8 * 2 ** 20 };
const RETRY = { first: 200, most: 10_000 };
/** An insert costs about the same however many rows it has: the more come in, the longer it waits for company. */
const PAUSES = { few: 1_000, afterFewMs: 250, afterMoreMs: 1_000 };
const STEPS: Record<DrainStep, string> = { read: 'reading the spool', store: 'storing deliveries' };

interface PreparedBatch {
  readonly batch: SpoolBatch;
  readonly rows: Buffer;
  /** Holds the rows. */
  readonly writer: RowBinaryWriter;
}

/**
 * Moves deliveries from the spool into ClickHouse, batch after batch, in order. A batch is acknowledged when
 * its rows are surely stored and stand on the list of what waits for its facts. Until then it is tried again,
 * for ever: nothing is dropped.
 */
@Injectable()
export class Drain implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  private readonly signal = this.stop.signal;
  private running: Promise<void> | undefined;
  /** Used again: of new ones, some hundred megabytes would wait for the garbage collection. */
  private readonly writers: RowBinaryWriter[] = [];

  constructor(
    private readonly spool: Spool,
    private readonly store: DeliveryStore,
    private readonly pending: PendingRanges,
    private readonly connection: ClickHouseConnection,
    private readonly counters: DrainCounters,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    void this.connection.ready().then(
      () => {
        if (!this.isStopping()) this.running = this.run();
      },
      () => undefined, // The connection has said why; there is nothing to drain into.
    );
  }

  /** Waits for the attempt under way; the next start goes on from there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let next: Promise<PreparedBatch | undefined> | undefined;
    for (;;) {
      const prepared = await (next ?? this.prepare());
      if (prepared === undefined) return;
      const { batch } = prepared;
      // Of a backlog, the next batch is made ready while ClickHouse stores this one.
      next = this.waitingAfter(batch) >= LIMITS.maxRecords ? this.prepare() : undefined;
      const isStored = await this.untilDone('store', async (attempt) => {
        await this.storeOnce(prepared, attempt);
        return true;
      });
      if (isStored !== true) return;
      this.counters.deliveries += batch.records.length;
      this.counters.bytes += batch.bytes;
      await this.spool.acknowledge(batch);
      if (next === undefined) await this.gatherMore(batch);
    }
  }

  private async gatherMore({ records }: SpoolBatch): Promise<void> {
    await this.pause(records.length < PAUSES.few ? PAUSES.afterFewMs : PAUSES.afterMoreMs);
  }

  /** Deliveries that wait behind a batch that was read and is not acknowledged. */
  private waitingAfter({ records }: SpoolBatch): number {
    return this.spool.stats().pendingRecords - records.length;
  }

  /** The next batch and its rows; `undefined` when the service stops first. */
  private async prepare(): Promise<PreparedBatch | undefined> {
    const batch = await this.untilDone('read', () => this.spool.read({ ...LIMITS, signal: this.signal }));
    if (batch === undefined) return undefined;
    const writer = this.writers.pop()?.clear() ?? new RowBinaryWriter();
    return { batch, writer, rows: await encodeDeliveries(batch.records, writer) };
  }

  /** Tries until it works; `undefined` when the service stops first. */
  private async untilDone<T>(step: DrainStep, once: (attempt: number) => Promise<T>): Promise<T | undefined> {
    const what = STEPS[step];
    for (let attempt = 1; !this.isStopping(); attempt += 1) {
      try {
        const result = await once(attempt);
        if (attempt > 1) this.log.info({ attempts: attempt }, `${what} works again`);
        return result;
      } catch (error) {
        if (this.isStopping()) return undefined;
        this.counters.failures[step] += 1;
        const waitMs = backoff(attempt, RETRY);
        this.log.warn(
          { err: error, attempt, waitMs },
          `${what} failed and will be tried again; nothing is lost`,
        );
        await this.pause(waitMs);
      }
    }
    return undefined;
  }

  /** Looks before it sends, unless the records are certainly new: whatever came before may have been stored. */
  private async storeOnce({ batch, rows, writer }: PreparedBatch, attempt: number): Promise<void> {
    const startedAt = performance.now();
    const isFirstAttempt = attempt === 1;
    const isCertainlyNew = isFirstAttempt && batch.isFirstReading;
    if (isCertainlyNew) await this.store.insert(batch.records, rows);
    else await this.store.insert(await this.store.missingOf(batch));
    // After an attempt that failed, a connection that is still closing may be sending from it.
    if (isFirstAttempt) this.writers.push(writer);
    await this.pending.add({
      segmentId: batch.segmentId,
      firstSequence: BigInt(batch.firstSequence),
      lastSequence: BigInt(batch.lastSequence),
      deliveries: batch.records.length,
    });
    this.counters.observer?.((performance.now() - startedAt) / 1000);
  }

  private isStopping(): boolean {
    return this.signal.aborted;
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.signal }).catch(() => undefined);
  }
}
