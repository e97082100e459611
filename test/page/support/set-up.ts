import { RunningService, temporaryDataDir } from '../../support/running-service';
import { launchChromium } from '../../support/chromium';
import { startSeededService } from './seeded-service';
import { share } from './shared-service';
import { sharedWorld } from './shared-world';
import { stopAfterwards } from './tear-down-list';

/** Before the tests of the page: two services and one browser for all of them. */
async function setUp(): Promise<void> {
  const until = Date.now() - 60_000;
  const [seeded, emptyUrl, browser] = await Promise.all([
    startSeededService(sharedWorld(until)),
    startEmptyService(),
    launchChromium(),
  ]);
  stopAfterwards(() => seeded.stop());
  stopAfterwards(() => browser.close());
  share({ url: seeded.service.url, until, emptyUrl, browser: browser.wsEndpoint() });
}

async function startEmptyService(): Promise<string> {
  const dataDir = await temporaryDataDir();
  const service = await RunningService.start({ dataDir: dataDir.path });
  stopAfterwards(async () => {
    await service.stop();
    await dataDir.remove();
  });
  return service.url;
}

export = setUp;
