/**
 * Calls back when the page is about to be printed, and when that is over. Not every browser has both: the events, and
 * the change of the media query, which is also all that somebody sees who looks at the print styles on the screen.
 */
export function onPrint(change: (isStarting: boolean) => void): void {
  let isPrinting = false;
  const set = (isStarting: boolean): void => {
    if (isStarting === isPrinting) return;
    isPrinting = isStarting;
    change(isStarting);
  };
  addEventListener('beforeprint', () => {
    set(true);
  });
  addEventListener('afterprint', () => {
    set(false);
  });
  matchMedia('print').addEventListener('change', ({ matches }) => {
    set(matches);
  });
}
