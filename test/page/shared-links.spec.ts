import type { Browser, Frame, Page } from 'puppeteer-core';
import { ask, dataOf } from '../support/graphql-client';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

describePage('a share link', () => {
  const { url, framingHost } = sharedService();
  const otherHost = framingHost.replace('127.0.0.1', 'localhost');
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  let browser: Browser;
  let tab: Page | undefined;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterEach(async () => {
    await tab?.browserContext().close();
    tab = undefined;
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  const share = async (more = ''): Promise<{ link: string; id: string }> => {
    const { data } = await ask<{ createShare: { link: string; share: { id: string } } }>(
      url,
      `mutation { createShare(name: "Board", preset: LAST_7_DAYS, compare: PREVIOUS_PERIOD, expiresAt: "${expiresAt}"${more}) {
        link share { id }
      } }`,
    );
    const { link = '', share: made } = data?.createShare ?? {};
    return { link, id: made?.id ?? '' };
  };
  const revoke = (id: string) => ask(url, `mutation { revokeShare(id: "${id}") { id } }`);
  const framedAt = async (origin: string, link: string): Promise<Frame | undefined> => {
    tab = await (await browser.createBrowserContext()).newPage();
    await tab.goto(`${origin}/?of=${encodeURIComponent(url + link)}`);
    return tab.frames()[1];
  };
  const textOf = (frame: Frame | undefined, selector: string) =>
    frame?.waitForSelector(selector).then((found) => found?.evaluate(({ textContent }) => textContent));

  it('shows its view without a sign-in, with nothing to choose and no way further, until it is taken back', async () => {
    const { link, id } = await share(', filter: { teams: ["first line"] }');
    const page = await OpenPage.open(browser, url, { isSignedIn: false, query: link.slice(1) });
    tab = page.tab;
    await tab.waitForSelector('.content:not([aria-busy]) .figure');
    expect(await page.text('.shared-by')).toMatch(/^Board · A shared view, until .*first line/);
    expect(await page.text('.range-title h1')).toBe('Last 7 days');
    expect(await tab.$$('form, .filter-bar, .drawer, .live, .content a, .save')).toHaveLength(0);
    const to = new Date(Math.ceil((Date.now() + 1) / 86_400_000) * 86_400_000);
    const from = new Date(Number(to) - 7 * 86_400_000);
    const zone = `from: "${from.toISOString()}", to: "${to.toISOString()}", granularity: TOTAL`;
    const { stats } = await dataOf<{ stats: { episodesEngaged: number }[] }>(
      url,
      `{ stats(${zone}, filter: { teams: ["first line"] }) { episodesEngaged } }`,
    );
    const shown = page.answers.find(({ question }) => question === 'Headline')?.body ?? '{}';
    expect(JSON.parse(shown)).toMatchObject({
      data: { totals: [{ episodesEngaged: stats[0]?.episodesEngaged }] },
    });
    await tab.reload();
    await tab.waitForSelector('.content:not([aria-busy]) .figure');
    expect(page.faults).toEqual([]);
    await revoke(id);
    await new Promise((passed) => setTimeout(passed, 1_000));
    await tab.reload();
    expect(await page.text('[role=alert]')).toMatch(/has expired, or was taken back/);
    expect(await tab.$('.figure')).toBeNull();
  });

  it('is made in the page, shown once, and taken back there', async () => {
    const page = await OpenPage.open(browser, url);
    tab = page.tab;
    await tab.click('.share-menu > summary');
    await tab.waitForSelector('.share-form');
    await tab.type('.share-form [name=name]', 'For the board');
    await tab.select('.share-form [name=days]', '7');
    await tab.click('.share-form [type=submit]');
    await tab.waitForSelector('.made-link input');
    const made = await tab.$eval('.made-link input', ({ value }) => value);
    expect(made).toMatch(/\/#share=szl_\w{46}$/);
    const revoking = '::-p-aria(Take back For the board)';
    await tab.waitForSelector(revoking);
    const reader = await OpenPage.open(browser, url, { isSignedIn: false, query: new URL(made).hash });
    await reader.tab.waitForSelector('.content:not([aria-busy]) .figure');
    expect(await reader.text('.shared-by')).toContain('For the board');
    await tab.click(revoking);
    await tab.waitForSelector(revoking, { hidden: true });
    await new Promise((passed) => setTimeout(passed, 1_000));
    await reader.tab.reload();
    expect(await reader.text('[role=alert]')).toContain('taken back');
    expect([...page.faults, ...reader.faults]).toEqual([]);
    await reader.close();
  });

  it('is shown in a page that the rules name, and in no other', async () => {
    const { link } = await share();
    const embedded = `/embed${link.slice(1)}`;
    expect(await textOf(await framedAt(framingHost, embedded), '.shared-by')).toContain('Board');
    await tab?.browserContext().close();
    const refused = await framedAt(otherHost, embedded);
    expect(refused?.url()).toMatch(/^chrome-error:/);
    await tab?.browserContext().close();
    // The page itself is in no frame at all.
    expect((await framedAt(framingHost, link))?.url()).toMatch(/^chrome-error:/);
  });

  it('of one page is shown there alone', async () => {
    const { link } = await share(`, host: "${framingHost}"`);
    expect(await textOf(await framedAt(framingHost, link), '.shared-by')).toContain('Board');
    await tab?.browserContext().close();
    const elsewhere = link.replace(/\?host=[^#]*/, '');
    expect(await textOf(await framedAt(framingHost, elsewhere), '[role=alert]')).toContain('another site');
  });
});
