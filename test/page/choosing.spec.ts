import type { Browser } from 'puppeteer-core';
import { span } from '../../page/format/times';
import { OpenPage } from './support/open-page';
import type { OpenOptions } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

const field = (label: string) => `::-p-xpath(//label[span[text()="${label}"]]/select)`;
const menu = (label: string) =>
  `::-p-xpath(//details[starts-with(normalize-space(summary), "${label}")]/summary)`;

describePage('choosing on the page', () => {
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

  const open = async (options: OpenOptions) => (page = await OpenPage.open(browser, url, options));
  /** As the page has it: what the browser tells of it comes later. */
  const said = (name: string) =>
    page.tab.evaluate((one) => new URL(location.href).searchParams.getAll(one), name);
  const press = (key: 'ArrowLeft' | 'ArrowRight' | 'l' | 'f') =>
    page.after(() => page.tab.keyboard.press(key));

  it('has bars of days, weeks and months, where they are not too many to be told apart', async () => {
    await open({ query: '?from=2026-01-01&to=2026-06-30&zone=UTC&bucket=week' });
    await page.click('[aria-label="Volume as a table"]');
    const names = () => page.texts('.chart:first-child tbody th');
    expect(await names()).toHaveLength(27);
    await page.after(() => page.tab.select(field('Bars'), 'month'));
    expect([await said('bucket'), (await names()).map((name) => name.slice(0, 8))]).toEqual([
      ['month'],
      ['Jan 2026', 'Feb 2026', 'Mar 2026', 'Apr 2026', 'May 2026', 'Jun 2026'],
    ]);
    const disabled = await page.tab.$eval(field('Bars'), (list) =>
      [...(list as HTMLSelectElement).options].filter((one) => one.disabled).map(({ value }) => value),
    );
    expect(disabled).toEqual(['day']);
  });

  it('moves the range by its length, with the arrows as one writes, and never out of a field', async () => {
    await open({ query: '?range=this-week&zone=UTC' });
    await press('ArrowLeft');
    expect(await said('range')).toEqual(['last-week']);
    await page.after(() => page.tab.click('[aria-label="The range after"]'));
    expect([
      await said('range'),
      await page.tab.$eval('[aria-label="The range after"]', (one) => one.ariaDisabled),
    ]).toEqual([['this-week'], 'true']);
    await page.tab.focus(field('Clock'));
    await page.tab.keyboard.press('ArrowLeft');
    expect(await said('range')).toEqual(['this-week']);
    await page.tab.select('.language-choice', 'ar');
    await page.tab.waitForFunction(() => document.documentElement.dir === 'rtl');
    await page.tab.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
    });
    await press('ArrowRight');
    expect(await said('range')).toEqual(['last-week']);
  });

  it('tells the keys when asked, and does nothing upon them once they are switched off', async () => {
    /** A key that comes before it is gone is one of the dialog. */
    const closeHelp = async () => {
      await page.tab.keyboard.press('Escape');
      await page.tab.waitForFunction(() => document.querySelector('.help[open]') === null);
    };
    await open({ query: '?zone=UTC' });
    await page.tab.keyboard.press('?');
    await page.tab.waitForSelector('.help[open] dl');
    expect(await page.text('.help')).toContain('Who waits now');
    await closeHelp();
    await press('l');
    expect(await said('view')).toEqual(['live']);
    await press('f');
    await page.tab.keyboard.press('?');
    await page.tab.click('.help input');
    await closeHelp();
    await page.tab.keyboard.press('l');
    expect(await said('view')).toEqual([]);
    await page.tab.reload();
    await page.settled();
    await page.tab.keyboard.press('l');
    expect(await said('view')).toEqual([]);
  });

  it('finds values in long menus, and takes what is not listed', async () => {
    await open({ query: '?range=last-30-days&zone=UTC' });
    await page.tab.click(menu('Page'));
    const shown = () => page.texts('.menu[open] label');
    const all = await shown();
    expect(all.length).toBeGreaterThan(3);
    await page.tab.type('.menu[open] [type=search]', 'DOCS');
    expect(await shown()).toEqual(all.filter((name) => name.includes('docs')));
    await page.tab.type('.menu[open] [type=search]', '/nowhere');
    await page.after(() => page.tab.click('::-p-text(Only “DOCS/nowhere”)'));
    expect(await said('page')).toEqual(['DOCS/nowhere']);
  });

  it('keeps views under their names in this browser', async () => {
    await open({ query: '?range=last-month&zone=UTC&copilot=yes' });
    await page.tab.click(menu('Views'));
    await page.tab.waitForSelector('.saved-views form');
    await page.tab.type('.saved-views [type=text]', 'Copilot, monthly');
    await page.tab.keyboard.press('Enter');
    await page.tab.goto(`${url}/?range=today&zone=UTC`);
    await page.settled();
    await page.tab.click(menu('Views'));
    await page.tab.waitForSelector('.saved-views li a');
    await page.after(() => page.tab.click('.saved-views li a'));
    expect([await said('range'), await said('copilot')]).toEqual([['last-month'], ['yes']]);
    await page.tab.click('[aria-label="Remove the view Copilot, monthly"]');
    expect(await page.texts('.saved-views li')).toEqual([]);
    expect(await page.text('.saved-views')).toContain('No view has a name yet.');
  });

  it('compares with the same weekdays of the year before, or with what begins at a date', async () => {
    await open({ query: '?range=last-week&zone=UTC' });
    await page.after(() => page.tab.select(field('Compare with'), 'custom'));
    const [since = ''] = await said('compare');
    const first = Date.parse(`${since}T00:00Z`) + 7 * 86_400_000;
    // Browsers and Node.js set spaces around dashes, or do not.
    const close = (text: string) => text.replaceAll(/\s*–\s*/g, '–');
    const days = (from: number) => close(span({ from, to: from + 7 * 86_400_000 }, 'UTC'));
    expect(close(await page.text('.range-title p'))).toBe(
      `${days(first)} · compared with ${days(first - 604_800_000)}`,
    );
    const before = await page.texts('.figure .was');
    await page.after(() => page.tab.select(field('Compare with'), 'previous'));
    expect(await page.texts('.figure .was')).toEqual(before);
    await page.after(() => page.tab.select(field('Compare with'), 'year-weekdays'));
    expect(close(await page.text('.range-title p'))).toContain(
      `compared with ${days(first - 364 * 86_400_000)}`,
    );
  });

  it('explains itself in three hints on a first visit, until they are read, and not on a wall', async () => {
    await open({ query: '?zone=UTC', isFirstVisit: true });
    await page.tab.waitForSelector('.hints');
    expect(await page.texts('.hints li')).toHaveLength(3);
    await page.tab.keyboard.press('l');
    await page.tab.waitForSelector('.waiting-facts');
    expect(await page.tab.$('.hints')).toBeNull();
    await page.tab.goBack();
    await page.tab.waitForSelector('.hints');
    await page.tab.focus('.hints button');
    await page.tab.keyboard.press('Enter');
    expect(await page.tab.$('.hints')).toBeNull();
    await page.tab.reload();
    await page.settled();
    // The file of the hints is there by now, or is not asked for.
    await page.tab.click('.share-menu > summary');
    await page.tab.waitForSelector('.share-menu form');
    expect(await page.tab.$('.hints')).toBeNull();
  });

  it('says which part of an address was wrong, and what was taken instead', async () => {
    await open({ query: '?range=fortnight&compare=decade&zone=UTC&bucket=day&colour=red' });
    await page.tab.waitForSelector('.url-problems li');
    expect(await page.texts('.url-problems li')).toEqual([
      'range=fortnight in the address could not be read: Last 7 days was taken instead.',
      'compare=decade in the address could not be read: Period before was taken instead.',
      'colour=red in the address means nothing here: it was left out.',
    ]);
    expect(new URL(page.tab.url()).search).toBe('?range=last-7-days&zone=UTC&bucket=day');
    await page.tab.click('::-p-text(Understood)');
    expect(await page.texts('.url-problems')).toEqual([]);
    await page.after(() =>
      page.tab.evaluate(() => {
        history.pushState(null, '', '?from=2026-01-01&to=2026-12-31&zone=UTC&bucket=day');
        dispatchEvent(new PopStateEvent('popstate'));
      }),
    );
    await page.tab.waitForSelector('.url-problems li');
    expect(await page.texts('.url-problems li')).toEqual([
      'bucket=day: that would be more bars than can be told apart. Taken instead: Automatic.',
    ]);
  });
});
