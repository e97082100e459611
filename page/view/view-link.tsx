import type { ComponentChildren } from 'preact';
import { usePageStore } from '../store/use-page-store';
import type { View } from './view';

interface ViewLinkProps {
  /** What differs from the view that is shown. */
  readonly to: Partial<View>;
  /** What it is called, where its text alone does not say it. */
  readonly label?: string | undefined;
  readonly children: ComponentChildren;
}

/** A link to another view, which also opens in another tab; where there is no other, just its text. */
export function ViewLink({ to, label, children }: ViewLinkProps) {
  const { navigation } = usePageStore();
  if (navigation.isFixed) return <>{children}</>;
  return (
    <a
      href={navigation.addressOf(to)}
      aria-label={label}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        navigation.change(to);
      }}
    >
      {children}
    </a>
  );
}
