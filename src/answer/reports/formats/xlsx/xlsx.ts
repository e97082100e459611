import type { Portions } from '../../report';
import type { ReportFormat, WrittenReport } from '../report-format';
import { RowQueue } from './row-queue';
import { sheetPart } from './sheet';
import type { Sheet } from './sheet';
import { workbookParts } from './workbook';
import { zipped } from './zipped';
import type { ZipPart } from './zipped';

/** With the header. Excel opens no sheet that has more. */
const MAX_ROWS = 1_048_576;

/** A workbook of Excel, in which cells have types: numbers, dates and texts are what they are in every country. */
export const XLSX: ReportFormat = {
  extension: 'xlsx',
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  description:
    'An Excel workbook, with a sheet for each 1,048,575 rows. Dates and times are in the local time of "timezone".',
  isZipped: true,
  parameters: [],
  writer: () => writeXlsx,
};

/** @param maxRows of a sheet, with its header */
export function writeXlsx(
  report: WrittenReport,
  portions: Portions,
  maxRows = MAX_ROWS,
): AsyncGenerator<Uint8Array> {
  return zipped(partsOf(report, portions, maxRows));
}

async function* partsOf(report: WrittenReport, portions: Portions, maxRows: number): AsyncGenerator<ZipPart> {
  const rows = new RowQueue(portions);
  const sheets: Sheet[] = [];
  try {
    do {
      const sheet = { number: sheets.length + 1, name: sheetName(report.name, sheets.length), rows: 0 };
      sheets.push(sheet);
      yield sheetPart(sheet, report.columns, rows, maxRows - 1);
    } while (await rows.hasMore());
    yield* workbookParts(report, sheets);
  } finally {
    await rows.close();
  }
}

/** `episodes`, `episodes 2`, … */
function sheetName(name: string, before: number): string {
  return before === 0 ? name : `${name} ${before + 1}`;
}
