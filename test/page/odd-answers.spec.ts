import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { TOKEN } from '../support/running-service';
import { OpenPage } from './support/open-page';
import type { OpenOptions } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

interface Answer {
  readonly data?: {
    operators?: { value: string; label: string; account: string }[];
    waiting?: { page: string; dueTarget: string | null }[];
    rows?: Record<string, unknown>[];
    accounts?: { value: string; label: string }[];
  };
}

const LONG = 'Donaudampfschifffahrtsgesellschaft'.repeat(6);

describePage('the page beside odd answers', () => {
  const { url } = sharedService();
  let browser: Browser;
  let page: OpenPage;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterEach(async () => {
    expect(page.faults).toEqual([]);
    await page.close();
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  /** Lets the service answer a tab otherwise. */
  const changing = (change: (data: NonNullable<Answer['data']>) => void) => async (tab: Page) => {
    const answer = async (request: HTTPRequest): Promise<void> => {
      const response = await fetch(request.url(), {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: (await request.fetchPostData()) ?? '',
      });
      const body = (await response.json()) as Answer;
      if (body.data !== undefined) change(body.data);
      // Newer questions cancel older ones.
      await request
        .respond({ status: response.status, contentType: 'application/json', body: JSON.stringify(body) })
        .catch(() => 'It was given up.');
    };
    await tab.setRequestInterception(true);
    tab.on('request', (request) => {
      void (request.url().endsWith('/graphql') ? answer(request) : request.continue());
    });
  };
  const open = async (options: OpenOptions) => (page = await OpenPage.open(browser, url, options));

  it('lists two hundred of thousands of operators, finds each, and shows rows by hundreds', async () => {
    const prepare = changing((data) => {
      if (data.operators !== undefined)
        data.operators = Array.from({ length: 3000 }, (_, id) => ({
          ...{ value: String(id), label: `Person ${id}`, account: 'default' },
        }));
      const first = data.rows?.find((row) => typeof row['operator'] === 'string' && 'operatorName' in row);
      if (data.rows !== undefined && first !== undefined)
        data.rows = Array.from({ length: 700 }, (_, id) => ({ ...first, operator: String(id) }));
    });
    const { tab } = await open({ query: '?zone=UTC', prepare });
    const menu = '::-p-xpath(//details[starts-with(normalize-space(summary), "Operator")]/summary)';
    await tab.click(menu);
    expect(await page.texts('.menu[open] label')).toHaveLength(200);
    expect(await page.texts('.menu[open] .menu-list > p')).toEqual(['and 2,800 more: search for them']);
    await tab.type('.menu[open] .menu-search', '2999');
    expect(await page.texts('.menu[open] label')).toEqual(['Person 2999']);
    await tab.keyboard.press('Escape');
    const rows = () => tab.$$eval('.operators tbody tr', (all) => all.length);
    expect(await rows()).toBe(20);
    await tab.click('::-p-text(Show 500 more)');
    expect(await rows()).toBe(520);
    await tab.click('::-p-text(Show all 700)');
    expect(await rows()).toBe(700);
    await tab.click('::-p-text(Only the first 20)');
    expect(await rows()).toBe(20);
  });

  it('keeps within the window with very long names, on a phone and beside many columns', async () => {
    const prepare = changing((data) => {
      for (const one of data.waiting ?? []) [one.page, one.dueTarget] = [`/${LONG}`, LONG];
      for (const one of data.operators ?? []) one.label = LONG;
      for (const row of data.rows ?? []) if ('operatorName' in row) row['operatorName'] = LONG;
    });
    const { tab } = await open({ query: '?zone=UTC', width: 390, prepare });
    await tab.waitForSelector('.due li');
    const reach = () => tab.evaluate(() => document.documentElement.scrollWidth);
    expect(await reach()).toBe(390);
    await tab.setViewport({ width: 1440, height: 900 });
    expect(await reach()).toBe(1440);
    const name = await tab.$eval('.operators tbody th', (cell) => cell.getBoundingClientRect().width);
    expect(name).toBeLessThan(320);
    await tab.setViewport({ width: 390, height: 900 });
    await tab.goto(`${url}/?zone=UTC&view=live`);
    await tab.waitForSelector('.due-mark');
    expect(await reach()).toBe(390);
    const wait = await tab.$eval('.waiting-time', (time) => time.getBoundingClientRect().width);
    expect(wait).toBeGreaterThan(90);
  });

  it('calls accounts by the names that the rules give them, also where operators and who waits are listed', async () => {
    const prepare = changing((data) => {
      if (data.accounts !== undefined)
        data.accounts = [
          { value: 'default', label: 'Fjord Outdoor' },
          { value: 'other', label: 'Tidebook' },
        ];
      const [first] = (data.waiting ?? []) as { account?: string }[];
      if (first !== undefined) first.account = 'other';
    });
    const { tab } = await open({ query: '?zone=UTC', prepare });
    expect(await page.text('.operators tbody th .quiet')).toBe(' Fjord Outdoor');
    await tab.click('::-p-xpath(//*[@class="table-tabs"]//button[. = "Accounts"])');
    await tab.waitForSelector('.tables:not(.operators, [aria-busy]) tbody th');
    expect(await page.texts('.tables tbody th')).toEqual(['Fjord Outdoor']);
    await tab.goto(`${url}/?zone=UTC&view=live`);
    await tab.waitForFunction(() =>
      document.querySelector('.waiting-list')?.textContent.includes('Tidebook'),
    );
  });

  it('says which language it is in where another cannot be fetched', async () => {
    const { tab } = await open({ query: '?zone=UTC' });
    await tab.setOfflineMode(true);
    await tab.select('.language-choice', 'de');
    const chosen = () => tab.$eval('.language-choice', (list) => (list as HTMLSelectElement).value);
    await tab.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('.language-choice')?.value === 'en',
    );
    expect([await chosen(), await page.text('h1')]).toEqual(['en', 'Last 7 days']);
    await tab.setOfflineMode(false);
    page.faults.length = 0;
  });
});
