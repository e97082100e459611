import { element, fill } from '../dom/element';
import type { Consequence } from '../status/consequences';

const ABOUT = 'data-consequences-of';

/** A place for what must be known of some measures; of none: of all figures. Empty while nothing must. */
export function consequencePlace(measures: readonly string[]): HTMLElement {
  return element('div', { class: 'consequences', [ABOUT]: measures.join(' ') });
}

/** Says in every place below an element what must be known of its measures, and no more than that. */
export function fillConsequencePlaces(root: HTMLElement, consequences: readonly Consequence[]): void {
  for (const place of root.querySelectorAll(`[${ABOUT}]`)) {
    const measures = (place.getAttribute(ABOUT) ?? '').split(' ');
    const texts = consequences
      .filter((one) =>
        one.measures.length === 0 ? measures[0] === '' : one.measures.some((name) => measures.includes(name)),
      )
      .map(({ text }) => text);
    const shown = [...place.children].map((note) => note.textContent);
    // This comes every few seconds: what is being read stays as it is.
    if (texts.join() === shown.join()) continue;
    fill(place, ...texts.map((text) => element('p', { class: 'consequence', role: 'note' }, text)));
  }
}
