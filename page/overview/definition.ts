import type { MeasureInfo } from '../api/overview';
import { element, listen } from '../dom/element';

/** What a measure means. */
export type Meaning = Pick<MeasureInfo, 'name' | 'description' | 'anchor'>;

let made = 0;

/** A button that shows what some measures mean while it is pointed at or has the focus; Escape hides it. */
export function definition(about: string, measures: readonly Meaning[]): HTMLElement {
  const id = `definition-${++made}`;
  const mark = listen(
    element(
      'button',
      { type: 'button', class: 'definition-mark', 'aria-label': `What is ${about}?`, 'aria-describedby': id },
      'i',
    ),
    {
      keydown: (event) => {
        if (event.key === 'Escape') mark.blur();
      },
    },
  );
  const words = measures.map(({ name, description, anchor }) =>
    element(
      'span',
      { class: 'definition-line' },
      measures.length > 1 && element('b', {}, `${name}: `),
      `${description} Counted at ${anchor}.`,
    ),
  );
  return element(
    'span',
    { class: 'definition' },
    mark,
    element('span', { class: 'definition-text', role: 'tooltip', id }, ...words),
  );
}
