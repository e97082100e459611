import type { CallOptions, ClickHouse } from '../../platform/clickhouse/clickhouse';
import { makeTableLike } from '../../platform/clickhouse/cluster/generation-tables';
import { ANY_YEARS } from '../facts/fact-builder';
import type { ThreadKey } from '../facts/fact-builder';
import { tablesOf } from '../facts/generations';
import type { NumberTables } from '../facts/generations';
import type { Publisher } from './publisher';

/** A run of an erasure may have read what was erased so long before. */
const ERASED_BEFORE_MS = 3_600_000;
const ERASED_AT_ONCE = 1_000;
/** As in an erasure: resolves when every part is rewritten. */
const UNTIL_DONE: CallOptions = {
  timeoutMs: 3_600_000,
  settings: { mutations_sync: '2', allow_nondeterministic_mutations: 1 },
};

/** A generation of numbers that is still computed: in tables of its own, which nobody reads. */
export class NextGeneration {
  readonly tables: NumberTables;
  private readonly startedAt = Date.now();

  /** @param options of its statements */
  constructor(
    private readonly clickhouse: ClickHouse,
    readonly generation: bigint,
    readonly options: CallOptions,
  ) {
    this.tables = tablesOf(generation);
  }

  /** Tables of generations that are not in their place. */
  static leftovers(clickhouse: ClickHouse): Promise<{ name: string }[]> {
    return clickhouse.query('rebuild/leftovers');
  }

  /** Makes its tables, like the present ones and empty. The generation stands in them: it changes places with them. */
  async create(): Promise<void> {
    const comment = `Generation ${this.generation}`;
    for (const [like, name] of Object.entries(this.tables))
      await makeTableLike(this.clickhouse, { name, like, comment });
  }

  /** Takes what a run computed of chats that it has nothing of yet, except for roll-ups. */
  async take(run: bigint): Promise<void> {
    const settings = { ...ANY_YEARS, ...this.options.settings };
    const options = { ...this.options, settings };
    await this.clickhouse.command('rebuild/thread_buckets', { version: run }, options);
    await this.clickhouse.command('rebuild/facts', { version: run, ...this.tables }, options);
    const parameters = { runs: [run], version: run, ...this.tables };
    await this.clickhouse.command('facts/episodes', parameters, options);
  }

  /** Takes over what is final, once its own chats are computed. */
  async takeFinal(): Promise<void> {
    const settings = { ...ANY_YEARS, ...this.options.settings };
    await this.clickhouse.command('rebuild/final_facts', this.tables, { ...this.options, settings });
    await this.clickhouse.command('rebuild/final_episodes', this.tables, this.options);
  }

  /**
   * Computes all roll-ups from its facts, month by month.
   * @param version names what is dirty, and is that of the roll-ups
   * @param onMonth called before each
   */
  async sumUp(publisher: Publisher, version: bigint, onMonth: () => void): Promise<void> {
    const months = await this.clickhouse.query<{ first: number }>('rebuild/months', { ...this.tables });
    for (const { first } of months) {
      onMonth();
      const start = new Date(first * 1000);
      const to = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1) / 1000;
      const range = { version, from: first, to, ...this.tables };
      await this.clickhouse.command('rebuild/dirty_buckets', range, this.options);
      const writer = { command: this.clickhouse.command.bind(this.clickhouse), nextVersion: () => version };
      await publisher.sumUp({ writer, tables: this.tables, options: this.options }, version);
    }
  }

  /** @throws Error where the present tables are not what they were, or its own are gone */
  async requireSameColumns(): Promise<void> {
    const [row] = await this.clickhouse.query<{ columns: string }>('rebuild/other_columns', this.tables);
    if (row?.columns === '0') return;
    throw new Error('the tables of a rebuild are not like the present ones: it is to be done again');
  }

  /** What it computed of chats before they were erased is replaced, and must not stay on the disk. */
  async forgetErased(): Promise<void> {
    const asked = {
      since: new Date(this.startedAt - ERASED_BEFORE_MS),
      limit: ERASED_AT_ONCE,
      ...this.tables,
    };
    for (;;) {
      const chats = await this.clickhouse.query<ThreadKey>('erasure/chats_with_former_attributes', asked);
      if (chats.length === 0) return;
      const accounts = chats.map(({ account }) => account);
      const parameters = { accounts, threads: chats.map(({ thread }) => thread), ...this.tables };
      await this.clickhouse.command('erasure/former_facts', parameters, UNTIL_DONE);
      await this.clickhouse.command('erasure/former_episodes', parameters, UNTIL_DONE);
    }
  }
}
