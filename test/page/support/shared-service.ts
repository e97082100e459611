import type { Browser } from 'puppeteer-core';
import { connect } from 'puppeteer-core';

/** What the setup of the page's tests tells the suites, which run in processes of their own. */
interface Shared {
  /** Of the service. */
  readonly url: string;
  /** The last events of its world; UTC milliseconds. */
  readonly until: number;
  readonly browser: string;
  /** Of another one, which has received nothing. */
  readonly emptyUrl: string;
}

const VARIABLE = 'SHARED_PAGE_SERVICE';

export function share(shared: Shared): void {
  process.env[VARIABLE] = JSON.stringify(shared);
}

/** The service and the browser that all suites of the page use: they only look, each in tabs of its own. */
export function sharedService(): Shared {
  return JSON.parse(process.env[VARIABLE] ?? '{}') as Shared;
}

/** @returns to be disconnected, not closed */
export function sharedBrowser(): Promise<Browser> {
  return connect({ browserWSEndpoint: sharedService().browser, defaultViewport: null });
}
