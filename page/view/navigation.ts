import { signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { readView, viewQuery } from './view-url';
import type { View } from './view';

/** Where the page is: the view that its URL says. Back and forward lead through the views. */
export class Navigation {
  private readonly defaultZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  private readonly current: Signal<View>;

  /** @param fixed the only view, whatever the URL says; undefined: that of the URL */
  constructor(private readonly fixed?: View) {
    this.current = signal(this.read());
    if (this.isFixed) return;
    // Written out is also what the URL left open, so that whoever it is sent to sees the same.
    history.replaceState(null, '', viewQuery(this.current.value));
    addEventListener('popstate', this.follow);
  }

  /** Whether there is only one view. */
  get isFixed(): boolean {
    return this.fixed !== undefined;
  }

  get view(): ReadonlySignal<View> {
    return this.current;
  }

  /** Follows the URL no longer. */
  leave(): void {
    removeEventListener('popstate', this.follow);
  }

  /** Goes to the view that differs from this one in these parts. */
  change(parts: Partial<View>): void {
    if (this.isFixed) return;
    const address = this.addressOf(parts);
    if (address !== location.search) history.pushState(null, '', address);
    this.follow();
  }

  /** The URL of the view that differs from this one in these parts. */
  addressOf(parts: Partial<View>): string {
    return viewQuery({ ...this.current.value, ...parts });
  }

  private read(): View {
    return this.fixed ?? readView(location.search, this.defaultZone);
  }

  private readonly follow = (): void => {
    this.current.value = this.read();
  };
}
