import { element, listen } from '../dom/element';
import { readView, viewQuery } from './view-url';
import type { View } from './view';

/** Where the page is: the view that its URL says. Back and forward lead through the views. */
export class Navigation {
  private readonly defaultZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  constructor(private readonly onChange: () => void) {
    addEventListener('popstate', onChange);
  }

  /** Follows the URL no longer. */
  leave(): void {
    removeEventListener('popstate', this.onChange);
  }

  get view(): View {
    return readView(location.search, this.defaultZone);
  }

  /** Goes to the view that differs from this one in these parts. */
  change(parts: Partial<View>): void {
    const query = viewQuery({ ...this.view, ...parts });
    if (query !== location.search) history.pushState(null, '', query);
    this.onChange();
  }

  /** Writes out what the URL left open, so that whoever it is sent to sees the same. */
  complete(): void {
    history.replaceState(null, '', viewQuery(this.view));
  }

  /** A link to such a view, which also opens in another tab. */
  link(text: string, parts: Partial<View>, label?: string): HTMLAnchorElement {
    const address = viewQuery({ ...this.view, ...parts });
    const anchor = element('a', { href: address, 'aria-label': label === text ? undefined : label }, text);
    return listen(anchor, {
      click: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        this.change(parts);
      },
    });
  }
}
