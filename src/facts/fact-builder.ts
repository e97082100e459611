import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import type { CallOptions } from '../clickhouse/clickhouse';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';
import type { RangeGroup } from './pending-range';

/** Chats computed in one go because time has passed. */
const MOST_AWAKE = 20_000;
/** A row goes into the partition of its year, and one chat may span many. */
export const ANY_YEARS = { max_partitions_per_insert_block: '0' };
const RUN_TABLES = ['run_subjects', 'run_episodes', 'sample_changes'] as const;

/** Event times, `from <= t < to`, in milliseconds. */
export interface FactRange {
  readonly from: number;
  readonly to: number;
}

/** What is computed together: `chat/<id>`, or the event of a message without a chat. */
export interface SubjectName {
  readonly account: string;
  readonly subject: string;
}

/** Computes the facts of chats, run by run. Each step can be repeated; none counts anything up. */
@Injectable()
export class FactBuilder {
  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Sorts the deliveries of a range to the other events of their chats, also those whose chat another delivery
   * tells, and notes what operators are called.
   */
  async sortIntoSubjects(range: RangeGroup): Promise<void> {
    await Promise.all([
      this.sortEvents(range),
      this.clickhouse.command('facts/operator_names', rangeParameters(range)),
    ]);
  }

  /** Chooses the chats that a range touched for a run. */
  async chooseTouched(range: RangeGroup, version: bigint): Promise<void> {
    await this.clickhouse.command('facts/run_subjects_of_range', { ...rangeParameters(range), version });
  }

  /**
   * Chooses chats in which an episode has become idle.
   * @param afterMs when that was last asked for up to; 0 for never
   * @returns how many; when it is {@link MOST_AWAKE} there are more
   */
  async chooseAwake(afterMs: number, untilMs: number, version: bigint): Promise<number> {
    await this.clickhouse.command('facts/run_subjects_awake', {
      version,
      after_ms: afterMs,
      until_ms: untilMs,
      limit: MOST_AWAKE,
    });
    return this.chosen(version);
  }

  /**
   * Whether episodes may have become idle.
   * @param afterMs when that was last asked for up to
   */
  async areAnyAwake(afterMs: number): Promise<{ areAny: boolean; untilMs: number }> {
    const [row] = await this.clickhouse.query<{ episodes: string; until_ms: string }>('facts/due_wake_ups', {
      after_ms: afterMs,
    });
    return { areAny: row?.episodes !== '0', untilMs: Number(row?.until_ms ?? afterMs) };
  }

  /** Chooses chats by name for a run. */
  async chooseNamed(chats: readonly SubjectName[], version: bigint): Promise<void> {
    await this.clickhouse.command('facts/run_subjects_named', {
      accounts: chats.map(({ account }) => account),
      subjects: chats.map(({ subject }) => subject),
      version,
    });
  }

  /** Chooses a slice of the chats with any event in a range of time. @returns how many */
  async chooseSlice(range: FactRange, slices: number, slice: number, version: bigint): Promise<number> {
    await this.clickhouse.command('facts/run_subjects_slice', {
      ...rangeOfTime(range),
      slices,
      slice,
      version,
    });
    return this.chosen(version);
  }

  /** Chooses the chats that other runs than these have changed since a version. @returns how many */
  async chooseChanged(since: bigint, own: readonly bigint[], version: bigint): Promise<number> {
    await this.clickhouse.command('facts/run_subjects_changed', { since, own, version });
    return this.chosen(version);
  }

  /** About how many chats have any event in a range of time. */
  async countSubjects(range: FactRange): Promise<number> {
    const [row] = await this.clickhouse.query<{ subjects: string }>(
      'facts/count_subjects',
      rangeOfTime(range),
    );
    return Number(row?.subjects ?? 0);
  }

  /**
   * Computes the episodes and samples of the chosen chats, and what differs from the samples there are.
   * @param version greater than every one before it, and taken after the deliveries were sorted in
   */
  async compute(version: bigint): Promise<void> {
    const { episodeIdleGapSeconds, copilotOnAccounts, copilotIds } = this.settings;
    await this.clickhouse.command('facts/run_episodes', {
      version,
      now_ms: momentOf(version),
      idle_gap_ms: episodeIdleGapSeconds * 1000,
      copilot_on_accounts: copilotOnAccounts,
      copilot_ids: copilotIds,
    });
    await this.clickhouse.command('facts/sample_changes', { version });
  }

  /** Changes the samples that differ. */
  async apply(versions: readonly bigint[], options: CallOptions = {}): Promise<void> {
    const settings = { ...ANY_YEARS, ...options.settings };
    await this.clickhouse.command('facts/subject_buckets', { versions });
    await this.clickhouse.command('facts/samples', { versions }, { ...options, settings });
  }

  /**
   * Keeps the episodes of runs. Must come last: an episode that is kept as idle does not wake its chat again, so
   * everything that follows from it must be written.
   */
  async keepEpisodes(versions: readonly bigint[], options: CallOptions = {}): Promise<void> {
    const now_ms = versions.map(momentOf).reduce((one, other) => (one < other ? one : other));
    await this.clickhouse.command('facts/wake_ups', { versions, now_ms });
    await this.clickhouse.command('facts/episodes', { versions }, options);
  }

  /** Forgets what a run noted. */
  async forgetRun(version: bigint): Promise<void> {
    await Promise.all(RUN_TABLES.map((table) => this.clickhouse.command(`facts/drop_${table}`, { version })));
  }

  private async sortEvents(range: RangeGroup): Promise<void> {
    await this.clickhouse.command('facts/subject_events', rangeParameters(range));
    await this.clickhouse.command('facts/message_chats', rangeParameters(range));
    await this.clickhouse.command('facts/moved_events', rangeParameters(range));
  }

  private async chosen(version: bigint): Promise<number> {
    const [row] = await this.clickhouse.query<{ subjects: string }>('facts/count_run_subjects', { version });
    return Number(row?.subjects ?? 0);
  }
}

/** Versions are microseconds of ClickHouse's clock. */
function momentOf(version: bigint): bigint {
  return version / 1000n;
}

function rangeOfTime({ from, to }: FactRange): { from: Date; to: Date } {
  return { from: new Date(from), to: new Date(to) };
}

/** A range as the SQL files name it. */
function rangeParameters(range: RangeGroup): Record<string, bigint> {
  return {
    segment_id: range.segmentId,
    first_sequence: range.firstSequence,
    last_sequence: range.lastSequence,
  };
}
