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
  /** A page of somebody else, which may show a share link of the service in a frame. */
  readonly framingHost: string;
}

/** There is no browser, and the tests of the page are left out. */
interface Skipped {
  readonly skipped: string;
}

/** The tests of the page cannot run, and fail. */
interface Failed {
  readonly failure: string;
}

const VARIABLE = 'SHARED_PAGE_SERVICE';

export function share(outcome: Shared | Skipped | Failed): void {
  process.env[VARIABLE] = JSON.stringify(outcome);
}

/**
 * The service and the browser that all suites of the page use: they only look, each in tabs of its own.
 * @throws Error if they could not be started
 */
export function sharedService(): Shared {
  const outcome = readOutcome();
  if ('failure' in outcome) throw new Error(`The tests of the page could not be set up: ${outcome.failure}`);
  return 'skipped' in outcome
    ? { url: 'http://skipped', until: 0, browser: '', emptyUrl: '', framingHost: '' }
    : outcome;
}

/** @returns to be disconnected, not closed */
export function sharedBrowser(): Promise<Browser> {
  return connect({ browserWSEndpoint: sharedService().browser, defaultViewport: null });
}

/** `describe` of the suites of the page, which are skipped where no browser starts. */
export function describePage(name: string, tests: () => void): void {
  if ('skipped' in readOutcome()) describe.skip(name, tests);
  else describe(name, tests);
}

function readOutcome(): Shared | Skipped | Failed {
  return JSON.parse(process.env[VARIABLE] ?? '{}') as Shared | Skipped | Failed;
}
