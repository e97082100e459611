import { useEffect } from 'preact/hooks';

/** Closes a menu upon a click beside it. */
export function useClosedByClicksOutside(menu: { readonly current: HTMLDetailsElement | null }): void {
  useEffect(() => {
    const close = ({ target }: MouseEvent): void => {
      // What the click itself has taken away, such as a line of the menu, was not beside it.
      if (
        menu.current !== null &&
        target instanceof Node &&
        target.isConnected &&
        !menu.current.contains(target)
      )
        menu.current.open = false;
    };
    document.addEventListener('click', close);
    return () => {
      document.removeEventListener('click', close);
    };
  }, [menu]);
}
