import type { Column } from '../../../measures/columns/column';
import type { Style } from './styles';

const MAX_LETTERS = 60;
/** For the button of the filter. */
const BUTTON = 4;

/** How the cells of a column are shown; a BUCKET is a date or a time, which only its cells know. */
export function styleOfColumn({ type, unit }: Column): Style {
  switch (type) {
    case 'ID':
    case 'TEXT':
    case 'ENUM':
      return 'text';
    case 'WHOLE':
      return unit === undefined || unit === 'stars' ? 'whole' : 'count';
    case 'NUMBER':
      return unit === 'seconds' ? 'seconds' : unit === 'ratio' ? 'share' : 'decimal';
    case 'BOOLEAN':
      return 'plain';
    case 'TIME':
      return 'moment';
    case 'BUCKET':
      return 'time';
  }
}

/** In letters: as wide as its name, and as what usually stands in it. */
export function widthOfColumn({ name, type }: Column): number {
  return Math.min(MAX_LETTERS, Math.max(name.length + BUTTON, usualLetters(name, type)));
}

function usualLetters(name: string, type: Column['type']): number {
  if (name === 'payload') return MAX_LETTERS;
  if (type === 'TIME') return 24;
  if (type === 'BUCKET' || type === 'ID') return 20;
  return type === 'TEXT' ? 16 : 10;
}
