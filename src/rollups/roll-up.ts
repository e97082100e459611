import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import { FactBuilder, rangeParameters } from '../facts/fact-builder';
import { groupNeighbours } from '../facts/pending-range';
import type { RangeGroup } from '../facts/pending-range';
import { PendingRanges } from '../facts/pending-ranges';
import { ResultVersion } from './result-version';

/** How many deliveries are computed in one go: bounds ClickHouse's memory for it. */
const MOST_DELIVERIES = 100_000;

/**
 * Brings facts and roll-ups up to what is stored: takes the pending ranges one after the other, computes every
 * chat they touched and every bucket in which that changed something, and takes the range off the list last.
 * Any stop in between, a second service, or doing it twice leaves the same numbers.
 */
@Injectable()
export class RollUp {
  /** True until a pass over everything pending has gone through: an earlier one may have broken off. */
  private mayFollowBreak = true;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly pending: PendingRanges,
    private readonly facts: FactBuilder,
    private readonly version: ResultVersion,
  ) {}

  /**
   * Rolls up what is pending at the moment. What comes in meanwhile waits for the next pass, so that a steady
   * stream is computed in sensible portions.
   * @returns the number of deliveries
   */
  async rollUpPending(signal?: AbortSignal): Promise<number> {
    let deliveries = 0;
    const isRecovery = this.mayFollowBreak;
    this.mayFollowBreak = true;
    let isMore = true;
    while (isMore) {
      const { ranges, isComplete } = await this.pending.next();
      for (const group of groupNeighbours(ranges, MOST_DELIVERIES)) {
        if (signal?.aborted === true) return deliveries;
        const isOthers = group.ranges.some((range) => range.ingestedBy !== this.pending.startId);
        await this.rollUpRange(group, isRecovery || isOthers);
        deliveries += group.deliveries;
      }
      isMore = !isComplete;
    }
    this.mayFollowBreak = false;
    return deliveries;
  }

  private async rollUpRange(range: RangeGroup, isRecovery: boolean): Promise<void> {
    await this.facts.sortIntoSubjects(range);
    const changeVersion = await this.version.next();
    await this.facts.rebuildTouchedSubjects(range, changeVersion);

    // A version of its own, taken after the samples are written: it covers every change made before it.
    const version = await this.version.next();
    await this.clickhouse.command(
      'rollups/rollup_15m',
      { ...rangeParameters(range), change_version: changeVersion, version, is_recovery: isRecovery },
      { settings: { max_partitions_per_insert_block: '0' } },
    );
    await this.pending.settle(range.ranges);
    await this.facts.forgetChanges(changeVersion);
  }
}
