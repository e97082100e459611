import { LocalTime } from '../../../measures/calendar/local-time';
import type { Cell, Column, ColumnType } from '../../../measures/columns/column';
import type { Portions } from '../../report';
import type { ReportFormat } from '../report-format';
import { csvFormOf, BOM, LOCALE, SEPARATOR } from './csv-parameters';
import type { CsvForm } from './csv-parameters';
import { formulaGuard } from './formula-guard';

const LINE_END = '\r\n';
const BYTE_ORDER_MARK = '\uFEFF';
/** Also of other separators, so that programs that guess at one do not take it for theirs. */
const NEEDS_QUOTES = /[",;\t\r\n]/;
/** Columns that hold what other people wrote. */
const TEXTS: readonly ColumnType[] = ['ID', 'TEXT'];

/** RFC 4180 with a header, or what the spreadsheets of a country take for CSV. A cell is empty for what is unknown. */
export const CSV: ReportFormat = {
  extension: 'csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  description:
    'RFC 4180, UTF-8, with a header; with "locale", the decimal mark and separator of that locale. A text that a spreadsheet would take for a formula gets an apostrophe before it.',
  isZipped: false,
  parameters: [LOCALE, SEPARATOR, BOM],
  writer: (query) => {
    const form = csvFormOf(query);
    return ({ columns }, portions) => writeCsv(columns, portions, form);
  },
};

async function* writeCsv(
  columns: readonly Column[],
  portions: Portions,
  form: CsvForm,
): AsyncGenerator<string> {
  const { separator, bom } = form;
  const textOf = csvCells(form);
  const cells = columns.map(({ name, type }) => ({ name, isText: TEXTS.includes(type) }));
  yield `${bom ? BYTE_ORDER_MARK : ''}${cells.map(({ name }) => name).join(separator)}${LINE_END}`;
  for await (const rows of portions) {
    const lines = rows.map((row) =>
      cells.map(({ name, isText }) => textOf(row[name] ?? null, isText)).join(separator),
    );
    yield lines.map((line) => line + LINE_END).join('');
  }
}

/** @returns what writes a cell; `isText`: whether it comes from a column of texts, which may hold anything */
export function csvCells(form: CsvForm): (cell: Cell, isText: boolean) => string {
  const { separator, decimalMark, hasPlainTimes } = form;
  const guarded = formulaGuard(separator);
  return (cell, isText) => {
    if (cell === null) return '';
    if (isText) return quoted(guarded(String(cell)));
    if (cell instanceof Date || cell instanceof LocalTime) return timeText(cell);
    const text = String(cell);
    return typeof cell === 'number' && decimalMark !== '.' ? numberText(text) : text;
  };

  function timeText(time: Date | LocalTime): string {
    if (!hasPlainTimes) return time instanceof Date ? time.toISOString() : time.toString();
    return (time instanceof Date ? new LocalTime(time.getTime(), undefined, false) : time).toPlainString();
  }

  function numberText(text: string): string {
    const marked = text.replace('.', decimalMark);
    return marked.includes(separator) ? `"${marked}"` : marked;
  }
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
