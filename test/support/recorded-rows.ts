import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `NNNN.sql`: the tables as they were when NNNN was the last migration; `NNNN.ndjson`: all rows of a small service of
 * that time, which has received the same deliveries each time.
 */
export const RECORDED = join(__dirname, '..', 'schemas');

/** What such a service tells, by its views. */
export const RECORDED_NUMBERS = `
  SELECT
    (SELECT count() FROM messages) AS messages,
    (SELECT uniqExact(chat_id) FROM messages) AS chats,
    (SELECT count() FROM episodes) AS episodes,
    (SELECT sum(rating) FROM ratings) AS stars`;
/** Three contacts of three messages each, of which one names no chat. */
export const NUMBERS_RECORDED = { messages: '9', chats: '4', episodes: '6', stars: '9' };

export interface RecordedColumn {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** The columns of which no recorded row of their table says anything. */
export function unrecorded(number: string, columns: readonly RecordedColumn[]): RecordedColumn[] {
  const rows = recordedRows(number);
  const known = new Map(
    [...rows].map(([table, all]) => [
      table,
      new Set(all.flatMap((row) => Object.keys(JSON.parse(row) as object))),
    ]),
  );
  return columns.filter(({ table, name }) => known.get(table)?.has(name) !== true);
}

/** Writes a value of such columns into each row of their table, or one row where it has none. */
export function recordColumns(number: string, columns: readonly RecordedColumn[]): void {
  const rows = recordedRows(number);
  for (const { table, name, type } of columns) {
    const all = rows.get(table) ?? ['{}'];
    const filled = all.map((row) => ({ ...(JSON.parse(row) as object), [name]: someValue(name, type) }));
    rows.set(
      table,
      filled.map((row) => JSON.stringify(row)),
    );
  }
  const lines = [...rows].flatMap(([table, all]) => all.map((row) => `{"table":"${table}","row":${row}}\n`));
  writeFileSync(join(RECORDED, `${number}.ndjson`), lines.join(''));
}

/** After which nothing that is kept for some time only has gone. */
const LATE = '2100-01-01';
const LATE_MICROSECONDS = '4102444800000000';

function someValue(name: string, type: string): unknown {
  const [, outer = type, inner = ''] = /^(\w+)\((.*)\)$/s.exec(type) ?? [];
  if (outer === 'Nullable' || outer === 'LowCardinality') return someValue(name, inner);
  if (outer === 'SimpleAggregateFunction') return someValue(name, inner.replace(/^\w+, /, ''));
  if (outer === 'Array') return [someValue(name, inner)];
  if (outer === 'Map') return {};
  if (outer === 'Tuple')
    return Object.fromEntries(
      partsOf(inner).map((part) => {
        const [, named = '', of = ''] = /^(\w+) (.*)$/s.exec(part) ?? [];
        return [named, someValue(named, of)];
      }),
    );
  if (outer === 'DateTime64' || outer === 'DateTime') return `${LATE} 00:00:00`;
  if (outer === 'Date') return LATE;
  if (outer.startsWith('Enum')) return /'(\w+)' = /.exec(inner)?.[1];
  if (outer === 'Bool') return true;
  if (outer === 'UUID') return '6a1f2a8e-0000-4000-8000-000000000001';
  if (/^U?Int/.test(outer)) return name === 'version' ? LATE_MICROSECONDS : '1';
  return name;
}

/** Of a list in which brackets may hold commas. */
function partsOf(list: string): string[] {
  return list.split(/, (?![^(]*\))/);
}

/** By table, each row as JSON. */
export function recordedRows(number: string): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  const text = readFileSync(join(RECORDED, `${number}.ndjson`), 'utf8');
  for (const line of text.trim().split('\n')) {
    const { table, row } = JSON.parse(line) as { table: string; row: object };
    rows.set(table, [...(rows.get(table) ?? []), JSON.stringify(row)]);
  }
  return rows;
}
