import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { printing } from '../print/printing';

/** The heading of what is in the drawer: it has the focus when the drawer opens. */
export const DRAWER_TITLE = 'drawer-title';

interface DrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * A dialog at the side of the page. Escape and a click beside it close it, and the focus goes back to where it was.
 * What lies above the page cannot be put into the flow of paper: while it is printed the drawer is a part of the page,
 * and afterwards it is above it again, as it was.
 */
export function Drawer({ isOpen, onClose, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isPrinting = printing.value;
  useLayoutEffect(() => {
    const { current: shown } = dialog;
    if (shown === null) return;
    const wasOpen = shown.open;
    const focused = document.activeElement;
    const scrolled = shown.lastElementChild?.scrollTop ?? 0;
    shown.close();
    if (!isOpen) return;
    if (isPrinting) shown.show();
    else shown.showModal();
    shown.lastElementChild?.scrollTo({ top: scrolled });
    if (wasOpen && focused instanceof HTMLElement) focused.focus();
    else document.getElementById(DRAWER_TITLE)?.focus();
  }, [isOpen, isPrinting]);
  return (
    <dialog
      ref={dialog}
      class="drawer"
      aria-labelledby={DRAWER_TITLE}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={({ target }) => {
        if (target === dialog.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
