import type { Percentile, SampleKind, SampleSums } from '../registry/measure';
import { needsOf } from './compile-stats';
import { groupKey } from './groups';
import type { NamedGroup } from './groups';
import type { Group, StatsCell, StatsRequest } from './stats-request';
import { percentileIn, rowsBy } from './stats-row';
import type { RowsOfKind, StatsRow } from './stats-row';
import type { MayGrow } from './uncounted-times';

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

/** What ClickHouse said of some buckets. */
export interface Sums {
  readonly rows: readonly StatsRow[];
  /** By the key of a group, the open episodes at the end of each bucket. */
  readonly open: ReadonlyMap<string, readonly number[]>;
}

/**
 * The cells of an answer: the measures computed from the sums. Where the request wants it filled, every group
 * has a cell for each bucket, of zeros where nothing happened; else only cells in which something did.
 * @param request with the range that the buckets are of
 * @param mayGrow whether a bucket is not complete
 */
export function cellsOf(
  request: StatsRequest,
  { edges, times }: Buckets,
  { rows, open }: Sums,
  groups: readonly NamedGroup[],
  mayGrow: MayGrow,
): Omit<StatsCell, 'period'>[] {
  const rowsOf = rowsBy(rows, (row) => `${row.time} ${groupKey(request, row)}`);
  const { percents } = needsOf(request.measures);
  return edges.slice(0, -1).flatMap((start, index) => {
    const end = edges[index + 1] ?? start;
    return groups.flatMap(({ key, group }) => {
      const found = start < end ? rowsOf.get(`${start} ${key}`) : undefined;
      const openAtEnd = open.get(key)?.[index] ?? 0;
      if (!request.fill && openAtEnd === 0 && !isAnything(found)) return [];
      const sums = sumsIn(found, percents, openAtEnd);
      return {
        time: times[index] ?? start,
        ...group,
        incomplete: mayGrow(start, end),
        partial: start < request.from || end > request.to,
        values: Object.fromEntries(request.measures.map((measure) => [measure.name, measure.compute(sums)])),
      };
    });
  });
}

/** By time, then by group; within those the asked period before the compared one, as they came. */
export function sortCells(cells: readonly StatsCell[], groups: readonly NamedGroup[]): StatsCell[] {
  const placeOf = new Map(groups.map(({ group }, index) => [nameOf(group), index]));
  return cells
    .map((cell) => ({ cell, place: placeOf.get(nameOf(cell)) ?? 0 }))
    .sort((one, other) => one.cell.time - other.cell.time || one.place - other.place)
    .map(({ cell }) => cell);
}

function nameOf({ account, operator, page, copilot, attribute }: Omit<Group, 'operatorName'>): string {
  return JSON.stringify([account, operator, page, copilot, attribute]);
}

function sumsIn(rows: RowsOfKind | undefined, percents: readonly number[], open: number): SampleSums {
  return {
    open,
    count: (kind: SampleKind) => exactNumber(rows?.get(kind)?.samples ?? '0', kind, 'count'),
    milliseconds: (kind: SampleKind) => exactNumber(rows?.get(kind)?.milliseconds ?? '0', kind, 'ms'),
    percentile: (percentile: Percentile) => percentileIn(rows, percentile, percents),
  };
}

function exactNumber(text: string, kind: SampleKind, what: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new InexactSum(`${kind}_${what} is ${text}, too large to be exact: ask for a shorter range`);
}

function isAnything(rows: RowsOfKind | undefined): boolean {
  return rows !== undefined && [...rows.values()].some(({ samples }) => samples !== '0');
}
