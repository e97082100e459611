import type { Column } from '../../../measures/columns/column';
import { cellWriter, textCell, columnLetters } from './cell';
import { styleOfColumn, widthOfColumn } from './column-style';
import type { RowQueue } from './row-queue';
import { SPREADSHEET_NAMESPACE, XML } from './xml';
import type { ZipPart } from './zipped';

/** So few that to write them takes no time, however many have come together. */
const ROWS_AT_ONCE = 100;

/** What is known of a sheet while it is written. */
export interface Sheet {
  /** From 1 on. */
  readonly number: number;
  readonly name: string;
  /** Without the header. */
  rows: number;
}

/** The sheet as a part of the archive; counts its rows as they are written. @param maxRows without the header */
export function sheetPart(
  sheet: Sheet,
  columns: readonly Column[],
  rows: RowQueue,
  maxRows: number,
): ZipPart {
  const path = `xl/worksheets/sheet${sheet.number}.xml`;
  return { path, content: contentOf(sheet, columns, rows, maxRows) };
}

async function* contentOf(
  sheet: Sheet,
  columns: readonly Column[],
  rows: RowQueue,
  maxRows: number,
): AsyncGenerator<string> {
  const cells = columns.map((column, index) => ({
    name: column.name,
    letters: columnLetters(index),
    write: cellWriter(column),
  }));
  yield beginning(sheet, columns);
  yield rowXml(
    1,
    cells.map(({ name, letters }) => textCell(`${letters}1`, name, 'header')),
  );
  for (;;) {
    const some = await rows.take(Math.min(ROWS_AT_ONCE, maxRows - sheet.rows));
    if (some.length === 0) break;
    const lines = some.map((row) => {
      sheet.rows += 1;
      const number = sheet.rows + 1;
      return rowXml(
        number,
        cells.map(({ name, letters, write }) => write(`${letters}${number}`, row[name] ?? null)),
      );
    });
    yield lines.join('');
  }
  yield end(sheet, columns);
}

function rowXml(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** The header stays in sight. */
function beginning({ number }: Sheet, columns: readonly Column[]): string {
  const widths = columns.map(
    (column, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${widthOfColumn(column)}" customWidth="1"/>`,
  );
  return [
    `${XML}<worksheet xmlns="${SPREADSHEET_NAMESPACE}">`,
    `<sheetViews><sheetView${number === 1 ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>',
    '</sheetView></sheetViews>',
    `<cols>${widths.join('')}</cols><sheetData>`,
  ].join('');
}

/** Rows can be filtered, and ids without letters are no mistake. */
function end(sheet: Sheet, columns: readonly Column[]): string {
  const texts = columns.flatMap((column, index) => {
    const letters = columnLetters(index);
    return styleOfColumn(column) === 'text' ? [`${letters}2:${letters}${sheet.rows + 1}`] : [];
  });
  const isIgnored = sheet.rows > 0 && texts.length > 0;
  return [
    `</sheetData><autoFilter ref="A1:${lastCell(sheet, columns)}"/>`,
    isIgnored
      ? `<ignoredErrors><ignoredError sqref="${texts.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`
      : '',
    '</worksheet>',
  ].join('');
}

function lastCell({ rows }: Sheet, columns: readonly Column[]): string {
  return `${columnLetters(columns.length - 1)}${rows + 1}`;
}
