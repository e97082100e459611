import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { backoff } from '../../platform/clickhouse/backoff';
import { Deadline } from '../../platform/clickhouse/deadline';
import { PendingRanges } from '../pending-ranges/pending-ranges';
import type { RunResult } from '../../platform/jobs/interval-job';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { Spool } from '../../receive/spool/spool';
import { throwUncaught } from '../../receive/spool/spool-error';
import type { SpoolBatch } from '../../receive/spool/spool-reader';
import { ReceiverReports } from '../receivers/receiver-reports';
import { DeliveryStore } from './delivery-store';
import { DrainCounters } from './drain-counters';
import type { DrainStep } from './drain-counters';
import { GatheredBatch } from './gathered-batch';
import type { RowBinaryWriter } from './row-binary-writer';

/** Of one insert. */
const LIMITS = { maxRecords: 20_000, maxBytes: 8 * 2 ** 20 };
/** Of what is read and encoded in one go: a burst of it would be felt by the senders. */
const PORTION = { maxRecords: 500, maxBytes: 2 ** 20 };
const BETWEEN_PORTIONS_MS = 20;
/**
 * An insert costs about the same however many rows it has: the more come in, the longer it waits for company. Few wait
 * for as long only right after others.
 */
const GATHERING = { few: 1_000, fewForMs: 250, moreForMs: 1_000 };
/** Hardly ever waited for: a run waits for deliveries itself, and the next one follows it. */
const BETWEEN_RUNS_MS = 1_000;
const RETRY = { first: 200, most: 10_000 };
const STEPS: Record<DrainStep, string> = { read: 'reading the spool', store: 'storing deliveries' };

/**
 * Moves deliveries from the spool into ClickHouse, batch after batch, in order. A batch is acknowledged when
 * its rows are surely stored and stand on the list of what waits for its facts. Until then it is tried again,
 * without end: nothing is dropped.
 */
@Injectable()
export class Drain {
  private readonly signal: AbortSignal;
  /** Of a backlog, the next batch is gathered while ClickHouse stores the one before. */
  private next: Promise<GatheredBatch | undefined> | undefined;
  /** Read, and of another segment than what was being gathered. */
  private heldBack: SpoolBatch | undefined;
  /** When the last batch was ready, by `performance.now()`. */
  private gatheredAt = -Infinity;
  /** Used again: of new ones, some hundred megabytes would wait for the garbage collection. */
  private readonly writers: RowBinaryWriter[] = [];

  constructor(
    private readonly spool: Spool,
    private readonly store: DeliveryStore,
    private readonly pending: PendingRanges,
    private readonly counters: DrainCounters,
    private readonly reports: ReceiverReports,
    jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.signal = jobs.stopping;
    jobs.add({
      name: 'drainSpool',
      everyMs: BETWEEN_RUNS_MS,
      run: () => this.drainBatch().catch(endProcess),
      failure: 'draining the spool failed',
    });
  }

  /** Waits for deliveries, and stores a batch of them. The next start goes on where a stop comes in between. */
  private async drainBatch(): Promise<RunResult> {
    const batch = await (this.next ?? this.gather());
    if (batch === undefined) return 'done';
    const isBehind = this.spool.stats().pendingRecords - batch.records >= LIMITS.maxRecords;
    this.next = isBehind ? this.gather() : undefined;
    const whole = batch.whole();
    const isStored = await this.untilDone('store', async (attempt) => {
      await this.storeOnce(whole, batch.writer, attempt);
      return true;
    });
    if (isStored !== true) return 'done';
    this.counters.deliveries += batch.records;
    this.counters.bytes += batch.bytes;
    for (const portion of batch.portions) await this.spool.acknowledge(portion);
    return 'more';
  }

  /** Waits for deliveries, and for company for them; `undefined` when the service stops first. */
  private async gather(): Promise<GatheredBatch | undefined> {
    let portion = this.heldBack ?? (await this.readFirst());
    this.heldBack = undefined;
    if (portion === undefined) return undefined;
    const batch = new GatheredBatch(this.writers.pop()?.clear());
    const startedAt = performance.now();
    const fewForMs = Math.max(GATHERING.fewForMs, GATHERING.moreForMs - (startedAt - this.gatheredAt));
    const isDone = (): boolean => {
      const enoughMs = batch.records < GATHERING.few ? fewForMs : GATHERING.moreForMs;
      return isFull(batch) || performance.now() - startedAt >= enoughMs || this.isStopping();
    };
    do {
      await batch.add(portion);
      if (portion.records.length < PORTION.maxRecords) await this.pause(BETWEEN_PORTIONS_MS);
      while (!this.spool.hasUnread && !isDone()) await this.pause(BETWEEN_PORTIONS_MS);
      portion = isDone() ? undefined : await this.readMore();
    } while (portion !== undefined && portion.segmentId === batch.segmentId);
    this.gatheredAt = performance.now();
    this.heldBack = portion;
    return batch;
  }

  private readFirst(): Promise<SpoolBatch | undefined> {
    return this.untilDone('read', () => this.spool.read({ ...PORTION, signal: this.signal }));
  }

  /** What cannot be read now, or is not there after all, holds up nothing: the next batch begins with it. */
  private async readMore(): Promise<SpoolBatch | undefined> {
    const deadline = new Deadline(GATHERING.moreForMs, this.signal);
    try {
      return await this.spool.read({ ...PORTION, signal: deadline.signal });
    } catch {
      return undefined;
    } finally {
      deadline.end();
    }
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
  private async storeOnce(batch: SpoolBatch, writer: RowBinaryWriter, attempt: number): Promise<void> {
    await this.reports.announce();
    const startedAt = performance.now();
    const isFirstAttempt = attempt === 1;
    const isCertainlyNew = isFirstAttempt && batch.isFirstReading;
    // Of an attempt whose outcome is not known, the very same rows go again: a cluster stores them once.
    const isSentAgain = batch.isFirstReading && this.store.isReplicated;
    if (isCertainlyNew || isSentAgain) await this.store.insert(batch.records, writer.bytes());
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

/** For a defect: what was read and is not stored would otherwise wait for the next start. */
function endProcess(error: Error): RunResult {
  throwUncaught(error);
  return 'failed';
}

function isFull({ records, bytes }: GatheredBatch): boolean {
  return records + PORTION.maxRecords > LIMITS.maxRecords || bytes + PORTION.maxBytes > LIMITS.maxBytes;
}
