import type { Caller } from '../../platform/access/caller';
import type { Scope } from '../../platform/access/scopes';
import type { TimeRange } from '../measures/calendar/time-range';
import type { Cell, Column } from '../measures/columns/column';
import type { Parameter } from './parameters/parameter';
import type { QueryParameters } from './parameters/query-parameters';

/** Exactly the columns of its report, in their order. */
export type ReportRow = Readonly<Record<string, Cell>>;

/** Rows as they come, some at a time. */
export type Portions = AsyncIterable<readonly ReportRow[]>;

/** A report with its arguments. */
export interface ResolvedReport {
  readonly name: string;
  readonly range: TimeRange;
  /** An IANA name. */
  readonly zone: string;
  readonly columns: readonly Column[];
  /** What its rows, and the columns among them, need. */
  readonly scopes: ReadonlySet<Scope>;
  /**
   * Nothing is asked before the first portion is.
   * @param signal ends it, with its statements in ClickHouse
   * @throws BadInput and ClickHouseError, the latter also after some portions
   */
  rows(signal: AbortSignal): Portions;
}

/** What can be asked for at `/reports/<name>.<format>`. */
export interface Report {
  readonly name: string;
  readonly description: string;
  /** What its rows need; single columns may need more. */
  readonly scope: Scope;
  readonly parameters: readonly Parameter[];
  /** Those that every row has. */
  readonly columns: readonly Column[];
  /** Those that a row has unless the argument `measures` or `columns` chooses others. */
  readonly chosenColumns: readonly Column[];
  /**
   * @param ofFormat what the query may hold besides
   * @throws Forbidden for what the caller may not have; BadInput for an argument that is unknown, missing or means
   * nothing
   */
  resolve(query: QueryParameters, ofFormat: readonly Parameter[], caller: Caller): ResolvedReport;
}
