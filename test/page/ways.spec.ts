import { createHmac } from 'node:crypto';
import type { Browser } from 'puppeteer-core';
import { inUnit } from '../../page/format/numbers';
import { dataOf } from '../support/graphql-client';
import { SECRET, TOKEN } from '../support/running-service';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

describePage('the ways through the page', () => {
  const { url } = sharedService();
  let browser: Browser;
  let opened: OpenPage[] = [];

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterEach(async () => {
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
    for (const page of opened) await page.close();
    opened = [];
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  async function open(options: Parameters<typeof OpenPage.open>[2] = {}): Promise<OpenPage> {
    const page = await OpenPage.open(browser, url, options);
    opened.push(page);
    return page;
  }

  const field = (label: string) => `::-p-xpath(//label[span[text()="${label}"]]/select)`;
  const search = ({ tab }: OpenPage) => new URL(tab.url()).searchParams;

  it('begin with a token: a wrong one is told, the right one is kept for the tab and nowhere in the URL', async () => {
    const page = await open({ isSignedIn: false, query: '?range=today' });
    expect(await page.tab.$('.figure')).toBeNull();
    // The field has the focus, once it is there.
    await page.tab.waitForSelector('#token');
    await page.tab.keyboard.type('not-the-token');
    await page.tab.keyboard.press('Enter');
    await page.tab.waitForFunction(() => document.querySelector('[role=alert]')?.textContent !== '');
    expect(await page.text('[role=alert]')).toContain('does not know this token');
    await page.tab.$eval('#token', (input) => {
      (input as HTMLInputElement).value = '';
    });
    await page.tab.type('#token', TOKEN);
    await page.tab.keyboard.press('Enter');
    await page.settled();
    expect(page.tab.url()).not.toContain(TOKEN);
    expect(search(page).get('range')).toBe('today');
    // That the hints were read is kept as well.
    const kept = () =>
      page.tab.evaluate(() => [
        Object.values(sessionStorage),
        Object.values(localStorage).filter((value) => value !== 'read'),
      ]);
    expect(await kept()).toEqual([[TOKEN], []]);
    await page.tab.click('::-p-text(Sign out)');
    expect(await page.tab.$('form')).not.toBeNull();
    expect(await kept()).toEqual([[], []]);
  });

  it('begin with a link that signs in: its token leaves the address, and is kept for the tab', async () => {
    const page = await open({ isSignedIn: false, query: `?range=today#sign-in=${TOKEN}` });
    await page.settled();
    expect(page.tab.url()).not.toContain(TOKEN);
    expect(search(page).get('range')).toBe('today');
    const kept = await page.tab.evaluate(() => [
      Object.values(sessionStorage),
      Object.values(localStorage).filter((value) => value !== 'read'),
      history.length,
    ]);
    expect(kept).toEqual([[TOKEN], [], 2]);
  });

  it('stay open in the browser if that was wished for, until a token is not known any more', async () => {
    const page = await open({ isSignedIn: false });
    await page.tab.waitForSelector('#token');
    await page.tab.type('#token', TOKEN);
    await page.tab.click('#stays');
    await page.tab.click('[type=submit]');
    await page.settled();
    await page.tab.evaluate(() => {
      sessionStorage.clear();
    });
    await page.tab.reload();
    await page.settled();
    await page.tab.evaluate(() => {
      localStorage.setItem('signalzen-analytics.token', 'revoked');
    });
    await page.tab.reload();
    expect(await page.text('[role=alert]')).toContain('does not know this token any more');
  });

  it('stand in the URL, which another browser shows as it is, and lead back and forward', async () => {
    const page = await open({ query: '?zone=Asia/Tokyo' });
    await page.after(() => page.tab.select(field('Range'), 'last-week'));
    await page.after(() => page.tab.select(field('Compare with'), 'none'));
    await page.after(() => page.tab.select(field('Copilot'), 'yes'));
    await page.tab.click('.menu:nth-of-type(2) > summary');
    await page.after(() => page.tab.click('.menu[open] input'));
    const chosen = await page.tab.$eval('.menu[open] input', (box) => box.value);
    expect(Object.fromEntries(search(page))).toEqual({
      range: 'last-week',
      compare: 'none',
      zone: 'Asia/Tokyo',
      operator: chosen,
      copilot: 'yes',
    });
    expect(await page.texts('.figure .change')).toEqual([]);
    const figures = await page.texts('.figure-value');

    const other = await open({ query: new URL(page.tab.url()).search });
    expect(await other.texts('.figure-value')).toEqual(figures);
    expect(await other.texts('h1')).toEqual(['Last week']);

    await page.after(() => page.tab.goBack());
    expect(search(page).has('operator')).toBe(false);
    const withoutOperator = await page.texts('.figure-value');
    expect(withoutOperator).not.toEqual(figures);
    await page.after(() => page.tab.goForward());
    expect(await page.texts('.figure-value')).toEqual(figures);
    await page.after(() => page.tab.click('::-p-text(Clear the filter)'));
    expect([search(page).has('operator'), search(page).has('copilot')]).toEqual([false, false]);
  });

  it('lead to working hours, of which every heading says so, and to a team', async () => {
    const page = await open({ query: '?range=last-30-days&zone=UTC' });
    const median = '[data-measure="firstResponseSecondsP50"]';
    const texts = async () => [await page.text(`${median} h3`), await page.text(`${median} .figure-value`)];
    const [heading, onCalendar] = await texts();
    expect(heading).toBe('Wait for a person · calendari');
    await page.after(() => page.tab.select(field('Clock'), 'WORKING'));
    expect(search(page).get('clock')).toBe('working');
    const [, inHours] = await texts();
    expect(inHours).not.toBe(onCalendar);
    const marked = () =>
      page.tab.$$eval('h3:has(.clock-mark)', (found) => found.map((one) => one.firstChild?.textContent));
    expect(await marked()).toEqual([
      ...['Wait for a first answer', 'Wait for a person', 'Wait in all', 'Time to close'],
      ...['First response', 'Closure', 'Operators'],
    ]);
    expect(await page.texts('.clock-mark')).toEqual(Array(7).fill(' · working hours'));
    await page.tab.waitForSelector('::-p-text(longest wait in working hours)');
    const bounds = `from: "${new Date(Date.now() - 40 * 86_400_000).toISOString()}", to: "${new Date().toISOString()}"`;
    const { episodes } = await dataOf<{ episodes: { closureSeconds: number | null }[] }>(
      url,
      `{ episodes(${bounds}, clock: WORKING, limit: 1000) { closureSeconds } }`,
    );
    const known = new Set(episodes.map(({ closureSeconds }) => inUnit(closureSeconds, 'seconds')));
    await page.tab.click('[data-measure="closureSecondsP50"] .figure-foot a');
    await page.tab.waitForSelector('dialog tbody tr');
    expect(await page.texts('dialog thead .number')).toContain('Closed after · working hours');
    for (const row of await page.rows('dialog')) expect(known).toContain(row[7]);
    await page.tab.keyboard.press('Escape');
    await page.tab.waitForSelector('dialog:not([open])');

    const contacts = async () => Number(await page.text('[data-measure="episodesEngaged"] .figure-value'));
    const all = await contacts();
    await page.after(() => page.tab.select(field('Hours'), 'OUTSIDE'));
    expect(search(page).get('hours')).toBe('outside');
    const outside = await contacts();
    await page.after(() => page.tab.select(field('Hours'), 'INSIDE'));
    expect([outside > 0, outside < all, outside + (await contacts())]).toEqual([true, true, all]);
    await page.after(() => page.tab.select(field('Hours'), 'ALL'));
    expect(search(page).has('hours')).toBe(false);

    await page.tab.click('.menu:nth-of-type(3) > summary');
    await page.after(() => page.tab.click('.menu[open] input[value="second line"]'));
    expect([search(page).get('team'), search(page).get('clock')]).toEqual(['second line', 'working']);
    await page.tab.waitForFunction(() => document.querySelectorAll('.operators tbody tr').length === 3);
    expect(await page.text('[data-measure="episodesMissed"] .figure-value')).toBe('–');
    expect(await page.text('[data-measure="episodesMissed"] .figure-change')).toMatch(
      /^Says nothing of single/,
    );
    const other = await open({ query: new URL(page.tab.url()).search });
    expect(await other.texts('.figure-value')).toEqual(await page.texts('.figure-value'));
    expect((await other.text(`${median} .figure-value`)) === inHours).toBe(false);
  });

  it('lead from a figure to its episodes, page by page, to a chat, and back, without asking for the figures again', async () => {
    const page = await open({ query: '?range=last-30-days&zone=UTC' });
    const started = Number(await page.text('[data-measure="episodesEngaged"] .figure-value'));
    expect(started).toBeGreaterThan(100);
    await page.tab.click('[data-measure="episodesEngaged"] a');
    await page.tab.waitForSelector('dialog tbody tr');
    expect(await page.rows('dialog')).toHaveLength(50);
    expect(await page.text('.pager')).toContain(`1–50 of ${started}`);
    const seen = new Set((await page.rows('dialog')).map(([, chat]) => chat));
    for (let last = 50; last < started; last += 50) {
      await page.tab.click('[aria-label="Later contacts"]');
      await page.tab.waitForFunction(
        (first) => document.querySelector('.pager')?.textContent.includes(`${first}–`),
        {},
        last + 1,
      );
      for (const [, chat] of await page.rows('dialog')) seen.add(chat);
    }
    expect(seen.size).toBe(started);
    expect(await page.tab.$('[aria-label="Later contacts"]')).toBeNull();

    await page.tab.click('dialog tbody a');
    await page.tab.waitForSelector('.timeline');
    const chatId = search(page).get('chat')?.split('~')[1] ?? '';
    const query = `{ chatEvents(chatId: "${chatId}") { type payload } }`;
    const { chatEvents } = await dataOf<{ chatEvents: { type: string; payload: string }[] }>(url, query);
    const types = await page.tab.$$eval('.event-type', (found) =>
      found.map((one) => (one as HTMLElement).title),
    );
    expect(types).toEqual(chatEvents.map(({ type }) => type));
    const written = () => page.texts('.timeline blockquote');
    const first = chatEvents.find(({ type }) => type === 'message.created')?.payload ?? '';
    const { data } = JSON.parse(first) as { data: { message?: { body: string }; body?: string } };
    const text = data.message?.body ?? data.body;
    expect(await written()).toEqual([]);
    await page.tab.click('::-p-text(Show what was written)');
    await page.tab.waitForSelector('.timeline blockquote');
    expect((await written())[0]).toBe(text);
    // Before that it was not even on the wire.
    const told = page.answers.filter(({ body }) => body.includes(JSON.stringify(text)));
    expect(told.map(({ question }) => question)).toEqual(['ChatTexts']);
    expect(page.answers.map(({ question }) => question)).toContain('ChatEvents');
    await page.tab.click('::-p-text(Hide what was written)');
    expect(await written()).toEqual([]);

    await page.tab.click('[aria-label="Back to the list"]');
    await page.tab.waitForSelector('.pager');
    await page.tab.keyboard.press('Escape');
    await page.tab.waitForSelector('dialog:not([open])');
    expect(search(page).has('episodes')).toBe(false);
    expect(page.questions.filter((name) => name === 'Overview')).toHaveLength(1);
  });

  it('lead from a bucket of a chart to the episodes that started in it', async () => {
    const page = await open({ query: '?range=last-7-days&zone=UTC' });
    await page.click('[aria-label="Volume as a table"]');
    const rows = await page.rows('.chart:first-child');
    await page.click('[aria-label="Volume as a table"]');
    // The fourth of seven days stands in the middle.
    await page.click('.chart:first-child .u-over');
    await page.tab.waitForSelector('.pager');
    expect(await page.text('.pager')).toContain(`of ${rows[3]?.[1]}`);
  });

  it('lead to notes on the charts, which are written, changed and removed below them', async () => {
    const page = await open({ query: '?range=last-7-days&zone=UTC' });
    const submit = async (text: string) => {
      await page.tab.waitForSelector('.note-form');
      await page.tab.$eval('.note-form [name=text]', (input) => {
        (input as HTMLInputElement).value = '';
      });
      await page.tab.type('.note-form [name=text]', text);
      await page.click('.note-form [type=submit]');
      await page.tab.waitForSelector(`::-p-xpath(//*[contains(@class, "notes")]//bdi[text()="${text}"])`);
    };
    const inTable = async () => {
      await page.click('[aria-label="Volume as a table"]');
      const notes = await page.tab.$$eval('.chart:first-child tr', (rows) =>
        rows.map((row) => row.querySelector('.table-note')?.textContent ?? ''),
      );
      await page.click('[aria-label="Volume as a table"]');
      return notes;
    };
    await page.tab.click('::-p-text(Add a note)');
    await submit('<b>New</b> pricing page');
    // Today, the last of the days, below the line of names.
    expect(await inTable()).toEqual(['', '', '', '', '', '', '', '<b>New</b> pricing page']);
    const plot = await page.tab.$('.chart:first-child .u-over');
    const { x = 0, y = 0, width = 0 } = (await plot?.boundingBox()) ?? {};
    await page.tab.mouse.move(x + width - 20, y + 20);
    expect(await page.text('.plot-tooltip-note')).toBe('<b>New</b> pricing page');

    await page.click('[aria-label="Change the note “<b>New</b> pricing page”"]');
    await page.tab.waitForSelector('.note-form');
    await page.tab.$eval('.note-form [name=first]', (input) => {
      const field = input as HTMLInputElement;
      field.valueAsNumber -= 2 * 86_400_000;
    });
    await submit('Two prices');
    expect(await inTable()).toEqual(['', '', '', '', '', 'Two prices', 'Two prices', 'Two prices']);

    await page.click('[aria-label="Change the note “Two prices”"]');
    await page.tab.waitForSelector('.note-form');
    await page.tab.click('::-p-text(Remove)');
    await page.tab.waitForSelector('::-p-text(Nobody has written anything about this time.)');
    expect((await inTable()).join('')).toBe('');
  });

  it('can all be gone with the keyboard', async () => {
    const page = await open({ query: '?range=last-7-days&zone=UTC' });
    const focused = () =>
      page.tab.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      );
    const LIST = 'List of the contacts behind Nobody answered';
    for (let presses = 0; presses < 80 && (await focused()) !== LIST; presses++) {
      await page.tab.keyboard.press('Tab');
    }
    expect(await focused()).toBe(LIST);
    const outline = await page.tab.evaluate(
      () => document.activeElement && getComputedStyle(document.activeElement).outlineStyle,
    );
    expect(outline).toBe('solid');
    await page.tab.keyboard.press('Enter');
    await page.tab.waitForSelector('dialog[open] tbody');
    expect(await page.tab.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await page.tab.keyboard.press('Escape');
    await page.tab.waitForSelector('dialog:not([open])');
    expect(await focused()).toBe(LIST);
  });

  it('say what is not there: a service that has received nothing tells how to begin', async () => {
    const { emptyUrl } = sharedService();
    const page = await OpenPage.open(browser, emptyUrl, { isSignedIn: false });
    opened.push(page);
    await page.tab.waitForSelector('#token');
    await page.tab.type('#token', TOKEN);
    await page.tab.keyboard.press('Enter');
    await page.tab.waitForSelector('.notice code');
    const text = await page.text('.content');
    expect(text).toContain(`${emptyUrl}/webhooks/signalzen`);
    expect(text).toContain('npm run demo');
    expect(await page.text('.freshness')).toContain('No events yet');
    // Of an account with a secret of somebody's own, nothing has come yet.
    await page.tab.waitForSelector('.set-up li');
    expect(await page.text('.set-up')).toContain('Waiting for the challenge');
    expect(await page.text('.set-up')).toContain('Waiting for the first event');
    const body = JSON.stringify({ challenge: 'prove it' });
    await fetch(`${emptyUrl}/webhooks/signalzen`, {
      method: 'POST',
      headers: { 'x-signalzen-signature': createHmac('sha256', SECRET).update(body).digest('hex') },
      body,
    });
    await page.tab.waitForSelector('::-p-text(The challenge has arrived)');
    await (await page.tab.waitForSelector('::-p-xpath(//summary[text()="Service"])'))?.click();
    await page.tab.waitForSelector('.operate-panel .finding-warn');
    expect(await page.text('.operate-panel')).toContain('nothing has ever come');
  });

  it('work in a browser that gives its language a name that no standard knows', async () => {
    const context = await browser.createBrowserContext();
    const tab = await context.newPage();
    await tab.evaluateOnNewDocument(
      "Object.defineProperty(navigator, 'language', { value: 'en-US@posix', configurable: true })",
    );
    await tab.goto(url);
    await tab.waitForSelector('#token');
    await context.close();
  });

  it('go on by themselves when the database was away for a while', async () => {
    const page = await open({ query: '?range=last-7-days&zone=UTC' });
    let isAway = true;
    await page.tab.setRequestInterception(true);
    page.tab.on('request', (request) => {
      const unavailable = {
        errors: [{ message: 'ClickHouse cannot be asked', extensions: { code: 'UNAVAILABLE' } }],
      };
      const isQuestion = request.url().endsWith('/graphql');
      void (isAway && isQuestion
        ? request.respond({ status: 503, contentType: 'application/json', body: JSON.stringify(unavailable) })
        : request.continue());
    });
    await page.tab.click('::-p-text(Refresh)');
    expect(await page.text('.content [role=alert]')).toContain('tries again by itself');
    isAway = false;
    await page.settled();
    expect(await page.texts('.figure-value')).toHaveLength(11);
  });
});
