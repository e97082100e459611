import type { SampleKind, SampleSums } from '../registry/measure';
import { countColumn, millisecondsColumn } from './compile-stats';
import type { StatsCell, StatsRequest } from './stats-request';

/** A row of the compiled statement: sums of 64 bits as text. */
export interface StatsRow {
  readonly time: string;
  readonly account?: string;
  readonly [sum: string]: string | undefined;
}

/** A measure cannot be answered exactly as a number of this format. */
export class InexactSum extends Error {
  readonly code = 'INEXACT_SUM';
}

/** The buckets of an answer. */
export interface Buckets {
  /** The starts of the buckets and the end of the last, ascending. A bucket may be empty: start and end equal. */
  readonly edges: readonly number[];
  /** What the answer calls the start of each bucket: another one where a period stands beside another. */
  readonly times: readonly number[];
}

/** The groups that any of the rows belong to, in order; the one nameless group where nothing was grouped. */
export function groupsOf(request: StatsRequest, rows: readonly StatsRow[]): (string | null)[] {
  if (request.groupBy.length === 0) return [null];
  return [...new Set(rows.map((row) => row.account ?? ''))].sort(byCodePoint);
}

/**
 * The cells of an answer: the measures computed from the sums. Where the request wants it filled, every group
 * has a cell for each bucket, of zeros where nothing happened; else only cells in which something did.
 * @param completeUntil milliseconds: a bucket that ends later is not complete
 */
export function cellsOf(
  request: StatsRequest,
  { edges, times }: Buckets,
  rows: readonly StatsRow[],
  groups: readonly (string | null)[],
  completeUntil: number,
): Omit<StatsCell, 'period'>[] {
  const rowOf = new Map(rows.map((row) => [keyOf(row.time, row.account), row]));
  return edges.slice(0, -1).flatMap((start, index) => {
    const end = edges[index + 1] ?? start;
    return groups.flatMap((account) => {
      const row = start < end ? rowOf.get(keyOf(start, account)) : undefined;
      if (!request.fill && (row === undefined || !isAnything(row))) return [];
      const sums = sumsIn(row);
      return {
        time: times[index] ?? start,
        account,
        incomplete: end > completeUntil,
        values: Object.fromEntries(request.measures.map((measure) => [measure.name, measure.compute(sums)])),
      };
    });
  });
}

/** By time, then by group; within those the asked period before the compared one, as they came. */
export function sortCells(cells: readonly StatsCell[], groups: readonly (string | null)[]): StatsCell[] {
  const placeOf = new Map(groups.map((group, index) => [group, index]));
  const place = ({ account }: StatsCell) => placeOf.get(account) ?? 0;
  return cells.toSorted((one, other) => one.time - other.time || place(one) - place(other));
}

function keyOf(time: string | number, account: string | null | undefined): string {
  return `${time} ${account ?? ''}`;
}

function sumsIn(row: StatsRow | undefined): SampleSums {
  const read = (column: string) => exactNumber(row?.[column] ?? '0', column);
  return {
    count: (kind: SampleKind) => read(countColumn(kind)),
    milliseconds: (kind: SampleKind) => read(millisecondsColumn(kind)),
  };
}

function exactNumber(text: string, column: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new InexactSum(`${column} is ${text}, too large to be exact: ask for a shorter range`);
}

function isAnything(row: StatsRow): boolean {
  return Object.entries(row).some(([column, value]) => column.endsWith('_count') && value !== '0');
}

/** The order in which ClickHouse sorts text: by code point, not by locale. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
