import { isTimeToGiveWay, giveWay } from '../../../platform/jobs/give-way';
import type { FactKind, Percentile } from '../registry/measure';
import { percentileOf } from '../statistics/percentiles';
import type { Bins } from '../statistics/percentiles';
import type { Grouping } from './dimensions';
import { binsOf, durationOf } from './bins';
import type { BinnedRow } from './bins';
import { groupKey } from './groups';

/** A row of the compiled statement: the sums of one kind of facts in one bucket of one group. */
export interface StatsRow extends BinnedRow {
  /** The start of the bucket, or its slot. */
  readonly time: string;
  readonly kind: string;
  /** Of 64 bits, and so text. */
  readonly facts: string;
  readonly milliseconds: string;
  /** Of 128 bits, where asked for. */
  readonly squares?: string;
  /** The values of dimensions. */
  readonly [dimension: string]: unknown;
}

/** Rows by their kind. */
export type RowsOfKind = ReadonlyMap<string, StatsRow>;

/** The rows of each key: of a bucket, of a group, or of both. */
export function rowsBy(rows: readonly StatsRow[], keyOf: (row: StatsRow) => string): Map<string, RowsOfKind> {
  const found = new Map<string, Map<string, StatsRow>>();
  for (const row of rows) {
    const key = keyOf(row);
    const ofKey = found.get(key) ?? new Map<string, StatsRow>();
    found.set(key, ofKey.set(row.kind, row));
  }
  return found;
}

/** @returns 0 where there is no row */
export function factCountOf(rows: RowsOfKind | undefined, kind: FactKind): number {
  return Number(rows?.get(kind)?.facts ?? 0);
}

const NO_BINS: BinnedRow = {};

/** @returns no samples where there is no row */
export function binsIn(rows: RowsOfKind | undefined, kind: FactKind): Bins {
  return binsOf(rows?.get(kind) ?? NO_BINS);
}

/** In milliseconds. @param percents as they were asked for */
export function percentileIn(
  rows: RowsOfKind | undefined,
  { kind, percent }: Percentile,
  percents: readonly number[],
): number | null {
  const row = rows?.get(kind);
  if (row === undefined) return null;
  if (row.bin_numbers !== undefined) return percentileOf(binsOf(row), percent);
  const bin = row.percentile_bins?.[percents.indexOf(percent)];
  return bin === undefined ? null : durationOf(bin, row);
}

/** What ClickHouse said of a range, by bucket and by the key of a group. */
export interface Sums {
  /** By the start of the bucket as ClickHouse writes it; only of buckets and groups of which it said anything. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, RowsOfKind>>;
  /** By the key of a group, the open episodes at the end of each bucket. */
  readonly open: ReadonlyMap<string, readonly number[]>;
  /** A row of each group there is. */
  readonly groupRows: ReadonlyMap<string, StatsRow>;
}

/** Sorts rows by bucket and group, and notes which groups there are. */
export async function sumsOf(grouping: Grouping, rows: readonly StatsRow[]): Promise<Omit<Sums, 'open'>> {
  const byBucket = new Map<string, Map<string, Map<string, StatsRow>>>();
  const groupRows = new Map<string, StatsRow>();
  for (const row of rows) {
    if (isTimeToGiveWay()) await giveWay();
    const key = groupKey(grouping, row);
    const byGroup = byBucket.get(row.time) ?? new Map<string, Map<string, StatsRow>>();
    const byKind = byGroup.get(key) ?? new Map<string, StatsRow>();
    byBucket.set(row.time, byGroup.set(key, byKind.set(row.kind, row)));
    if (!groupRows.has(key)) groupRows.set(key, row);
  }
  return { rows: byBucket, groupRows };
}

/** Whether anything of it was counted. */
export function isAnything(rows: RowsOfKind | undefined): boolean {
  return rows !== undefined && [...rows.values()].some(({ facts }) => facts !== '0');
}

/** @throws InexactSum */
export function exactNumber(text: string, kind: FactKind, what: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new InexactSum(`${kind}_${what} is ${text}, too large to be exact: ask for a shorter range`);
}

/** A measure cannot be answered exactly as a number of this format. */
export class InexactSum extends Error {
  readonly code = 'INEXACT_SUM';
}
