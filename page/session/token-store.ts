const KEY = 'signalzen-analytics.token';

/** Where the API token is while the page is open: in the tab, or in the browser if the person wants that. */
export const tokenStore = {
  read(): string | undefined {
    return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY) ?? undefined;
  },
  keep(token: string, staysSignedIn: boolean): void {
    this.forget();
    (staysSignedIn ? localStorage : sessionStorage).setItem(KEY, token);
  },
  forget(): void {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
  },
};
