import { readFileSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';
import { OpenPage } from './support/open-page';
import type { OpenOptions } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What axe finds wrong, minor things included. */
async function violationsOf({ tab }: OpenPage): Promise<string[]> {
  await tab.evaluate(AXE);
  const { violations } = (await tab.evaluate('axe.run()')) as { violations: Violation[] };
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

const LOOKS: Record<string, OpenOptions> = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  'light on a phone': { theme: 'light', width: 390 },
  'dark on a phone': { theme: 'dark', width: 390 },
};

describePage('the page', () => {
  const { url } = sharedService();
  let browser: Browser;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  it.each(Object.entries(LOOKS))('can be used by everybody, %s', async (_, look) => {
    const page = await OpenPage.open(browser, url, {
      ...look,
      query: '?range=last-7-days&zone=UTC',
    });
    await page.tab.waitForSelector('.freshness[data-state="current"]');
    expect(await violationsOf(page)).toEqual([]);
    await page.click('[aria-label="Closure as a table"]');
    await page.tab.click('[aria-label="What is Satisfaction (CSAT)?"]');
    expect(await violationsOf(page)).toEqual([]);
    await page.tab.keyboard.press('Escape');
    await page.tab.keyboard.press('?');
    await page.tab.waitForSelector('.help[open] dl');
    expect(await violationsOf(page)).toEqual([]);
    expect(page.faults).toEqual([]);
    await page.close();
  });

  it.each(Object.entries(LOOKS))(
    'can be used by everybody in what is opened from it, %s',
    async (_, look) => {
      const page = await OpenPage.open(browser, url, {
        ...look,
        query: '?zone=UTC&episodes=all',
      });
      await page.tab.waitForSelector('dialog tbody a');
      expect(await violationsOf(page)).toEqual([]);
      await page.tab.click('dialog tbody a');
      await page.tab.waitForSelector('.timeline');
      await page.tab.click('dialog [aria-pressed]');
      expect(await violationsOf(page)).toEqual([]);
      await page.tab.waitForSelector('dialog [aria-pressed="true"]');
      expect(await violationsOf(page)).toEqual([]);
      await page.close();
      const waiting = await OpenPage.open(browser, url, { ...look, query: '?zone=UTC&view=live' });
      await waiting.tab.waitForSelector('.waiting-list');
      expect(await violationsOf(waiting)).toEqual([]);
      await waiting.close();
      const asking = await OpenPage.open(browser, url, { ...look, isSignedIn: false });
      await asking.tab.waitForSelector('form');
      expect(await violationsOf(asking)).toEqual([]);
      await asking.close();
    },
  );

  it('can be used by everybody in its panels, in another language and on paper', async () => {
    const page = await OpenPage.open(browser, url, {
      theme: 'dark',
      query: '?range=last-7-days&zone=UTC&table=pages',
      prepare: (tab) =>
        tab.evaluateOnNewDocument("localStorage.setItem('signalzen-analytics.language', 'de')"),
    });
    await page.tab.waitForSelector('.tables tbody tr');
    const panels = {
      '.operate-menu:has(.notify-panel)': '.notify-panel h3',
      '.operate-menu:has(.operate-panel)': '.operate-panel h3',
      '.share-menu': '.share-panel form',
      '.saved-views': '.saved-views input',
    };
    for (const [menu, content] of Object.entries(panels)) {
      await page.tab.click(`${menu} > summary`);
      await page.tab.waitForSelector(content, { visible: true });
      expect([menu, await violationsOf(page)]).toEqual([menu, []]);
      await page.tab.click(`${menu} > summary`);
    }
    await page.tab.emulateMediaType('print');
    await page.tab.waitForSelector('.paper-plot');
    expect(await violationsOf(page)).toEqual([]);
    expect(page.faults).toEqual([]);
    await page.close();
  });

  it('never has to be moved sideways on a phone', async () => {
    const page = await OpenPage.open(browser, url, {
      width: 390,
      query: '?zone=UTC&range=last-30-days',
    });
    const width = () => page.tab.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(390);
    await page.tab.click('.fold > summary');
    await page.tab.click('.menu:not([hidden]) > summary');
    expect(await width()).toBe(390);
    await page.tab.goto(`${url}/?zone=UTC&view=live&scale=1.5`);
    await page.tab.waitForSelector('.waiting-list');
    expect(await width()).toBe(390);
    await page.close();
  });
});
