import type { ComponentChildren } from 'preact';
import { usePageStore } from '../store/use-page-store';
import { goToPlace } from './place';

interface PlaceLinkProps {
  /** The fragment of an address, such as `#targets`. */
  readonly to: string;
  readonly children: ComponentChildren;
}

/** Leads to a place on the page. In a shared view the fragment of the address is its secret: there it is a button. */
export function PlaceLink({ to, children }: PlaceLinkProps) {
  const { navigation } = usePageStore();
  const go = (event: MouseEvent): void => {
    event.preventDefault();
    goToPlace(to);
  };
  return navigation.isFixed ? (
    <button type="button" class="place-link" onClick={go}>
      {children}
    </button>
  ) : (
    <a href={to} class="place-link" onClick={go}>
      {children}
    </a>
  );
}
