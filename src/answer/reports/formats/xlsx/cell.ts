import { LocalTime } from '../../../measures/calendar/local-time';
import type { Cell, Column } from '../../../measures/columns/column';
import { styleOfColumn } from './column-style';
import { styleIndex } from './styles';
import type { Style } from './styles';
import { xmlText } from './xml';

/** Excel repairs what has longer texts, and says that it was damaged. */
const MAX_LETTERS = 32_767;
const BLANK_AT_AN_END = /^\s|\s$/;

/** Writes the cells of a column; nothing for one without a value. @param place in the notation of spreadsheets: `B7` */
type CellWriter = (place: string, cell: Cell) => string;

export function cellWriter(column: Column): CellWriter {
  const style = styleOfColumn(column);
  return (place, cell) => {
    if (cell === null || cell === '') return '';
    if (style === 'text') return textCell(place, String(cell));
    if (cell instanceof Date) return timeCell(place, cell, style);
    if (cell instanceof LocalTime) return timeCell(place, cell, cell.isDate ? 'date' : style);
    if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    if (typeof cell === 'number') return numberCell(place, cell, style);
    return textCell(place, cell);
  };
}

/** A text, whatever it looks like: the cell says that it is one, so that no spreadsheet computes it. */
export function textCell(place: string, text: string, style: Style = 'text'): string {
  const whole = text.length > MAX_LETTERS ? shortened(text) : text;
  const space = BLANK_AT_AN_END.test(whole) ? ' xml:space="preserve"' : '';
  return `<c r="${place}" s="${styleIndex(style)}" t="inlineStr"><is><t${space}>${xmlText(whole)}</t></is></c>`;
}

function numberCell(place: string, value: number, style: Style): string {
  return `<c r="${place}" s="${styleIndex(style)}"><v>${value}</v></c>`;
}

function timeCell(place: string, time: Date | LocalTime, style: Style): string {
  const serial = dateSerial(time);
  if (serial !== undefined) return numberCell(place, serial, style);
  return textCell(place, time instanceof Date ? time.toISOString() : time.toString());
}

/** The beginning of a text, and how much is missing. */
function shortened(text: string): string {
  const note = ` … [cut by Excel's limit: this text has ${text.length} characters; CSV, JSON and NDJSON have all of them]`;
  const beginning = text.slice(0, MAX_LETTERS - note.length);
  // Half of a character would be none.
  return beginning.replace(/[\uD800-\uDBFF]$/, '') + note;
}

const LETTERS = 26;

/** What spreadsheets call a column: A for the first one, index 0; AA for the one after Z. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (index % LETTERS));
  return index < LETTERS ? last : columnLetters(Math.floor(index / LETTERS) - 1) + last;
}

const DAY_MS = 86_400_000;
/** Excel counts days from here on, as if 1900 had had a 29 February: before March of it nothing agrees. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST = Date.UTC(1900, 2, 1);
const END = Date.UTC(10_000, 0, 1);

/** What the clocks show, as Excel counts it, in days; `undefined` for times before March 1900, which Excel lacks. */
function dateSerial(time: Date | LocalTime): number | undefined {
  const shown = time instanceof LocalTime ? time.shownAsUtc : time.getTime();
  return shown >= FIRST && shown < END ? (shown - DAY_ZERO) / DAY_MS : undefined;
}
