import type { NamedValue } from '../api/overview';
import { element, fill } from '../dom/element';
import type { Selection } from '../view/view';
import { ChoiceMenu } from './choice-menu';

/** A menu for each user attribute; its values are asked for when it is opened first. */
export class AttributeMenus {
  readonly root = element('div', { class: 'attribute-menus' });
  private readonly menus = new Map<string, { readonly menu: ChoiceMenu; values: readonly NamedValue[] }>();
  private chosen: Selection['attributes'] = new Map();

  constructor(
    private readonly valuesOf: (name: string) => Promise<readonly NamedValue[]>,
    private readonly onChoose: (attributes: Selection['attributes']) => void,
  ) {}

  show(names: readonly string[], chosen: Selection['attributes']): void {
    this.chosen = chosen;
    const all = [...new Set([...names, ...chosen.keys()])];
    for (const name of all) if (!this.menus.has(name)) this.add(name);
    fill(this.root, ...all.map((name) => this.menus.get(name)?.menu.root));
    for (const [name, { menu, values }] of this.menus) menu.show(values, chosen.get(name) ?? []);
  }

  private add(name: string): void {
    const menu = new ChoiceMenu(name, (values) => {
      const others = [...this.chosen].filter(([other]) => other !== name);
      this.onChoose(new Map(values.length === 0 ? others : [...others, [name, values]]));
    });
    const entry = { menu, values: [] as readonly NamedValue[] };
    this.menus.set(name, entry);
    menu.root.addEventListener('toggle', () => {
      if (!menu.root.open || entry.values.length > 0) return;
      void this.valuesOf(name).then((values) => {
        entry.values = values;
        menu.show(values, this.chosen.get(name) ?? []);
      });
    });
  }
}
