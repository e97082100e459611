import type { Browser } from 'puppeteer-core';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

describePage('the charts of the page', () => {
  const { url } = sharedService();
  let browser: Browser;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  it('mark the weeks that the range cuts, and the one that is under way', async () => {
    // 100 days from a Wednesday on, in weeks.
    const first = new Date(Date.now() - 100 * 86_400_000);
    first.setUTCDate(first.getUTCDate() - ((first.getUTCDay() + 4) % 7));
    const [from, to] = [first, new Date()].map((day) => day.toISOString().slice(0, 10));
    const page = await OpenPage.open(browser, url, { query: `?from=${from}&to=${to}&zone=UTC` });
    await page.tab.waitForSelector('.chart:first-child .plot');
    expect((await page.texts('.chart:first-child .legend')).join()).toContain('only in part in the range');
    await page.click('[aria-label="Volume as a table"]');
    const weeks = (await page.rows('.chart:first-child')).map(([week = '']) => week);
    expect(weeks[0]).toMatch(/^Week of .* \(only .*\)/);
    expect(weeks[1]).not.toContain('only');
    expect(weeks.at(-1)).toContain('(so far)');
    expect(page.faults).toEqual([]);
    await page.close();
  });
});
