import { button } from '../dom/button';
import { element, fill } from '../dom/element';

/** A button that saves a file, and says beside it when that did not work. */
export function saveButton(label: string, save: () => Promise<void>): HTMLElement {
  const problem = element('span', { class: 'problem', role: 'status' });
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
  return element('span', { class: 'save' }, problem, pressed);
}
