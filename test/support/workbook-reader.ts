import { inflateRawSync } from 'node:zlib';
import { read } from '@e965/xlsx';
import type { CellObject, WorkSheet } from '@e965/xlsx';

/** A cell as SheetJS reads it, which shares no code with what writes it. */
export interface ReadCell {
  /** A number, a text, a boolean; for Excel dates are numbers. */
  readonly type: 'number' | 'text' | 'boolean';
  readonly value: string | number | boolean;
  /** How it is to be shown. */
  readonly format: string;
  /** Of what would be computed. */
  readonly formula: string | undefined;
}

export interface ReadSheet {
  readonly name: string;
  readonly header: readonly string[];
  /** By the names of the columns; a cell without a value is not there. */
  readonly rows: readonly Readonly<Record<string, ReadCell>>[];
  /** The cells whose rows can be filtered. */
  readonly filtered: string | undefined;
  readonly xml: string;
}

/** SheetJS knows nothing of a row without cells. */
type ReadCells = readonly (CellObject | undefined)[] | undefined;

const TYPES: Readonly<Record<string, ReadCell['type']>> = { n: 'number', s: 'text', b: 'boolean' };

/** The sheets of an Excel workbook. @throws Error for what is none, or holds other cells */
export function sheetsOf(file: Uint8Array): ReadSheet[] {
  const book = read(file, { cellNF: true, cellFormula: true, bookFiles: true, dense: true });
  const { files } = book as unknown as { files: Readonly<Record<string, { content: Uint8Array }>> };
  return book.SheetNames.map((name, index) => {
    const sheet = book.Sheets[name] as WorkSheet & { '!data'?: ReadCells[] };
    const [header, ...rows] = sheet['!data'] ?? [];
    const names = Array.from(header ?? [], (cell) => String(cell?.v));
    return {
      name,
      header: names,
      rows: Array.from(rows, (cells: ReadCells) => rowOf(names, cells ?? [])),
      filtered: sheet['!autofilter']?.ref,
      xml: Buffer.from(files[`xl/worksheets/sheet${index + 1}.xml`]?.content ?? []).toString(),
    };
  });
}

/** The instant whose UTC clocks show what a cell with a date shows. */
export function shownTime({ value }: ReadCell): Date {
  return new Date(Math.round((Number(value) - 25_569) * 86_400_000));
}

/** What the first sheet of a long workbook ends with, of which nothing else is kept. */
export function endOfFirstSheet(file: Buffer): string {
  const header = 30 + file.readUInt16LE(26) + file.readUInt16LE(28);
  return inflateRawSync(file.subarray(header)).subarray(-1000).toString();
}

/** A row of JSON as a workbook must have it: without what has no value, and with dates and times as such. */
export function inWorkbook(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const cells = Object.entries(row).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(
    cells.map(([name, value]) => {
      const [, shown] = /^(\d{4}-\d\d-\d\d(?:T[\d:.]{12})?)(?:[+-]\d\d:\d\d|Z)?$/.exec(String(value)) ?? [];
      return [name, shown === undefined ? value : new Date(`${shown}${shown.includes('T') ? 'Z' : ''}`)];
    }),
  );
}

function rowOf(names: readonly string[], cells: NonNullable<ReadCells>): ReadSheet['rows'][number] {
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const cell = cells[index];
      return cell?.v === undefined ? [] : [[name, readCell(cell)] as const];
    }),
  );
}

function readCell({ t, v, z, f }: CellObject): ReadCell {
  const type = TYPES[t];
  if (type === undefined || v === undefined || v instanceof Date) throw new Error(`a cell of type ${t}`);
  return { type, value: v, format: String(z), formula: f };
}
