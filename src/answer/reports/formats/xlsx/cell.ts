import { LocalTime } from '../../../measures/calendar/local-time';
import type { Cell, Column } from '../../../measures/columns/column';
import { styleOfColumn } from './column-style';
import { dateSerial } from './date-serial';
import { styleIndex } from './styles';
import type { Style } from './styles';
import { xmlText } from './xml';

/** Excel repairs what has longer texts, and says that it was damaged. */
const MAX_LETTERS = 32_767;
const BLANK_AT_AN_END = /^\s|\s$/;

/** Writes the cells of a column; nothing for one without a value. @param place in the notation of spreadsheets: `B7` */
export type CellWriter = (place: string, cell: Cell) => string;

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
