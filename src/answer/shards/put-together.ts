/** Makes one answer of those that several databases gave to the same statement. */
export type PutTogether = (answers: readonly (readonly Row[])[]) => Row[];

/** A row of any statement. */
export type Row = Readonly<Record<string, unknown>>;

/** Compares two rows, as in `ORDER BY`. */
export type Order = (one: Row, other: Row) => number;

/** No row is of several, and nothing goes by their order. */
export const beside: PutTogether = (answers) => answers.flat();

const SEGMENT_DIGITS = 16;

/** Text as ClickHouse sorts it: by code point, not by locale. Times in ISO 8601 as well. */
export function byText(column: string): Order {
  return (one, other) => compareText(String(one[column]), String(other[column]));
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** The same of what has been read of rows. */
export function inOrderOfText<Read>(
  answers: readonly (readonly Read[])[],
  textOf: (read: Read) => string,
): Read[] {
  return answers.flat().sort((one, other) => compareText(textOf(one), textOf(other)));
}

/** Whole numbers, of 64 bits as well. */
export function byNumber(column: string): Order {
  return (one, other) => {
    const [a, b] = [BigInt(String(one[column])), BigInt(String(other[column]))];
    return a < b ? -1 : Number(a > b);
  };
}

export const byShare: Order = (one, other) => Number(one['share']) - Number(other['share']);

/** Their ids are `<segment>-<sequence>`, the first in hexadecimal digits, as many in each. */
export const byDelivery: Order = (one, other) => {
  const [a, b] = [String(one['delivery_id']), String(other['delivery_id'])];
  const [segment, otherSegment] = [a.slice(0, SEGMENT_DIGITS), b.slice(0, SEGMENT_DIGITS)];
  if (segment !== otherSegment) return segment < otherSegment ? -1 : 1;
  return Number(a.slice(SEGMENT_DIGITS + 1)) - Number(b.slice(SEGMENT_DIGITS + 1));
};

/** By the first of some orders that tells two apart. */
export function byAll(...orders: readonly Order[]): Order {
  return (one, other) => orders.reduce((found, order) => found || order(one, other), 0);
}

/**
 * Rows of which each answer has its own in order. Those that are equal by it must be of one answer: they stay as they
 * are.
 */
export function inOrder(order: Order): PutTogether {
  return (answers) => answers.flat().sort(order);
}

/** What several have, once, in order. */
export function united(column: string): PutTogether {
  return (answers) => {
    const found = new Map(answers.flat().map((row) => [row[column], row]));
    return [...found.values()].sort(byText(column));
  };
}

/** How a column of rows that belong together becomes one. A column that is left out, or null, counts for nothing. */
export type Combine = (one: unknown, other: unknown) => unknown;

/** Whole numbers of any length, as text. */
export const sum: Combine = (one, other) => String(BigInt(String(one)) + BigInt(String(other)));
/** Of times in ISO 8601. */
export const latest: Combine = (one, other) => (String(one) > String(other) ? one : other);
/** Of whole numbers as text; 0: there is none. */
export const earliest: Combine = (one, other) => {
  if (one === '0' || other === '0') return one === '0' ? other : one;
  return BigInt(String(one)) < BigInt(String(other)) ? one : other;
};
export const least: Combine = (one, other) => Math.min(Number(one), Number(other));
export const most: Combine = (one, other) => Math.max(Number(one), Number(other));
/** Of two rows that belong together; columns that are not combined are the same in both. */
export function combined(columns: Readonly<Record<string, Combine>>, one: Row, other: Row): Row {
  const entries = Object.entries(columns).flatMap(([name, combine]): [string, unknown][] => {
    const [a, b] = [one[name], other[name]];
    if (a == null || b == null) return a === undefined && b === undefined ? [] : [[name, a ?? b]];
    return [[name, combine(a, b)]];
  });
  return { ...one, ...Object.fromEntries(entries) };
}

/** Rows that have the same in all columns but those that are combined become one. */
export function combinedBy(columns: Readonly<Record<string, Combine>>, order?: Order): PutTogether {
  return (answers) => {
    const found = new Map<string, Row>();
    for (const row of answers.flat()) {
      const key = keyOf(row, columns);
      const known = found.get(key);
      found.set(key, known === undefined ? row : combined(columns, known, row));
    }
    const rows = [...found.values()];
    return order === undefined ? rows : rows.sort(order);
  };
}

function keyOf(row: Row, columns: Readonly<Record<string, Combine>>): string {
  return JSON.stringify(Object.entries(row).filter(([name]) => !(name in columns)));
}
