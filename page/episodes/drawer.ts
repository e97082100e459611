import { button } from '../dom/button';
import { element, fill, listen } from '../dom/element';

/** A dialog at the side of the page. Escape and its button close it, and the focus goes back to where it was. */
export class Drawer {
  readonly root: HTMLDialogElement;
  private readonly title = element('h2', { id: 'drawer-title', tabindex: '-1' });
  private readonly back = element('span', {});
  private readonly body = element('div', { class: 'drawer-body' });

  constructor(onClose: () => void) {
    const head = element(
      'header',
      { class: 'card-head' },
      this.back,
      this.title,
      button('Close', onClose, { class: 'quiet-button' }),
    );
    this.root = listen(
      element('dialog', { class: 'drawer', 'aria-labelledby': 'drawer-title' }, head, this.body),
      {
        cancel: (event) => {
          event.preventDefault();
          onClose();
        },
        click: ({ target }) => {
          if (target === this.root) onClose();
        },
      },
    );
  }

  /** @param back a way to what was in the drawer before */
  open(title: string, content: readonly HTMLElement[], back?: HTMLElement): void {
    this.root.removeAttribute('aria-busy');
    fill(this.title, title);
    fill(this.back, back);
    fill(this.body, ...content);
    if (!this.root.open) this.root.showModal();
    this.body.scrollTop = 0;
    if (document.activeElement === null || !this.body.contains(document.activeElement)) this.title.focus();
  }

  /** Shows that something is on its way. */
  wait(title: string): void {
    if (!this.root.open) this.open(title, [element('p', { class: 'quiet' }, 'Loading…')]);
    this.root.setAttribute('aria-busy', 'true');
  }

  close(): void {
    this.root.close();
  }

  /**
   * What lies above the page cannot be put into the flow of paper: while it is printed the drawer is a part of the
   * page, and afterwards it is above it again, as it was.
   */
  print(isStarting: boolean): void {
    if (!this.root.open) return;
    const focused = document.activeElement;
    const { scrollTop } = this.body;
    this.root.close();
    if (isStarting) this.root.show();
    else this.root.showModal();
    this.body.scrollTop = scrollTop;
    if (focused instanceof HTMLElement) focused.focus();
  }
}
