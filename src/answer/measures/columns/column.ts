import type { Scope } from '../../../platform/access/scopes';
import type { LocalTime } from '../calendar/local-time';
import type { Unit } from '../registry/measure';

/** A closed list of words, by the name that the public contract gives it. */
export interface Enumeration<Value extends string = string> {
  readonly name: string;
  readonly description?: string;
  readonly values: readonly Value[];
}

/**
 * What a column holds: an ENUM one of `values`, a TIME an instant, a BUCKET the instant at which one starts, which
 * people call by its local date or time; a WHOLE number has no fraction.
 */
export type ColumnType = 'ID' | 'TEXT' | 'WHOLE' | 'NUMBER' | 'BOOLEAN' | 'TIME' | 'BUCKET' | 'ENUM';

/** What a cell can be. */
export type Cell = string | number | boolean | Date | LocalTime | null;

/** One field of the rows of an answer, for every place that shows it. */
export interface Column<Name extends string = string> {
  readonly name: Name;
  readonly type: ColumnType;
  /** The words of an ENUM. */
  readonly values?: Enumeration;
  /** Whether it may be unknown, which is null. */
  readonly isNullable: boolean;
  readonly unit?: Unit | 'hours' | 'deliveries';
  readonly description?: string;
  /** What it needs besides the scope of its rows. */
  readonly scope?: Scope;
}

/** Columns of a kind of row: none that it does not have. */
export type ColumnsOf<Row> = readonly Column<keyof Row & string>[];
