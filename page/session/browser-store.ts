type Place = 'localStorage' | 'sessionStorage';

/** What the browser keeps: nothing in the frame of a page of others, and nothing where people say so. */
export const browserStore = {
  read(place: Place, key: string): string | undefined {
    return storeAt(place)?.getItem(key) ?? undefined;
  },
  keep(place: Place, key: string, value: string): void {
    storeAt(place)?.setItem(key, value);
  },
  forget(place: Place, key: string): void {
    storeAt(place)?.removeItem(key);
  },
};

/** Asking for it is an error where it is kept from the page. */
function storeAt(place: Place): Storage | undefined {
  try {
    return window[place];
  } catch {
    return undefined;
  }
}
