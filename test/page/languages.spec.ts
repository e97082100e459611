import type { Browser, Page } from 'puppeteer-core';
import { en } from '../../page/messages/en';
import { enLater } from '../../page/messages/en-later';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

/** A language of which every text shows where it begins and ends, with the dates and numbers of German. */
const MARKED = JSON.stringify({ ...en, ...enLater }, (key, value: unknown) =>
  typeof value === 'string' ? `⟦${value}⟧` : value,
);

/** What a person could read that is in no message: names, chats, pages and what the service says are no texts. */
function leftOver(): string[] {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 1));
  const days = Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 0, 1 + day));
  const inWords = (times: number[], field: 'month' | 'weekday') =>
    (['short', 'long'] as const).flatMap((length) =>
      times.map((time) =>
        new Intl.DateTimeFormat('de', { [field]: length, day: 'numeric', timeZone: 'UTC' })
          .formatToParts(time)
          .find(({ type }) => type === field),
      ),
    );
  const calendar = [...inWords(months, 'month'), ...inWords(days, 'weekday')].map(
    // Without the dot of a short name.
    (part) => part?.value.replace('.', '') ?? '',
  );
  const rest = (text: string): string => {
    let left = text;
    for (let before = ''; before !== left;) [before, left] = [left, left.replaceAll(/⟦[^⟦⟧]*⟧/g, '')];
    return calendar
      .toSorted((one, other) => other.length - one.length)
      .reduce((shorter, word) => shorter.replaceAll(word, ''), left);
  };
  const isText = (text: string): boolean => /\p{L}{2}/u.test(rest(text));
  const zones = new Set([
    'UTC',
    ...Intl.supportedValuesOf('timeZone').map((zone) => zone.replaceAll('_', ' ')),
  ]);
  const body = document.body.cloneNode(true) as HTMLElement;
  for (const data of body.querySelectorAll('bdi, code, blockquote, [lang="en"], .language-choice, noscript'))
    data.remove();
  body.normalize();
  const found: string[] = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() !== null) {
    const text = walker.currentNode.textContent ?? '';
    if (isText(text) && !zones.has(text)) found.push(text);
  }
  for (const one of document.querySelectorAll('[aria-label], [title]:not(.sort, .event-type)')) {
    const attributes = [one.getAttribute('aria-label'), one.getAttribute('title')];
    found.push(...attributes.filter((text) => text !== null).filter(isText));
  }
  return found;
}

/** Lets a tab have a language that is made of marked texts in the place of German. */
async function markTexts(tab: Page): Promise<void> {
  await tab.evaluateOnNewDocument("localStorage.setItem('signalzen-analytics.language', 'de')");
  await tab.setRequestInterception(true);
  tab.on('request', (request) => {
    void (/\/assets\/de-\w+\.js$/.test(request.url())
      ? request.respond({ contentType: 'text/javascript', body: `export const de = ${MARKED};` })
      : request.continue());
  });
}

describePage('the languages of the page', () => {
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

  it('leave no text over, in figures, charts, lists and chats, nor where a person signs in', async () => {
    page = await OpenPage.open(browser, url, { query: '?zone=UTC', prepare: markTexts });
    await page.tab.waitForSelector('.freshness[data-state="current"]');
    expect(await page.text('h1')).toBe('⟦Last 7 days⟧');
    await page.click('[aria-label="⟦⟦Volume⟧ as a table⟧"]');
    expect(await page.tab.evaluate(leftOver)).toEqual([]);
    await page.tab.click('[data-measure="episodesEngaged"] a');
    await page.tab.waitForSelector('dialog tbody a');
    expect(await page.tab.evaluate(leftOver)).toEqual([]);
    await page.tab.click('dialog tbody a');
    await page.tab.waitForSelector('.timeline');
    await page.tab.click('dialog [aria-pressed]');
    await page.tab.waitForSelector('.timeline blockquote');
    expect(await page.tab.evaluate(leftOver)).toEqual([]);
    await page.tab.keyboard.press('Escape');
    await page.tab.waitForSelector('dialog:not([open])');
    await page.tab.click('.live a');
    await page.tab.waitForSelector('.waiting-list');
    expect(await page.tab.evaluate(leftOver)).toEqual([]);
    await page.tab.click('::-p-text(⟦Sign out⟧)');
    await page.tab.waitForSelector('form');
    expect(await page.tab.evaluate(leftOver)).toEqual([]);
  });

  it('are that of the browser, with its direction and the numbers of its country, and any other that is chosen', async () => {
    const readsArabic = (tab: Page) =>
      tab.evaluateOnNewDocument("Object.defineProperty(navigator, 'languages', { value: ['ar-EG', 'en'] })");
    page = await OpenPage.open(browser, url, { query: '?zone=UTC', prepare: readsArabic, width: 390 });
    const root = () => page.tab.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
    expect(await root()).toEqual(['ar', 'rtl']);
    expect(await page.text('[data-measure="episodesEngaged"] .figure-value')).toMatch(/^[٠-٩]+$/);
    // Time goes from left to right in charts, words do not.
    const directions = ['.plot', '.heatmap table', '.plot-tooltip'].map((part) =>
      page.tab.$eval(part, (found) => getComputedStyle(found).direction),
    );
    expect(await Promise.all(directions)).toEqual(['ltr', 'ltr', 'rtl']);
    const reach = () => page.tab.evaluate(() => document.documentElement.scrollWidth);
    expect(await reach()).toBe(390);

    await page.tab.select('.language-choice', 'de');
    await page.tab.waitForFunction(() => document.documentElement.lang === 'de');
    expect([await root(), await reach()]).toEqual([['de', 'ltr'], 390]);
    expect(await page.text('h1')).toBe('Letzte 7 Tage');
    expect(await page.text('[data-measure="csatRate"] .figure-value')).toMatch(/^\d+,\d\s%$/);
    // What was chosen is kept, and nothing is asked again for it.
    expect(page.questions.filter((name) => name === 'Overview')).toHaveLength(1);
    await page.tab.reload();
    await page.settled();
    expect(await root()).toEqual(['de', 'ltr']);
  });
});
