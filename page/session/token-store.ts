import { browserStore } from './browser-store';

const KEY = 'signalzen-analytics.token';

/** Where the API token is while the page is open: in the tab, or in the browser if the person wants that. */
export const tokenStore = {
  /** @param given by a link: kept in the tab, beside what the browser keeps for others */
  read(given: string | undefined): string | undefined {
    if (given !== undefined) browserStore.keep('sessionStorage', KEY, given);
    return given ?? browserStore.read('sessionStorage', KEY) ?? browserStore.read('localStorage', KEY);
  },
  keep(token: string, staysSignedIn: boolean): void {
    this.forget();
    browserStore.keep(staysSignedIn ? 'localStorage' : 'sessionStorage', KEY, token);
  },
  forget(): void {
    browserStore.forget('sessionStorage', KEY);
    browserStore.forget('localStorage', KEY);
  },
};
