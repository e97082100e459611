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

/**
 * The cells of an answer: the measures computed from the sums, with a cell of zeros for each bucket of a
 * series in which nothing happened, if the request wants that.
 * @param rows sorted by time, then by group
 * @param completeUntil milliseconds: a bucket that ends later is not complete
 */
export function cellsOf(
  request: StatsRequest,
  edges: readonly number[],
  rows: readonly StatsRow[],
  completeUntil: number,
): StatsCell[] {
  const endOf = new Map(edges.slice(0, -1).map((start, index) => [start, edges[index + 1] ?? start]));
  const cell = (time: number, account: string | null, row: StatsRow | undefined): StatsCell => ({
    time,
    account,
    incomplete: (endOf.get(time) ?? time) > completeUntil,
    values: Object.fromEntries(
      request.measures.map((measure) => [measure.name, measure.compute(sumsIn(row))]),
    ),
  });
  if (!request.fill) {
    return rows.filter(isAnything).map((row) => cell(Number(row.time), row.account ?? null, row));
  }
  const isGrouped = request.groupBy.length > 0;
  const series = isGrouped ? [...new Set(rows.map((row) => row.account ?? ''))].sort(byCodePoint) : [null];
  const rowOf = new Map(rows.map((row) => [`${row.time} ${row.account ?? ''}`, row]));
  return [...endOf.keys()].flatMap((time) =>
    series.map((account) => cell(time, account, rowOf.get(`${time} ${account ?? ''}`))),
  );
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
