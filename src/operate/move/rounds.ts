import { setTimeout as sleep } from 'node:timers/promises';
import type { CallOptions, ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { copyChunks, deleteChunks, differing, sumsOf } from './chunks';
import type { Chunks, ChunkSum, Partition } from './chunks';
import { movedTables } from './moved-table';

/** Rows of a chunk, about. */
const ROWS_PER_CHUNK = 65_536;
/** Chunks of which a part is different are divided by as much, into some rows each. */
const FINER = 4_096;
/** How many are divided at once: their sums are held in memory. */
const DIVIDED_AT_ONCE = 16;
/** More numbers do not fit into a statement: whole chunks are taken instead. */
const MAX_NAMED = 4_000;
/** Copied by one statement, about: as much is done again after a stop. */
const ROWS_AT_ONCE = 1_000_000;
/** Large tables take their time. */
const TIMEOUT_MS = 24 * 3_600_000;
/** A service answers from the same server meanwhile. */
const BESIDE_A_SERVICE = { max_threads: 1, priority: '10' } as const;

/** A partition is begun again so often, as what was copied is there: a server restarts, or a replica is away. */
const ATTEMPTS = { atMost: 10, betweenMs: 6_000 };
/** ClickHouse's errors of Keeper, and of too few replicas. */
const PASSING_ERRORS = [225, 242, 285, 319, 999];

export interface RoundProgress {
  readonly table: string;
  readonly rows: number;
  /** How many there are to compare in all. */
  readonly of: number;
}

export interface Round {
  readonly tables: number;
  /** That were compared, or known to be the same. */
  readonly rows: number;
  readonly copied: number;
  /** Whether everything was the same already. */
  readonly isSame: boolean;
}

interface PartitionRow {
  readonly table: string;
  readonly partition: string;
  readonly rows: string;
  readonly parts: string;
}

export interface Ends {
  readonly from: ClickHouse;
  readonly to: ClickHouse;
}

export interface RoundOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RoundProgress) => void;
}

/**
 * Makes one database the same as another: compares them chunk by chunk, and copies the chunks that are different. What
 * is there already is not copied, whoever put it there: so this can be broken off and begun again at any moment.
 */
export class Rounds {
  /** By table and partition, the parts that had nothing that the other database has not. */
  private readonly same = new Map<string, string>();

  constructor(
    private readonly ends: Ends,
    private readonly options: RoundOptions,
  ) {}

  /**
   * Compares everything once, and copies what is different.
   * @param isSettled nobody writes any more: what is too much in the other database is deleted
   */
  async next(isSettled: boolean): Promise<Round> {
    const { from, to } = this.ends;
    const tables = await movedTables(from);
    const here = await from.query<PartitionRow>('move/partitions');
    const there = await to.query<PartitionRow>('move/partitions');
    const of = here
      .filter(({ table }) => tables.some(({ name }) => name === table))
      .reduce((sum, { rows }) => sum + Number(rows), 0);
    let [rows, copied, isSame] = [0, 0, true];
    for (const table of tables) {
      const ofTable = (one: PartitionRow): boolean => one.table === table.name;
      const ids = new Set([...here, ...there].filter(ofTable).map(({ partition }) => partition));
      for (const partition of ids) {
        this.options.signal.throwIfAborted();
        const present = here.find((one) => ofTable(one) && one.partition === partition);
        const size = Number(present?.rows ?? 0);
        this.options.onProgress({ table: table.name, rows, of });
        const key = `${table.name}/${partition}`;
        if (present === undefined || this.same.get(key) !== present.parts) {
          const done = await this.again(() =>
            this.bringOver({ table, partition }, size, isSettled, (more) => {
              this.options.onProgress({ table: table.name, rows: rows + Math.min(more, size), of });
            }),
          );
          copied += done.copied;
          isSame &&= done.wasSame;
          if (done.isSame && present !== undefined) this.same.set(key, present.parts);
        }
        rows += size;
      }
    }
    return { tables: tables.length, rows: of, copied, isSame };
  }

