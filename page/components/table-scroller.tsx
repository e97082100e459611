import type { ComponentChildren } from 'preact';

interface TableScrollerProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A table that may be wider or longer than the room it has: it can be scrolled with the keyboard as well. */
export function TableScroller({ label, children }: TableScrollerProps) {
  return (
    <div class="scroller" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
