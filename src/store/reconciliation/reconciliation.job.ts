import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { RunResult } from '../../platform/jobs/interval-job';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { segmentIdText } from '../../receive/spool/segment-names';
import type { DrainedSegment } from '../../receive/spool/segment-names';
import { Spool } from '../../receive/spool/spool';
import { ReconciliationResults } from './reconciliation-results';
import { SegmentComparison } from './segment-comparison';

/** All in milliseconds. */
const EVERY = 3_600_000;
const RETRY = { first: 2_000, most: 300_000 };
const BETWEEN_LOOKS_AT_THE_BACKLOG = 200;
/** After so many comparisons in a row that could not be made, the others would fail, too. */
const FAILURE_THRESHOLD = 3;
/** So much at a time is sent again, so that deliveries that come meanwhile do not wait for all of it. */
const MAX_BYTES_SENT_AGAIN = 256 * 2 ** 20;

interface Pass {
  segments: number;
  lacking: number;
  missingDeliveries: number;
  damaged: number;
  failed: number;
}

/**
 * Compares the segments that are kept after draining with ClickHouse, at start and hourly; sooner when it could
 * not. One of which ClickHouse lacks deliveries (it lost power, or was restored from a backup) is drained again.
 */
@Injectable()
export class ReconciliationJob {
  private hasReported = false;

  constructor(
    private readonly spool: Spool,
    private readonly comparison: SegmentComparison,
    private readonly results: ReconciliationResults,
    private readonly jobs: Jobs,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    jobs.add({
      name: 'compareKeptSegments',
      everyMs: EVERY,
      retry: RETRY,
      run: () => this.compareKeptSegments(),
      failure: 'kept segments could not be compared with ClickHouse; tried again soon',
    });
  }

  /**
   * Compares every kept segment once, and has those sent again that ClickHouse lacks deliveries of.
   * @returns `done` when every segment could be compared
   */
  async compareKeptSegments(): Promise<RunResult> {
    const pass: Pass = { segments: 0, lacking: 0, missingDeliveries: 0, damaged: 0, failed: 0 };
    let failuresInARow = 0;
    for (const segment of this.spool.drainedSegments()) {
      if (this.isStopping() || failuresInARow === FAILURE_THRESHOLD) break;
      failuresInARow = (await this.compare(segment, pass)) ? 0 : failuresInARow + 1;
    }
    this.report(pass);
    if (pass.failed > 0 || this.isStopping()) return 'failed';
    this.results.lastSuccessAt = Date.now();
    return 'done';
  }

  /** Resolves with whether it could be compared, and be put back if it must. */
  private async compare(segment: DrainedSegment, pass: Pass): Promise<boolean> {
    const facts = { segment: segmentIdText(segment.segmentId), records: segment.records };
    try {
      const state = await this.comparison.stateOf(segment);
      pass.segments += 1;
      if (state.kind === 'lacking') {
        pass.lacking += 1;
        pass.missingDeliveries += state.deliveries;
        await this.untilBacklogHasRoomFor(segment.bytes);
        if (this.isStopping()) return false;
        await this.spool.rewind(segment.segmentId);
      } else if (state.kind === 'damaged') {
        pass.damaged += 1;
        this.log.error(
          { ...facts, unreadable: state.deliveries },
          'a kept segment is damaged where ClickHouse lacks deliveries: it stays until somebody removes it',
        );
      }
      return true;
    } catch (error) {
      pass.failed += 1;
      this.log.warn(
        { err: error, ...facts },
        'a kept segment could not be compared with ClickHouse; tried again soon',
      );
      return false;
    }
  }

  /** All kept segments at once could fill the backlog up to its limit, and deliveries would be refused. */
  private async untilBacklogHasRoomFor(bytes: number): Promise<void> {
    const most = Math.min(MAX_BYTES_SENT_AGAIN, this.settings.spool.maxPendingBytes / 4);
    for (;;) {
      const { pendingBytes } = this.spool.stats();
      if (this.isStopping() || pendingBytes === 0 || pendingBytes + bytes <= most) return;
      const { stopping: signal } = this.jobs;
      await sleep(BETWEEN_LOOKS_AT_THE_BACKLOG, undefined, { signal }).catch(() => undefined);
    }
  }

  private report(pass: Pass): void {
    const { segments, failed, lacking, missingDeliveries, damaged } = pass;
    if (lacking > 0) {
      this.log.error(
        { segments, lacking, missingDeliveries },
        'ClickHouse lacked deliveries that it had: they are sent again from the spool',
      );
    } else if (damaged > 0 || !this.hasReported) {
      this.log.info({ segments, failed, damaged }, 'kept segments were compared with ClickHouse');
    }
    this.hasReported = true;
  }

  private isStopping(): boolean {
    return this.jobs.stopping.aborted;
  }
}
