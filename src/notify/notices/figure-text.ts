import type { Unit } from '../../answer/measures/registry/measure';
import { lengthText } from './length-text';

/** A figure as people read it, by the unit of its measure: `92 %`, `2 min 15 s`, `4.3`, `1,204`. */
export function figureText(value: number | null, unit: Unit): string {
  if (value === null) return '–';
  if (unit === 'ratio') return `${rounded(value * 100, 1)} %`;
  if (unit === 'seconds') return lengthText(value * 1000);
  return unit === 'stars' ? rounded(value, 2) : rounded(value, 0);
}

function rounded(value: number, digits: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}
