import type { FactKind, Percentile } from '../registry/measure';

/** A row of the compiled statement: the sums of one kind of facts in one bucket of one group. */
export interface StatsRow {
  /** The start of the bucket, or its slot. */
  readonly time: string;
  readonly kind: string;
  /** Of 64 bits, and so text. */
  readonly facts: string;
  readonly milliseconds: string;
  /** In the order in which they were asked for. */
  readonly percentiles?: readonly (number | null)[];
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

/** In milliseconds. @param percents as they were asked for */
export function percentileIn(
  rows: RowsOfKind | undefined,
  { kind, percent }: Percentile,
  percents: readonly number[],
): number | null {
  return rows?.get(kind)?.percentiles?.[percents.indexOf(percent)] ?? null;
}
