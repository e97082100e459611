import type { ColumnJson, TargetJson } from '../dashboard-json';

export type Value = string | number | null;

export interface FrameField {
  readonly name: string;
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Value[];
}

export interface Frame {
  readonly fields: FrameField[];
  /** Selectors that were found in no row: the plugin shows nulls and says nothing. */
  readonly lost: string[];
}

/**
 * The table that the plugin's backend makes of an answer: the rows at the root selector, or one row of an
 * object there; a field for each column, by the alphabet; a value that is not of the column's type is null.
 * @throws Error as the plugin does, for a root selector that finds nothing
 */
export function frameOf(answer: unknown, { root_selector: root = '', columns = [] }: TargetJson): Frame {
  const found = at(answer, root);
  if (found === undefined) throw new Error(`invalid root selector ${root}`);
  const rows = Array.isArray(found) ? (found as unknown[]) : found === null ? [] : [found];
  const lost = columns.filter(
    ({ selector }) => rows.length > 0 && rows.every((row) => at(row, selector) === undefined),
  );
  if (rows.length === 0) return { fields: [], lost: [] };
  const fields = columns
    .map((column) => ({
      ...{ name: column.text, type: column.type, labels: {} },
      values: rows.map((row) => valueOf(at(row, column.selector), column)),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { fields, lost: lost.map(({ selector }) => selector) };
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
      value,
    );
}

function valueOf(value: unknown, { type }: ColumnJson): Value {
  if (type === 'number') {
    const read = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof read === 'number' && !Number.isNaN(read) ? read : null;
  }
  if (type === 'timestamp') {
    const time = typeof value === 'string' ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? null : time;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null;
}
