import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';
import type { RangeGroup } from './pending-range';

/** Computes the facts of what deliveries touched. Each step can be repeated; none counts anything up. */
@Injectable()
export class FactBuilder {
  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Sorts the deliveries of a range to the other events of their chats. */
  async sortIntoSubjects(range: RangeGroup): Promise<void> {
    await this.clickhouse.command('facts/subject_events', rangeParameters(range));
  }

  /**
   * Computes the samples of every chat that the range touched, and changes those that differ.
   * @param version greater than every one before it, and taken after the deliveries were sorted in
   */
  async rebuildTouchedSubjects(range: RangeGroup, version: bigint): Promise<void> {
    const idle_gap_ms = this.settings.episodeIdleGapSeconds * 1000;
    const settings = { max_partitions_per_insert_block: '0' };
    await this.clickhouse.command('facts/sample_changes', {
      ...rangeParameters(range),
      version,
      idle_gap_ms,
    });
    await this.clickhouse.command('facts/subject_buckets', { version });
    await this.clickhouse.command('facts/samples', { version }, { settings });
  }

  /** Forgets what {@link rebuildTouchedSubjects} noted of its changes. */
  async forgetChanges(version: bigint): Promise<void> {
    await this.clickhouse.command('facts/drop_sample_changes', { version });
  }
}

/** A range as the SQL files name it. */
export function rangeParameters(range: RangeGroup): Record<string, bigint> {
  return {
    segment_id: range.segmentId,
    first_sequence: range.firstSequence,
    last_sequence: range.lastSequence,
  };
}
