import type { PanelJson } from '../dashboard-json';
import type { Frame, Value } from '../infinity/frame';
import { escaped } from './escaped';
import { NotDrawn } from './not-drawn';
import type { ShownField } from './shown-field';
import { colorOf, expressionIn, shownFields, textOf } from './shown-field';

interface StatOptions {
  readonly graphMode: string;
  readonly reduceOptions: { readonly calcs: readonly string[]; readonly fields: string };
}

/** Pixels. */
const LARGEST = 46;
const [BESIDE, OF_LETTER, OF_SUFFIX] = [32, 0.62, 0.65] as const;

/** A large number for each field; with several, each below its name. @param width pixels of the content */
export function statContent(panel: PanelJson, frame: Frame, width: number): string {
  const { graphMode, reduceOptions } = panel['options'] as StatOptions;
  const { fields } = reduceOptions;
  const chosen = shownFields(panel, frame).filter(({ name, field }) =>
    fields === '' ? field.type === 'number' : expressionIn(fields).test(name),
  );
  const values = chosen.map((shown) => {
    const value = reduced(shown.field.values, reduceOptions.calcs[0]);
    return { shown, value, written: textOf(shown, value) };
  });
  // The longest fits, and all have its size.
  const letters = values.map(({ written: { text, suffix } }) => text.length + suffix.length * OF_SUFFIX);
  const widest = (width / chosen.length - BESIDE) / (Math.max(...letters) * OF_LETTER);
  const size = Math.floor(Math.min(chosen.length > 1 ? LARGEST * 0.75 : LARGEST, widest));
  const numbers = values.map(({ shown, value, written: { text, suffix } }) => {
    const color = colorOf(shown, value);
    const title = chosen.length > 1 ? `<div class="stat-name">${escaped(shown.name)}</div>` : '';
    const large = `<div class="stat-value" style="color:${color};font-size:${size}px">${escaped(text)}<small>${escaped(suffix)}</small></div>`;
    return `<div class="stat">${title}${large}${graphMode === 'area' ? sparkline(shown, color) : ''}</div>`;
  });
  return `<div class="stats${chosen.length > 1 ? ' several' : ''}">${numbers.join('') || '<div class="empty">No data</div>'}</div>`;
}

function reduced(values: readonly Value[], calculation = 'lastNotNull'): Value {
  const present = values.filter((value) => value !== null);
  if (calculation === 'lastNotNull') return present.at(-1) ?? null;
  if (calculation !== 'sum') throw new NotDrawn(`the calculation ${calculation}`);
  return present.length === 0 ? null : present.reduce<number>((sum, value) => sum + Number(value), 0);
}

/** The line below a number, stretched to its width. */
function sparkline({ field, range }: ShownField, color: string): string {
  const step = 100 / Math.max(1, field.values.length - 1);
  const points = field.values.map((value, index) => {
    const share = (Number(value) - range.min) / (range.max - range.min || 1);
    return `${(index * step).toFixed(2)},${(38 - 36 * share).toFixed(2)}`;
  });
  return `<svg class="sparkline" viewBox="0 0 100 40" preserveAspectRatio="none"><polygon points="0,40 ${points.join(' ')} 100,40" fill="${color}" fill-opacity="0.15"/><polyline points="${points.join(' ')}" fill="none" stroke="${color}" vector-effect="non-scaling-stroke"/></svg>`;
}
