import type { Browser } from 'puppeteer-core';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

const PANEL = '.notify-panel';

describePage('the alerts of the page', () => {
  const { url } = sharedService();
  let browser: Browser;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  it('show what is so, who was told, and let people mute, acknowledge, and try channels', async () => {
    const page = await OpenPage.open(browser, url, { query: '?zone=UTC' });
    const { tab } = page;
    const see = (text: string) => tab.waitForSelector(`${PANEL} ::-p-text(${text})`);
    const press = async (label: string) => {
      const found = await tab.waitForSelector(`${PANEL} ::-p-aria(${label})`);
      await found?.evaluate((button) => {
        (button as HTMLElement).click();
      });
    };
    await (await tab.waitForSelector('::-p-xpath(//summary[text()="Alerts"])'))?.click();
    await see('Firing since');
    expect(await page.text(PANEL)).toMatch(/waited longer than 1 min.*\n?.*\na…@example\.com/);
    expect(await page.text(PANEL)).not.toContain('ann@');
    await press('Acknowledge too long');
    await see('Acknowledged by');
    await press('Mute too long');
    await press('until tomorrow at 8');
    await see('Muted until');
    expect(await page.text(PANEL)).toMatch(/Muted until .*08:00/);
    await press('Unmute too long');
    await tab.waitForSelector(`${PANEL} ::-p-aria(Mute too long)`);
    await press('Send a trial to leads');
    await see('Not taken: nobody listens there');
    expect(page.faults).toEqual([]);
    await page.close();
  });
});
