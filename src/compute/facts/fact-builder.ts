import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import type { SqlParameters } from '../../platform/clickhouse/sql-parameters';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { Turn } from '../lease/turn';
import type { RangeGroup } from '../../store/pending-ranges/pending-range';
import { finishSwitch, PRESENT } from './generations';
import type { NumberTables } from './generations';
import { UntimedEvents } from './untimed-events';
import { UsedSettings } from './used-settings';
import type { Shaping } from './used-settings';
import { TargetRows } from './target-rows';
import { WorkingHours } from './working-hours';

/** Chats computed in one go: bounds ClickHouse's memory for it. */
export const CHATS_PER_RUN = 20_000;
/** A row goes into the partition of its year, and one chat may span many. */
export const ANY_YEARS = { max_partitions_per_insert_block: '0' };
/** Of a run, until its changes are known. */
const STEPPING_STONES = ['run_cut_events', 'run_events', 'run_facts'] as const;
const RUN_TABLES = ['run_threads', 'run_episodes', 'run_targets', 'fact_changes'] as const;
/** As an edition: nothing is computed for them. */
const NO_TARGETS = '0';

/** Event times, `from <= t < to`, in milliseconds. */
export interface FactRange {
  readonly from: number;
  readonly to: number;
}

/** What is computed together: `chat/<id>`, or the event of a message without a chat. */
export interface ThreadKey {
  readonly account: string;
  readonly thread: string;
}

/** How much there is to compute. */
export interface ThreadCount {
  /** All of it: chats, messages whose chat is not known, and events of neither. */
  readonly threads: number;
  readonly chats: number;
}

/** Chats that a new generation of numbers has not as they are. */
interface Behind {
  /** The version after which the present one has changed. */
  readonly since: bigint;
  readonly nowMs: number;
  /** How many slices there are, and which one. */
  readonly slices: number;
  readonly slice: number;
}

/** Where what was computed goes. */
export interface Destination {
  /** A turn, where others read it. */
  readonly writer: Pick<Turn, 'command' | 'nextVersion'>;
  /** By default those that everybody reads. */
  readonly tables?: NumberTables;
  /** Of the statements that write. */
  readonly options?: CallOptions;
}

