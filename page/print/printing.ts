import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

const value = signal(false);

/** Whether the page is being printed. */
export const printing: ReadonlySignal<boolean> = value;

/**
 * Notices from now on when the page is about to be printed, and when that is over. Not every browser has both: the
 * events, and the change of the media query, which is also all that somebody sees who looks at the print styles on the
 * screen.
 */
export function followPrinting(): void {
  addEventListener('beforeprint', () => {
    value.value = true;
  });
  addEventListener('afterprint', () => {
    value.value = false;
  });
  matchMedia('print').addEventListener('change', ({ matches }) => {
    value.value = matches;
  });
}
