import type { Browser, Page } from 'puppeteer-core';
import type { Waiting } from '../../page/api/waiting';
import { dataOf } from '../support/graphql-client';
import { OpenPage } from './support/open-page';
import type { OpenOptions } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

const WALL = '?zone=UTC&view=live&scale=1.5';

/** What a tab does that cannot be seen: it asks for notifications, shows some, keeps the screen awake. */
const WATCHED = `
window.asked = [];
const request = navigator.wakeLock.request.bind(navigator.wakeLock);
navigator.wakeLock.request = (kind) => { window.asked.push('wake lock: ' + kind); return request(kind); };
window.Notification = new Proxy(Notification, {
  construct: (_, [title, { body }]) => { window.asked.push(title + ': ' + body); return { close() {} }; },
  get: (real, name) => {
    if (name !== 'requestPermission') return Reflect.get(real, name);
    return () => { window.asked.push('permission'); return real.requestPermission(); };
  },
});`;

/** As if the last of those who wait had not come yet. */
const WITHOUT_LAST = `
window.isLastHidden = true;
const ask = window.fetch.bind(window);
window.fetch = async (url, options) => {
  const response = await ask(url, options);
  if (!window.isLastHidden || !String(options?.body).includes('query Status')) return response;
  const answer = await response.json();
  answer.data.waiting?.pop();
  return Response.json(answer);
};`;

describePage('who waits now', () => {
  const { url } = sharedService();
  let browser: Browser;
  let opened: OpenPage[] = [];
  let waiting: Waiting[];

  beforeAll(async () => {
    browser = await sharedBrowser();
    ({ waiting } = await dataOf<{ waiting: Waiting[] }>(
      url,
      '{ waiting { account chatId number waitingSince workingWaitSeconds dueAt dueTarget operator page link } }',
    ));
    expect(waiting.length).toBeGreaterThan(1);
  });

  afterEach(async () => {
    for (const page of opened) await page.close();
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
    opened = [];
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  async function open(options: OpenOptions): Promise<OpenPage> {
    const page = await OpenPage.open(browser, url, options);
    opened.push(page);
    return page;
  }

  const beyondBy = (moment: number) =>
    waiting.filter(({ dueAt }) => dueAt !== null && Date.parse(dueAt) < moment);
  const asked = ({ tab }: OpenPage) => tab.evaluate('window.asked') as Promise<string[]>;

  it('is a click away from the figures: a list, longest first, with the way to each chat, here and there', async () => {
    const openedAt = Date.now();
    const page = await open({ query: '?range=last-7-days&zone=UTC' });
    const inStrip = await page.text('.live a');
    await page.tab.click('.live a');
    await page.tab.waitForSelector('.waiting-list');
    expect(new URL(page.tab.url()).searchParams.get('view')).toBe('live');
    expect(await page.tab.evaluate(() => document.activeElement?.id)).toBe('waiting-title');
    const shown = await page.tab.$$eval('.waiting-list > li', (rows) =>
      rows.map((row) => [...row.querySelectorAll('a')].map((link) => link.href)),
    );
    expect(shown).toEqual(
      waiting.map(({ account, chatId, link }) => [
        expect.stringContaining(`chat=${account}%7E${chatId}`) as string,
        link,
      ]),
    );
    expect(waiting[0]?.link).toBe(`https://console.example/chats/${waiting[0]?.chatId}`);
    const count = String(waiting.length);
    expect(inStrip).toContain(`${count} waiting`);
    expect((await page.texts('.waiting-facts dd'))[0]).toBe(count);
    const marked = (await page.texts('.waiting-list > .beyond .due-mark')).length;
    // A target may have been breached since the page was opened.
    expect(marked).toBeGreaterThanOrEqual(beyondBy(openedAt).length);
    expect(marked).toBeLessThanOrEqual(beyondBy(Date.now()).length);
    expect(await page.texts('.waiting-due bdi')).toEqual(waiting.flatMap(({ dueTarget }) => dueTarget ?? []));
    // Both clocks: the account has a schedule.
    expect(await page.texts('.waiting-time .quiet')).toEqual(
      waiting.map(() => expect.stringMatching(/ in working hours$/) as string),
    );
    await page.tab.click('.waiting-ways a');
    await page.tab.waitForSelector('dialog .timeline');
    await page.tab.keyboard.press('Escape');
    await page.tab.waitForSelector('dialog:not([open])');
    expect(await page.tab.$('.waiting-list')).not.toBeNull();
    await page.tab.click('::-p-text(Back to the figures)');
    await page.settled();
    expect(await page.texts('.figure-value')).toHaveLength(11);
  });

  it('can hang on a wall: large, awake, and saying since when instead of old numbers while it is cut off', async () => {
    const page = await open({ query: WALL, prepare: (tab) => tab.evaluateOnNewDocument(WATCHED) });
    const size = await page.tab.$eval('.waiting', (found) => getComputedStyle(found).fontSize);
    expect([size, await asked(page)]).toEqual(['21px', ['wake lock: screen']]);
    // Figures are not asked for there.
    const figures = ['Headline', 'Overview', 'Changes', 'Table'];
    expect(page.questions.filter((name) => figures.includes(name))).toEqual([]);
    await page.tab.setOfflineMode(true);
    await page.tab.waitForSelector('.cut-off');
    expect(await page.text('.cut-off')).toMatch(/^Cut off since \d+ \w+, \d\d:\d\d:\d\d\n/);
    expect(await page.texts('.waiting-list, .waiting-facts')).toEqual([]);
    await page.tab.setOfflineMode(false);
    await page.tab.waitForSelector('.waiting-list');
    expect(await page.tab.$('.cut-off')).toBeNull();
    page.faults.splice(
      0,
      page.faults.length,
      ...page.faults.filter((fault) => !fault.includes('ERR_INTERNET')),
    );
  });

  it('tells of who comes only where that was switched on, and asks for nothing before', async () => {
    const prepare = async (tab: Page): Promise<void> => {
      await tab.browserContext().setPermission(url, {
        permission: { name: 'notifications' },
        state: 'granted',
      });
      await tab.evaluateOnNewDocument(WATCHED);
      await tab.evaluateOnNewDocument(WITHOUT_LAST);
    };
    const page = await open({ query: '?zone=UTC&view=live', prepare });
    await page.tab.waitForFunction(
      (n) => document.querySelectorAll('.waiting-list > li').length === n,
      {},
      waiting.length - 1,
    );
    const pressed = () =>
      page.tab.$$eval('.waiting-actions [title]', (found) => found.map((one) => one.ariaPressed));
    expect([await pressed(), await asked(page)]).toEqual([['false', 'false'], ['wake lock: screen']]);
    await page.tab.click('::-p-text(Notifications)');
    await page.tab.waitForSelector('.waiting-actions [aria-pressed="true"]');
    await page.tab.evaluate('window.isLastHidden = false');
    await page.tab.waitForFunction(
      (n) => document.querySelectorAll('.waiting-list > li').length === n,
      {},
      waiting.length,
    );
    const last = waiting.at(-1);
    const about = [`chat ${last?.chatId}`, last?.page].filter((text) => text !== '').join(' · ');
    expect(await asked(page)).toEqual(['wake lock: screen', 'permission', `1 more visitor waits: ${about}`]);
    // It is kept, and nobody is told of those who wait already.
    await page.tab.reload();
    await page.tab.waitForSelector('.waiting-list');
    expect([await pressed(), await asked(page)]).toEqual([['false', 'true'], ['wake lock: screen']]);
  });
});
