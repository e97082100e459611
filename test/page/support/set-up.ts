import type { Browser } from 'puppeteer-core';
import { launchChromium, NoBrowser } from '../../support/chromium';
import { RunningService, temporaryDataDir } from '../../support/running-service';
import { startFramingHost } from './framing-host';
import { startSeededService } from './seeded-service';
import { share } from './shared-service';
import { sharedWorld } from './shared-world';
import { stopAfterwards } from './tear-down-list';

/**
 * Before the tests of the page: two services and one browser for all of them. It never throws, as that would end the
 * run of all other tests too: what went wrong fails, or for want of a browser skips, the tests of the page.
 */
async function setUp(): Promise<void> {
  try {
    await startAll();
  } catch (error) {
    share({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

async function startAll(): Promise<void> {
  const browser = await launchBrowser();
  if (browser === undefined) return;
  const until = Date.now() - 60_000;
  const host = await startFramingHost();
  stopAfterwards(() => host.close());
  const [seeded, emptyUrl] = await Promise.all([
    startSeededService(sharedWorld(until), host.origin),
    startEmptyService(),
  ]);
  stopAfterwards(() => seeded.stop());
  share({
    ...{ url: seeded.service.url, until, emptyUrl, browser: browser.wsEndpoint() },
    framingHost: host.origin,
  });
}

/** @returns undefined if there is none, and the tests may do without */
async function launchBrowser(): Promise<Browser | undefined> {
  try {
    const browser = await launchChromium();
    stopAfterwards(() => browser.close());
    return browser;
  } catch (error) {
    if (!(error instanceof NoBrowser) || process.env['CI'] !== undefined) throw error;
    process.stderr.write(`\n*** The tests of the page are SKIPPED. ${error.message}\n\n`);
    share({ skipped: error.message });
    return undefined;
  }
}

async function startEmptyService(): Promise<string> {
  const dataDir = await temporaryDataDir();
  // It has nothing to compute, and runs beside all tests.
  const environment = { ROLLUP_EVERY_SECONDS: '10' };
  const service = await RunningService.start({ dataDir: dataDir.path, environment });
  stopAfterwards(async () => {
    await service.stop();
    await dataDir.remove();
  });
  return service.url;
}

export = setUp;
