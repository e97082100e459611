import type { NamedValue } from '../api/overview';
import { button } from '../dom/button';
import { element, fill, listen } from '../dom/element';

/** A menu of which any number of values can be chosen; none chosen means all. */
export class ChoiceMenu {
  readonly root: HTMLDetailsElement;
  private readonly summary = element('summary', {});
  private readonly list = element('div', { class: 'menu-list' });
  private shown = '';

  constructor(
    private readonly label: string,
    private readonly onChoose: (values: readonly string[]) => void,
  ) {
    this.root = listen(element('details', { class: 'menu', name: 'menu' }, this.summary, this.list), {
      keydown: (event) => {
        if (event.key !== 'Escape') return;
        this.root.open = false;
        this.summary.focus();
      },
    });
    listen(this.list, {
      change: () => {
        this.onChoose(
          [...this.list.querySelectorAll('input')].filter(({ checked }) => checked).map(({ value }) => value),
        );
      },
    });
    document.addEventListener('click', ({ target }) => {
      if (target instanceof Node && !this.root.contains(target)) this.root.open = false;
    });
  }

  /** Chosen values stand in the list also when there are no such options any more. */
  show(options: readonly NamedValue[], chosen: readonly string[]): void {
    const known = new Set(options.map(({ value }) => value));
    const gone = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value }));
    const all = [...options, ...gone];
    fill(this.summary, `${this.label}: `, element('b', {}, textOf(all, chosen)));
    this.root.classList.toggle('chosen', chosen.length > 0);
    // A list that is open keeps its boxes, and with them the focus.
    const key = JSON.stringify(all);
    if (key !== this.shown) this.fillList(all);
    this.shown = key;
    for (const box of this.list.querySelectorAll('input')) box.checked = chosen.includes(box.value);
  }

  private fillList(options: readonly NamedValue[]): void {
    const boxes = options.map(({ value, label }) =>
      element('label', {}, element('input', { type: 'checkbox', value }), label === '' ? '(none)' : label),
    );
    fill(
      this.list,
      element('fieldset', {}, element('legend', { class: 'visually-hidden' }, this.label), ...boxes),
      options.length === 0 && element('p', { class: 'quiet' }, 'Nothing to choose in this range.'),
      button(
        'All',
        () => {
          this.onChoose([]);
        },
        { class: 'quiet-button' },
      ),
    );
  }
}

function textOf(options: readonly NamedValue[], chosen: readonly string[]): string {
  const [first, ...others] = chosen;
  if (first === undefined) return 'all';
  const label = options.find(({ value }) => value === first)?.label ?? first;
  return `${label === '' ? '(none)' : label}${others.length === 0 ? '' : ` +${others.length}`}`;
}
