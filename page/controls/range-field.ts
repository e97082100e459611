import { element, listen } from '../dom/element';
import type { ChosenRange } from '../time/resolved-range';
import { daysOf } from '../time/resolved-range';
import { daysLater } from '../time/local-calendar';
import { PRESETS, isPreset } from '../time/presets';
import { selectField } from './select-field';

const CUSTOM = 'custom';

/** The range: a preset, or the first and the last day. */
export function rangeField(
  chosen: ChosenRange,
  zone: string,
  onChoose: (range: ChosenRange) => void,
): HTMLElement[] {
  const presets = Object.entries(PRESETS).map(([value, { label }]) => ({ value, label }));
  const days = daysOf(chosen, Date.now(), zone);
  const current = { first: days.first, last: daysLater(days.end, -1) };
  const preset = selectField('Range', {
    options: [...presets, { value: CUSTOM, label: 'Custom' }],
    chosen: 'preset' in chosen ? chosen.preset : CUSTOM,
    onChoose: (value) => {
      onChoose(isPreset(value) ? { preset: value } : current);
    },
  });
  if ('preset' in chosen) return [preset];
  const field = (label: string, value: string): [HTMLElement, HTMLInputElement] => {
    const input = element('input', { type: 'date', value, required: true });
    return [element('label', { class: 'field' }, element('span', {}, label), input), input];
  };
  const [fromField, from] = field('From', current.first);
  const [toField, to] = field('To', current.last);
  const choose = (): void => {
    if (from.value === '' || to.value === '') return;
    const [first = '', last = ''] = [from.value, to.value].toSorted();
    onChoose({ first, last });
  };
  for (const input of [from, to]) listen(input, { change: choose });
  return [preset, fromField, toField];
}
