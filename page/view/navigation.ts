import { batch, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { UrlProblem } from './url-problem';
import { readViewUrl, viewQuery } from './view-url';
import type { View } from './view';

/** Where the page is: the view that its URL says. Back and forward lead through the views. */
export class Navigation {
  private readonly defaultZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  private readonly current: Signal<View>;
  private readonly wrong: Signal<readonly UrlProblem[]> = signal([]);

  /** @param fixed the only view, whatever the URL says; undefined: that of the URL */
  constructor(private readonly fixed?: View) {
    this.current = signal(fixed ?? readViewUrl(location.search, this.defaultZone).view);
    if (this.isFixed) return;
    this.follow();
    addEventListener('popstate', this.follow);
  }

  /** Whether there is only one view. */
  get isFixed(): boolean {
    return this.fixed !== undefined;
  }

  get view(): ReadonlySignal<View> {
    return this.current;
  }

  /** What of the URL could not be taken as it was, until somebody has read it. */
  get problems(): ReadonlySignal<readonly UrlProblem[]> {
    return this.wrong;
  }

  dismissProblems(): void {
    this.wrong.value = [];
  }

  /** Follows the URL no longer. */
  leave(): void {
    removeEventListener('popstate', this.follow);
  }

  /** Goes to the view that differs from this one in these parts. */
  change(parts: Partial<View>): void {
    this.go(this.addressOf(parts));
  }

  /** @param address as {@link addressOf} makes it */
  go(address: string): void {
    if (this.isFixed) return;
    if (address !== location.search) history.pushState(null, '', address);
    this.follow();
  }

  /** The URL of the view that differs from this one in these parts. */
  addressOf(parts: Partial<View>): string {
    return viewQuery({ ...this.current.value, ...parts });
  }

  private readonly follow = (): void => {
    const { view, problems } = readViewUrl(location.search, this.defaultZone);
    batch(() => {
      this.current.value = view;
      this.wrong.value = problems;
    });
    // Written out is also what the URL left open, so that whoever it is sent to sees the same.
    history.replaceState(null, '', viewQuery(view) + location.hash);
  };
}
