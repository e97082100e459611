import { button } from '../dom/button';
import { element, fill } from '../dom/element';

/** A button that saves a file, and says beside it when that did not work. */
export function saveButton(label: string, save: () => Promise<void>): HTMLElement {
  const problem = element('span', { class: 'problem', role: 'status' });
  const press = async (): Promise<void> => {
    pressed.disabled = true;
    fill(problem);
    try {
      await save();
    } catch (error) {
      fill(problem, error instanceof Error ? error.message : 'It could not be saved.');
    } finally {
      pressed.disabled = false;
    }
  };
  const pressed = button(label, () => void press(), { class: 'quiet-button' });
  return element('span', { class: 'save' }, problem, pressed);
}