/** Computes the facts of chats, run by run. Each step can be repeated; none counts anything up. */
@Injectable()
export class FactBuilder {
  private readonly usedSettings: UsedSettings;
  private readonly untimedEvents: UntimedEvents;

  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) settings: Settings,
    @Inject(RulesInForce) rules: Pick<RulesInForce, 'current'>,
  ) {
    this.usedSettings = new UsedSettings(clickhouse, settings, rules);
    this.untimedEvents = new UntimedEvents(clickhouse);
  }

  /**
   * Sorts the deliveries of some ranges to the other events of their chats, also those whose chat another delivery
   * tells, and notes what operators are called, and what came of which type.
   */
  async sortIntoThreads(turn: Turn, ranges: RangeGroup, version: bigint): Promise<void> {
    await this.sortEvents(turn, ranges, version);
    // Which delivery of a message tells its name is known when all of them stand together.
    await turn.command('facts/operators', rangeParameters(ranges));
    await turn.command('facts/received_blocks', rangeParameters(ranges));
  }

  /**
   * Selects the chats that ranges touched for a run; tells their events apart where several receivers took them, and
   * notes what came to them too late, or is dated too early.
   */
  async selectTouched(turn: Turn, ranges: RangeGroup, version: bigint): Promise<void> {
    await this.clickhouse.command('facts/run_threads_of_range', { ...rangeParameters(ranges), version });
    await this.untimedEvents.putRight(turn, version);
    await this.clickhouse.command('facts/state_events_dated_before', { version });
    const { dates_state_by_receipt } = (await this.usedSettings.inForce()).parameters;
    await this.clickhouse.command('facts/late_deliveries', { version, dates_state_by_receipt });
  }

  /** How much a run has selected. */
  async countSelected(version: bigint): Promise<ThreadCount> {
    const [row] = await this.clickhouse.query<ThreadCounts>('facts/count_run_threads', { version });
    return countsOf(row);
  }

  /** Selects chats by name for a run. */
  async selectNamed(chats: readonly ThreadKey[], version: bigint): Promise<void> {
    await this.clickhouse.command('facts/run_threads_named', {
      accounts: chats.map(({ account }) => account),
      threads: chats.map(({ thread }) => thread),
      version,
    });
  }

  /** Selects a slice of all that has any event in a range of time. */
  async selectSlice(range: FactRange, slices: number, slice: number, version: bigint): Promise<ThreadCount> {
    await this.clickhouse.command('facts/run_threads_slice', {
      ...rangeOfTime(range),
      slices,
      slice,
      version,
    });
    return this.countSelected(version);
  }

  /**
   * Selects, run by run, the chats of which anything was written after a version.
   * @param runs only of these runs' chats; of all, when there are none
   * @param work done with each run
   */
  async forEachWrittenSince(
    turn: Turn,
    since: bigint,
    runs: readonly bigint[],
    work: (version: bigint) => Promise<void>,
  ): Promise<void> {
    const count = { since };
    const [row] = await this.clickhouse.query<{ threads: string }>('facts/count_written_since', count);
    const slices = Math.ceil(Number(row?.threads ?? 0) / CHATS_PER_RUN);
    for (let slice = 0; slice < slices; slice += 1) {
      const version = turn.nextVersion();
      const selected = { since, runs, slices, slice, version };
      await this.clickhouse.command('facts/run_threads_written_since', selected);
      if ((await this.selected(version)) > 0) await work(version);
    }
  }

  /** About how many chats a new generation of numbers has not as they are: see {@link selectBehind}. */
  async countBehind(
    tables: NumberTables,
    { since, nowMs }: Pick<Behind, 'since' | 'nowMs'>,
  ): Promise<number> {
    const parameters = { ...tables, since, now_ms: nowMs };
    const [row] = await this.clickhouse.query<{ threads: string }>('rebuild/count_behind', parameters);
    return Number(row?.threads ?? 0);
  }

  /**
   * Selects a slice of the chats that a new generation of numbers has not as they are: of which anything was written
   * after a version in the present one, and those that time has changed.
   * @returns how many
   */
  async selectBehind(
    tables: NumberTables,
    { since, nowMs, slices, slice }: Behind,
    version: bigint,
  ): Promise<number> {
    const parameters = { ...tables, since, now_ms: nowMs, slices, slice, version };
    await this.clickhouse.command('rebuild/run_threads_behind', parameters);
    return this.selected(version);
  }

  /** Puts the remaining tables into their places, where a switch of numbers was broken off in the middle. */
  finishSwitch(turn: Turn): Promise<void> {
    return finishSwitch(this.clickhouse, turn);
  }

  /** Takes the chats of a run out of what runs before it computed. */
  async withdraw(runs: readonly bigint[], version: bigint): Promise<void> {
    const options = { settings: { mutations_sync: '2', allow_nondeterministic_mutations: 1 } } as const;
    await this.clickhouse.command('facts/withdraw_run_episodes', { runs, version }, options);
    await this.clickhouse.command('facts/withdraw_run_targets', { runs, version }, options);
    await this.clickhouse.command('facts/withdraw_fact_changes', { runs, version }, options);
  }

  /** About how much has any event in a range of time. */
  async countThreads(range: FactRange): Promise<ThreadCount> {
    const [row] = await this.clickhouse.query<ThreadCounts>('facts/count_threads', rangeOfTime(range));
    return countsOf(row);
  }

  /**
   * Computes the episodes and facts of the selected chats as all numbers there are were computed, and what differs from
   * the facts there are.
   * @param nowMs by which it is decided what is idle, and how long ago an episode ended
   */
  async compute(version: bigint, nowMs: number): Promise<void> {
    await this.computeRun(version, nowMs, await this.usedSettings.inForce());
    await this.compare(version);
  }

  /**
   * Computes the episodes and facts of the selected chats.
   * @param nowMs as of {@link compute}
   */
  async computeRun(
    version: bigint,
    nowMs: number,
    { parameters, rules }: Shaping,
    options: CallOptions = {},
  ): Promise<void> {
    await WorkingHours.of(rules).store(this.clickhouse);
    await TargetRows.of(rules).store(this.clickhouse);
    const { idle_gap_ms, tail_ms, hours_edition, targets_edition, ...cutting } = parameters;
    const run = { version, now_ms: nowMs };
    const cut = { version, idle_gap_ms, tail_ms, ...cutting };
    await this.clickhouse.command('facts/run_cut_events', cut, options);
    const bounds = { ...run, idle_gap_ms, tail_ms, hours_edition };
    await this.clickhouse.command('facts/run_events', bounds, options);
    await this.clickhouse.command('facts/run_episodes', run, options);
    await this.clickhouse.command('facts/run_facts', { version, idle_gap_ms }, options);
    if (targets_edition === NO_TARGETS) return;
    await this.clickhouse.command('facts/run_targets', { ...run, hours_edition, targets_edition }, options);
    await this.clickhouse.command('facts/target_facts', { version }, options);
  }

  /** Notes what differs between the facts that a run computed and those there are. */
  async compare(version: bigint, tables: NumberTables = PRESENT, options: CallOptions = {}): Promise<void> {
    await this.clickhouse.command('facts/fact_changes', { version, ...tables }, options);
    await this.drop(STEPPING_STONES, version);
  }

  /** Changes the facts that differ. */
  async apply(
    { writer, tables = PRESENT, options = {} }: Destination,
    runs: readonly bigint[],
    version: bigint,
  ): Promise<void> {
    const settings = { ...ANY_YEARS, ...options.settings };
    await writer.command('facts/thread_buckets', { runs });
    await writer.command('facts/facts', { runs, version, ...tables }, { ...options, settings });
  }

  /**
   * Keeps the episodes of runs. Must come last: what an episode was due for, it is not due for again, so everything
   * that follows from it must be written.
   */
  async keepEpisodes(
    { writer, tables = PRESENT, options = {} }: Destination,
    runs: readonly bigint[],
    version: bigint,
  ): Promise<void> {
    await writer.command('facts/deadlines', { runs });
    await writer.command('facts/episodes', { runs, version, ...tables }, options);
  }

  /** Forgets what a run noted. @param isUncompared whether its facts were compared with none */
  async forgetRun(version: bigint, isUncompared = false): Promise<void> {
    await this.drop(RUN_TABLES, version);
    if (isUncompared) await this.drop(STEPPING_STONES, version);
  }

  private async drop(tables: typeof RUN_TABLES | typeof STEPPING_STONES, version: bigint): Promise<void> {
    await Promise.all(tables.map((table) => this.clickhouse.command(`facts/drop_${table}`, { version })));
  }

  private async sortEvents(turn: Turn, ranges: RangeGroup, version: bigint): Promise<void> {
    const parameters = { ...rangeParameters(ranges), version };
    await turn.command('facts/thread_events', parameters);
    await turn.command('facts/message_chats', rangeParameters(ranges));
    await turn.command('facts/moved_events', parameters);
  }

  private async selected(version: bigint): Promise<number> {
    return (await this.countSelected(version)).threads;
  }
}

/** Of 64 bits, and so text. */
type ThreadCounts = Readonly<Record<keyof ThreadCount, string>>;

function countsOf(row: ThreadCounts | undefined): ThreadCount {
  return { threads: Number(row?.threads ?? 0), chats: Number(row?.chats ?? 0) };
}

function rangeOfTime({ from, to }: FactRange): { from: Date; to: Date } {
  return { from: new Date(from), to: new Date(to) };
}

/** Ranges as the SQL files name them: see facts/definitions/in_ranges. */
function rangeParameters({ spans }: RangeGroup): SqlParameters {
  const first_sequences = spans.map(({ firstSequence }) => firstSequence);
  const last_sequences = spans.map(({ lastSequence }) => lastSequence);
  return {
    segments: spans.map(({ segmentId }) => segmentId),
    first_sequences,
    last_sequences,
    least_sequence: first_sequences.reduce((least, one) => (one < least ? one : least)),
    greatest_sequence: last_sequences.reduce((greatest, one) => (one > greatest ? one : greatest)),
  };
}