  private async again<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.options;
    for (let attempt = 1; ; attempt += 1)
      try {
        return await work();
      } catch (error) {
        if (attempt === ATTEMPTS.atMost || signal.aborted || !mayPass(error)) throw error;
        await sleep(ATTEMPTS.betweenMs, undefined, { signal });
      }
  }

  /** @returns how many rows were copied, whether nothing was different, and whether nothing is any more */
  private async bringOver(
    where: Partition,
    size: number,
    isSettled: boolean,
    onCopied: (rows: number) => void,
  ): Promise<{ readonly copied: number; readonly wasSame: boolean; readonly isSame: boolean }> {
    const divisor = 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, size) / ROWS_PER_CHUNK)));
    const [here, there] = await this.sums(where, divisor, isSettled);
    const different = differing(here, there);
    let copied = 0;
    const copy = async (chunks: Chunks, rows: number): Promise<void> => {
      await copyChunks(this.ends, where, chunks, this.callOptions(isSettled));
      copied += rows;
      onCopied(copied);
    };
    for (const numbers of portionsOf(
      different.filter((number) => !there.has(number)),
      here,
    ))
      await copy({ divisor, numbers }, rowsOf(numbers, here));
    const partly = different.filter((number) => there.has(number));
    for (let next = 0; next < partly.length; next += DIVIDED_AT_ONCE) {
      const chunks = { divisor, numbers: partly.slice(next, next + DIVIDED_AT_ONCE) };
      await this.mend(where, chunks, isSettled, copy);
    }
    const wasSame = different.length === 0;
    if (wasSame || !isSettled) return { copied, wasSame, isSame: wasSame };
    return { copied, wasSame, isSame: await this.areSame(where, { divisor, numbers: different }) };
  }

  private async areSame(where: Partition, { divisor, numbers }: Chunks): Promise<boolean> {
    for (let next = 0; next < numbers.length; next += MAX_NAMED) {
      const among = { divisor, numbers: numbers.slice(next, next + MAX_NAMED) };
      const [here, there] = await this.sums(where, divisor, true, among);
      if (differing(here, there).length > 0) return false;
    }
    return true;
  }

  /** Brings over what is different in chunks of which both databases have something. */
  private async mend(
    where: Partition,
    chunks: Chunks,
    isSettled: boolean,
    copy: (chunks: Chunks, rows: number) => Promise<void>,
  ): Promise<void> {
    let parts = await this.partsOf(chunks, where, isSettled);
    const { isReplacing } = where.table;
    if (isReplacing && parts.present.numbers.length > 0) {
      await copy(parts.present, parts.rows);
      // What a service changes meanwhile is left to the next round.
      if (!isSettled) return;
      parts = await this.partsOf(chunks, where, isSettled);
    }
    if (parts.all.numbers.length === 0 || (isReplacing && !isSettled)) return;
    this.options.signal.throwIfAborted();
    await deleteChunks(this.ends.to, where, parts.all, this.callOptions(true));
    if (parts.present.numbers.length > 0) await copy(parts.present, parts.rows);
  }

  /** The smaller chunks that are different; and those of them of which there is anything to copy. */
  private async partsOf(
    among: Chunks,
    where: Partition,
    isSettled: boolean,
  ): Promise<{ readonly all: Chunks; readonly present: Chunks; readonly rows: number }> {
    const divisor = among.divisor * FINER;
    const [here, there] = await this.sums(where, divisor, isSettled, among);
    const different = differing(here, there);
    const rows = rowsOf(different, here);
    if (different.length > MAX_NAMED)
      return { all: among, present: among, rows: rowsOf([...here.keys()], here) };
    const present = different.filter((number) => here.has(number));
    return { all: { divisor, numbers: different }, present: { divisor, numbers: present }, rows };
  }

  private sums(
    where: Partition,
    divisor: number,
    isSettled: boolean,
    among?: Chunks,
  ): Promise<[ReadonlyMap<number, ChunkSum>, ReadonlyMap<number, ChunkSum>]> {
    const { from, to } = this.ends;
    return Promise.all([
      sumsOf(from, where, divisor, { ...this.callOptions(isSettled), among }),
      sumsOf(to, where, divisor, { ...this.callOptions(true), among }),
    ]);
  }

  private callOptions(isSettled: boolean): CallOptions {
    const { signal } = this.options;
    return { signal, timeoutMs: TIMEOUT_MS, ...(isSettled ? {} : { settings: BESIDE_A_SERVICE }) };
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof ClickHouseError)) return false;
  return error.code !== 'CLICKHOUSE_REFUSED' || PASSING_ERRORS.includes(error.serverCode ?? 0);
}

/** Of so many rows each, about. */
function portionsOf(numbers: readonly number[], sums: ReadonlyMap<number, ChunkSum>): number[][] {
  const portions: number[][] = [];
  let rows = ROWS_AT_ONCE;
  for (const number of numbers) {
    if (rows >= ROWS_AT_ONCE) {
      portions.push([]);
      rows = 0;
    }
    portions.at(-1)?.push(number);
    rows += sums.get(number)?.rows ?? 0;
  }
  return portions;
}

function rowsOf(numbers: readonly number[], sums: ReadonlyMap<number, ChunkSum>): number {
  return numbers.reduce((rows, number) => rows + (sums.get(number)?.rows ?? 0), 0);
}
