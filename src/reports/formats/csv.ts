import type { Cell, Column, ColumnType } from '../../measures/columns/column';
import type { Portions } from '../report';
import type { ReportFormat } from './report-format';

const LINE_END = '\r\n';
const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;
/** Columns that hold what other people wrote. */
const TEXTS: readonly ColumnType[] = ['ID', 'TEXT'];

/** RFC 4180 with a header. A cell is empty for what is unknown; times are ISO 8601 in UTC. */
export const CSV: ReportFormat = {
  extension: 'csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  description:
    'RFC 4180, UTF-8, with a header. A text that a spreadsheet would take for a formula begins with an apostrophe.',
  write: writeCsv,
};

async function* writeCsv(
  columns: readonly Column[],
  portions: Portions,
  bom: boolean,
): AsyncGenerator<string> {
  const cells = columns.map(({ name, type }) => ({ name, isText: TEXTS.includes(type) }));
  yield `${bom ? BYTE_ORDER_MARK : ''}${cells.map(({ name }) => name).join(',')}${LINE_END}`;
  for await (const rows of portions) {
    const lines = rows.map((row) =>
      cells.map(({ name, isText }) => csvCell(row[name] ?? null, isText)).join(','),
    );
    yield lines.map((line) => line + LINE_END).join('');
  }
}

/** @param isText whether it comes from a column of texts, which may hold anything */
export function csvCell(cell: Cell, isText: boolean): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (!isText) return String(cell);
  const text = String(cell);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
