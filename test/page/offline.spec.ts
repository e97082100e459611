import type { Browser, Page } from 'puppeteer-core';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

/** What opens in the page and is asked for then. */
interface Opened {
  readonly press: string;
  readonly place: string;
  /** What is in it once it has come. */
  readonly has: string;
  /** Whether it asks for data as well as for its own code. */
  readonly hasData: boolean;
}

const OPENED: Readonly<Record<string, Opened>> = {
  'the share links': {
    ...{ press: '.share-menu > summary', place: '.share-menu .share-panel' },
    ...{ has: '.share-form ~ .quiet, .share-list', hasData: true },
  },
  'the saved views': {
    ...{ press: '.saved-views > summary', place: '.saved-views .menu-list' },
    ...{ has: 'form', hasData: false },
  },
  'the alerts': {
    ...{ press: '::-p-xpath(//summary[text()="Alerts"])', place: '.notify-panel' },
    ...{ has: '.findings li', hasData: true },
  },
  'the accounts and checks': {
    ...{ press: '::-p-xpath(//summary[text()="Service"])', place: '.operate-panel' },
    ...{ has: '.set-up li', hasData: true },
  },
  'the fields of a note': {
    ...{ press: '.notes > header button', place: '.notes', has: '.note-form', hasData: false },
  },
  'the values of an attribute': {
    ...{ press: '.attribute-menus summary', place: '.attribute-menus .menu-list' },
    ...{ has: 'label', hasData: true },
  },
  'the keys': {
    ...{ press: '::-p-aria(Keyboard shortcuts)', place: '.help', has: 'kbd', hasData: false },
  },
  'the contacts behind a figure': {
    ...{ press: '[data-measure="episodesEngaged"] a', place: '.drawer', has: 'tbody a', hasData: true },
  },
  'those who wait': { press: '.live a', place: 'main', has: '.waiting-facts', hasData: false },
};

describePage('what is opened in the page', () => {
  const { url } = sharedService();
  let browser: Browser;
  let page: OpenPage;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterEach(async () => {
    await page.close();
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  /** Opens something offline, and waits until it is said why it is not there, and then until it is. */
  const openOffline = async ({ press, place, has }: Opened): Promise<void> => {
    const { tab } = page;
    await tab.waitForSelector(press);
    await tab.setOfflineMode(true);
    await tab.$eval(press, (found) => {
      (found as HTMLElement).click();
    });
    await tab.waitForFunction(
      (where) => document.querySelector(where)?.textContent.includes('This browser is offline'),
      {},
      place,
    );
    await tab.setOfflineMode(false);
    await tab.waitForSelector(`${place} ${has}`);
  };

  for (const [name, opened] of Object.entries(OPENED)) {
    it(`says of ${name} that the browser is offline, and shows them once it is not`, async () => {
      page = await OpenPage.open(browser, url, { query: '?zone=UTC' });
      await openOffline(opened);
    });
  }

  it('says so as well where only its data are missing', async () => {
    page = await OpenPage.open(browser, url, { query: '?zone=UTC' });
    const { tab } = page;
    await tab.keyboard.press('?');
    await tab.waitForSelector('.help kbd');
    await tab.keyboard.press('Escape');
    for (const opened of Object.values(OPENED).filter(({ hasData }) => hasData)) {
      await openOffline(opened);
      await tab.keyboard.press('Escape');
      await tab.$$eval('details[open]', (all) => {
        for (const one of all) one.open = false;
      });
    }
  });

  it('tries again what a service that is away does not answer, and says nothing else of it', async () => {
    let isAway = true;
    const prepare = async (tab: Page): Promise<void> => {
      await tab.setRequestInterception(true);
      tab.on('request', (request) => {
        if (!request.url().endsWith('/graphql')) {
          void request.continue();
          return;
        }
        void request.fetchPostData().then((body) => {
          const isOfNotes = body?.includes('query Annotations') === true;
          return isAway && isOfNotes ? request.abort('connectionrefused') : request.continue();
        });
      });
    };
    page = await OpenPage.open(browser, url, { query: '?zone=UTC', prepare });
    const { tab } = page;
    await tab.waitForSelector('.notes .pending');
    expect(await page.text('.notes .pending')).toMatch(
      /^The service does not answer\.\s+This page tries again/,
    );
    expect(await page.text('.notes')).not.toContain('Nobody has written');
    isAway = false;
    await tab.waitForSelector('.notes ::-p-text(Nobody has written)');
  });
});
