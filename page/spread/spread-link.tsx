import type { ComponentChildren } from 'preact';
import { usePageStore } from '../store/use-page-store';
import type { Duration } from '../view/durations';
import { ViewLink } from '../view/view-link';

interface SpreadLinkProps {
  /** Undefined: there is no way. */
  readonly of: Duration | undefined;
  /** Behind the text of the link, for those who do not see what it is. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** The way from a duration to how it is spread. */
export function SpreadLink({ of, label, children }: SpreadLinkProps) {
  const { navigation } = usePageStore();
  if (of === undefined || navigation.isFixed) return <>{children}</>;
  return (
    <ViewLink to={{ spread: of }}>
      {children}
      <span class="visually-hidden"> {label}</span>
    </ViewLink>
  );
}
