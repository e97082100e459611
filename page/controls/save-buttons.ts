import type { FileFormat } from '../api/report-client';
import { button } from '../dom/button';
import { element, fill } from '../dom/element';

const LABELS: readonly (readonly [FileFormat, label: string])[] = [
  ['xlsx', 'Save as Excel'],
  ['csv', 'Save as CSV'],
];

/** Buttons that save a report, one for each format, and say beside them when that did not work. */
export function saveButtons(save: (format: FileFormat) => Promise<void>): HTMLElement {
  const problem = element('span', { class: 'problem', role: 'status' });
  const buttons = LABELS.map(([format, label]) => saveButton(label, problem, () => save(format)));
  return element('span', { class: 'save' }, problem, ...buttons);
}

function saveButton(label: string, problem: HTMLElement, save: () => Promise<void>): HTMLElement {
  const press = async (): Promise<void> => {
    if (pressed.getAttribute('aria-busy') === 'true') return;
    // Not disabled: a disabled button loses the focus.
    pressed.setAttribute('aria-busy', 'true');
    fill(problem);
    try {
      await save();
    } catch (error) {
      fill(problem, error instanceof Error ? error.message : 'It could not be saved.');
    } finally {
      pressed.removeAttribute('aria-busy');
    }
  };
  const pressed = button(label, () => void press(), { class: 'quiet-button' });
  return pressed;
}
