import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { dataOf } from '../support/graphql-client';
import { TOKEN } from '../support/running-service';
import { sheetsOf } from '../support/workbook-reader';
import { OpenPage } from './support/open-page';
import { linesOf, savedFile } from './support/saved-file';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

/** How many pixels of a chart's picture, where its plot is, are of another colour than its corner. */
function inkedPixels(tab: Page, picture: Buffer): Promise<number> {
  return tab.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', {
      willReadFrequently: true,
    }) as OffscreenCanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const pixelsOf = (...of: [number, number, number, number]) =>
      new Uint32Array(context.getImageData(...of).data.buffer);
    const [corner] = pixelsOf(0, 0, 1, 1);
    return pixelsOf(300, 300, 1400, 500).filter((pixel) => pixel !== corner).length;
  }, picture.toString('base64'));
}

describePage('what is behind a figure', () => {
  let browser: Browser;
  let page: OpenPage;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signalzen-page-'));
    browser = await sharedBrowser();
  });

  beforeEach(async () => {
    page = await OpenPage.open(browser, sharedService().url, {
      query: '?range=last-7-days&zone=UTC&copilot=no',
      savesTo: folder,
    });
  });

  afterEach(async () => {
    expect(page.faults).toEqual([]);
    await page.close();
  });

  afterAll(async () => {
    await browser.disconnect();
    await rm(folder, { recursive: true });
  });

  it.each(['episodesMissed', 'episodesUnanswered', 'firstResponseSecondsP50', 'closureSecondsP50'])(
    'is led to by it, exactly: the episodes that %s is of',
    async (measure) => {
      const isCount = measure.startsWith('episodes');
      const figure = await page.text(`[data-measure="${measure}"] ${isCount ? '.figure-value' : '.samples'}`);
      const expected = Number(/\d+/.exec(figure)?.[0]);
      expect(expected).toBeGreaterThan(0);
      await page.tab.click(`[data-measure="${measure}"] .figure-foot a`);
      await page.tab.waitForSelector('dialog tbody tr');
      expect(await page.text('.pager')).toContain(`of ${expected}`);
      expect(await page.rows('dialog')).toHaveLength(Math.min(expected, 50));
    },
  );

  it('is, of CSAT, those that were rated, by their stars as well, and of the rate of return those who came back', async () => {
    const rated = Number(/\d+/.exec(await page.text('[data-measure="csatRate"] .samples'))?.[0]);
    await page.tab.click('[data-measure="csatRate"] .figure-foot a');
    await page.tab.waitForSelector('dialog tbody tr');
    const stars = async () => (await page.rows('dialog')).map((row) => row.at(-1));
    expect(await stars()).toHaveLength(Math.min(rated, 50));
    expect(await stars()).not.toContain('–');
    await page.after(() => page.tab.select('dialog select', 'rating5'));
    await page.tab.waitForSelector('dialog .drawer-body:not([aria-busy])');
    expect(new Set(await stars())).toEqual(new Set(['5 ★']));
    await page.tab.click('dialog ::-p-text(Save as CSV)');
    expect((await savedFile(folder, 'ratings', '.csv')).name).toMatch(/^ratings_/);
    await page.close();
    page = await OpenPage.open(browser, sharedService().url, { query: '?range=last-30-days&zone=UTC' });
    await page.tab.click('[data-measure="repeatContactRate"] .figure-foot a');
    await page.tab.waitForSelector('dialog tbody tr');
    expect(await page.text('dialog p')).toContain('wrote again within 7 days');
  });

  it('is, of the rate of the copilot, what it resolved or not and what is pending: as many as the figure says', async () => {
    await page.close();
    page = await OpenPage.open(browser, sharedService().url, { query: '?range=last-7-days&zone=UTC' });
    const samples = await page.text('[data-measure="copilotResolutionRate"] .samples');
    const [decided = 0, pending = 0] = (samples.match(/\d+/g) ?? []).map(Number);
    await page.tab.click('[data-measure="copilotResolutionRate"] a');
    await page.tab.waitForSelector('dialog tbody tr');
    expect(await page.text('.pager')).toContain(`of ${decided + pending}`);
  });

  it.each([
    ['First response', 'firstResponses'],
    ['Closure', 'closures'],
    ['Copilot outcomes', 'copilotEpisodes'],
    ['Messages', 'episodesStarted'],
  ])('is, of a bucket of the chart %s, what %s counts in it', async (title, measure) => {
    await page.close();
    const { url, until } = sharedService();
    const query = '?range=last-7-days&zone=UTC';
    page = await OpenPage.open(browser, url, { query });
    // The fourth of seven days stands in the middle.
    const middle = new Date(until - 3 * 86_400_000).toISOString().slice(0, 10);
    const { stats } = await dataOf<{ stats: Record<string, number>[] }>(
      url,
      `{ stats(from: "${middle}T00:00:00Z", to: "${middle}T23:59:59.999Z", granularity: TOTAL) { ${measure} } }`,
    );
    await page.tab.click(`::-p-xpath(//article[header/h3[starts-with(., "${title}")]]//*[@class="u-over"])`);
    await page.tab.waitForSelector('.pager');
    expect(await page.text('.pager')).toContain(`of ${stats[0]?.[measure]}`);
  });

  it('is, of a duration, how it is spread: as many times as it is of, and which share was answered by when', async () => {
    const samples = Number(
      /\d+/.exec(await page.text('[data-measure="firstAnswerSecondsP50"] .samples'))?.[0],
    );
    await page.tab.click('[data-measure="firstAnswerSecondsP50"] .figure-value a');
    await page.tab.waitForSelector('dialog .spread-table');
    expect(new URL(page.tab.url()).searchParams.get('spread')).toBe('firstAnswer');
    expect(await page.text('dialog h2')).toBe('Wait for a first answer: how long it took');
    const rows = await page.rows('dialog');
    expect(rows.reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(samples);
    const shares = rows.map(([, , , answered = '']) => Number.parseFloat(answered));
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    const median = await page.text('[data-measure="firstAnswerSecondsP50"] .figure-value bdi');
    expect(await page.texts('dialog .legend li')).toContain(`Median: ${median}`);
    expect(await page.texts('dialog .plot canvas')).toHaveLength(2);
    // From there to the contacts, and of a target its line.
    await page.tab.click('dialog ::-p-text(List of the contacts)');
    await page.tab.waitForSelector('.pager');
    expect(await page.text('.pager')).toContain(`of ${samples}`);
    await page.tab.keyboard.press('Escape');
    await page.click(
      '::-p-xpath(//article[header/h3[starts-with(., "Closure")]]//a[starts-with(., "Spread")])',
    );
    await page.tab.waitForSelector('dialog .spread-table');
    expect((await page.texts('dialog .legend li')).join()).toContain('Target “closed in a day”');
  });

  it('leads on from anywhere in a row to the events of its chat, and not when a text in it is marked', async () => {
    await page.tab.click('[data-measure="episodesMissed"] a');
    await page.tab.waitForSelector('dialog tbody tr');
    const cell = 'dialog tbody tr:nth-child(2) td:nth-child(1)';
    // Not by two clicks: the first of them alone leads on.
    const { x = 0, y = 0, height = 0 } = (await (await page.tab.$(cell))?.boundingBox()) ?? {};
    await page.tab.mouse.move(x + 12, y + height / 2);
    await page.tab.mouse.down();
    await page.tab.mouse.move(x + 60, y + height / 2);
    await page.tab.mouse.up();
    expect(await page.tab.evaluate(() => getSelection()?.toString().length)).toBeGreaterThan(0);
    expect(new URL(page.tab.url()).searchParams.get('chat')).toBeNull();
    await page.tab.evaluate(() => {
      getSelection()?.removeAllRanges();
    });
    const chat = (await page.rows('dialog'))[1]?.[1]?.split(' / ')[0];
    await page.tab.click(cell);
    await page.tab.waitForSelector('.timeline');
    expect(await page.text('dialog h2')).toBe(`Chat ${chat}`);
    expect(await page.text('.contact h3')).toMatch(/^Contact \d · /);
    expect(await page.text('.message.visitor .wait-mark')).toBe('a wait begins');
    expect(await page.text('.timeline .gap.wait-end')).toContain('Nobody answered');
    const console = await page.tab.$eval('.chat-ways a', (link) => link.getAttribute('href'));
    expect(console).toBe(`https://console.example/chats/${chat}`);
    expect(new URL(page.tab.url()).searchParams.get('chat')).toMatch(new RegExp(`~${chat}$`));
  });

  it('can be searched, by what is known of a contact and by words, which stand in no URL', async () => {
    await page.tab.click('[data-measure="episodesEngaged"] .figure-foot a');
    await page.tab.waitForSelector('dialog tbody tr');
    const [first = []] = await page.rows('dialog');
    const chat = first[1]?.split(' / ')[0] ?? '';
    await page.tab.type('dialog [name=search]', chat);
    await page.after(() => page.tab.keyboard.press('Enter'));
    await page.tab.waitForSelector('dialog .drawer-body:not([aria-busy])');
    expect(new Set((await page.rows('dialog')).map((row) => row[1]?.split(' / ')[0]))).toEqual(
      new Set([chat]),
    );
    await page.after(() => page.tab.click('dialog ::-p-text(Show all again)'));
    await page.tab.type('dialog [name=words]', 'no such words at all');
    await page.after(() => page.tab.keyboard.press('Enter'));
    await page.tab.waitForSelector('dialog .nothing');
    expect(await page.text('dialog .nothing')).toBe('No such contacts.');
    expect(page.tab.url()).not.toContain('such');
  });

  it('is a chat without what was written, and says so, for a token that may not read it', async () => {
    await page.close();
    const mayNotRead = (tab: Page) =>
      tab.evaluateOnNewDocument(() => {
        const ask = fetch;
        const body = '{"data":{"access":{"scopes":"numbers, contacts"}}}';
        window.fetch = (to, options) =>
          typeof options?.body === 'string' && options.body.includes('access { scopes }')
            ? Promise.resolve(new Response(body))
            : ask(to, options);
      });
    const query = '?range=last-7-days&zone=UTC&episodes=all&behind=ratings';
    page = await OpenPage.open(browser, sharedService().url, { query, prepare: mayNotRead });
    await page.tab.waitForSelector('dialog tbody a');
    await page.tab.click('dialog tbody a');
    await page.tab.waitForSelector('.timeline');
    expect(await page.text('.chat-ways')).toContain('shown to tokens with the scope texts');
    expect(await page.tab.$('dialog [aria-pressed]')).toBeNull();
    // Nor does it ask for names.
    expect(page.answers.find(({ question }) => question === 'ChatEvents')?.body).not.toContain('"name"');
  });

  it('can be saved, as can the figures, in files that the service names, without a token in a URL', async () => {
    const addresses: string[] = [];
    page.tab.on('request', (request) => addresses.push(request.url()));
    const missed = Number(await page.text('[data-measure="episodesMissed"] .figure-value'));
    await page.tab.click('[data-measure="episodesMissed"] a');
    await page.tab.waitForSelector('dialog tbody tr');
    await page.tab.click('dialog ::-p-text(Save as CSV)');
    const episodes = await savedFile(folder, 'episodes', '.csv');
    expect(episodes.name).toMatch(/^episodes_\d{4}-\d\d-\d\d_to_\d{4}-\d\d-\d\d\.csv$/);
    expect(linesOf(episodes)).toHaveLength(missed + 1);
    const [first = ''] = (await page.rows('dialog'))[0]?.[1]?.split(' / ') ?? [];
    expect(linesOf(episodes)[1]).toContain(first);
    await page.tab.click('dialog ::-p-text(Save as Excel)');
    const workbook = await savedFile(folder, 'episodes', '.xlsx');
    expect(workbook.name).toBe(episodes.name.replace('.csv', '.xlsx'));
    const [sheet] = sheetsOf(workbook.content);
    expect(sheet?.rows).toHaveLength(missed);
    expect(sheet?.rows[0]?.['chatId']).toMatchObject({ type: 'text', value: first });

    await page.tab.keyboard.press('Escape');
    await page.click('[aria-label="Save Closure as a picture"]');
    const picture = await savedFile(folder, 'closure', '.png');
    expect(picture.name).toMatch(/^closure_\d{4}-\d\d-\d\d_to_\d{4}-\d\d-\d\d\.png$/);
    // A picture of twice as many pixels as it is drawn for: see the header of PNG.
    expect(picture.content.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.content.readUInt32BE(16)).toBe(2000);
    expect(await inkedPixels(page.tab, picture.content)).toBeGreaterThan(5_000);

    await page.tab.click('.range-actions ::-p-text(Save as CSV)');
    const figures = await savedFile(folder, 'stats', '.csv');
    expect(figures.name).toMatch(/^stats_/);
    // Seven days, each with the one before.
    expect(linesOf(figures)).toHaveLength(15);
    expect(linesOf(figures)[0]).toContain('episodesMissed');
    expect(addresses.filter((address) => address.includes(TOKEN))).toEqual([]);
  });
});
