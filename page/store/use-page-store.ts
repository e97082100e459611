import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageStore } from './page-store';

export const PageStoreContext = createContext<PageStore | undefined>(undefined);

/** What the page knows. @throws Error outside of the page of somebody who has signed in */
export function usePageStore(): PageStore {
  const store = useContext(PageStoreContext);
  if (store === undefined) throw new Error('nobody has signed in here');
  return store;
}
