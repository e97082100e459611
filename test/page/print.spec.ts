import type { Browser } from 'puppeteer-core';
import { OpenPage } from './support/open-page';
import type { OpenOptions } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

/** What a sheet has room for within the margins that the page asks for (12 mm), in CSS pixels. */
const PAPERS = {
  A4: { width: 703, height: 1031 },
  'A4, landscape': { width: 1031, height: 703 },
  Letter: { width: 725, height: 965 },
  'Letter, landscape': { width: 965, height: 725 },
} as const;

/** What is seen and reaches over the right edge, or is cut by an element that can be scrolled on a screen. */
function whatIsLost(width: number): string[] {
  const nameOf = (found: Element): string => `${found.tagName} ${found.className} ${found.textContent}`;
  return [...document.querySelectorAll('.app *')].flatMap((found) => {
    if (found.closest('.visually-hidden') !== null) return [];
    const { right, left, width: wide } = found.getBoundingClientRect();
    if (wide === 0) return [];
    const isCut = getComputedStyle(found).overflow !== 'visible' && found.scrollWidth > found.clientWidth;
    return right > width + 0.5 || left < 0 || isCut ? [nameOf(found)] : [];
  });
}

describePage('the page on paper', () => {
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

  async function open(options: OpenOptions): Promise<void> {
    page = await OpenPage.open(browser, url, options);
    await page.tab.waitForSelector('.operators tbody tr');
  }

  /** Shows the page as it is printed, once it knows. */
  async function onPaper(): Promise<void> {
    await page.tab.emulateMediaType('print');
    await page.tab.waitForSelector('.paper-plot');
  }

  async function backOnScreen(): Promise<void> {
    await page.tab.emulateMediaType('screen');
    await page.tab.waitForFunction(() => document.querySelector('.paper-plot') === null);
  }

  /** What is seen, in the order of the page. */
  const seen = (selector: string): Promise<string[]> =>
    page.tab.$$eval(selector, (found) =>
      found
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0)
        .map((one) => one.textContent),
    );

  /** How many points of a chart have a colour. */
  const points = (canvas: string, color: string): Promise<number> =>
    page.tab.$eval(
      canvas,
      (found, wanted) => {
        const { width, height } = found as HTMLCanvasElement;
        const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        if (copy === null) throw new Error('there is nothing to draw on');
        copy.drawImage(found as HTMLCanvasElement, 0, 0);
        const { data } = copy.getImageData(0, 0, width, height);
        const channels = [1, 3, 5].map((at) => parseInt(wanted.slice(at, at + 2), 16));
        const isWanted = (_: number, point: number) =>
          channels.every((channel, index) => data[4 * point + index] === channel);
        return [...new Uint8Array(width * height)].filter(isWanted).length;
      },
      color,
    );

  it('loses no column and splits no chart or figure, on A4 and Letter, portrait and landscape', async () => {
    await open({ query: '?range=last-30-days&zone=UTC' });
    await onPaper();
    for (const [paper, { width, height }] of Object.entries(PAPERS)) {
      await page.tab.setViewport({ width, height });
      expect([paper, await page.tab.evaluate(whatIsLost, width)]).toEqual([paper, []]);
      expect(await seen('.operators thead th')).toHaveLength(11);
      expect(await seen('.paper-plot canvas')).toHaveLength(6);
      expect(await seen('.plot')).toEqual([]);
      const cards = await page.tab.$$eval('.card', (found) =>
        found.map((card) => ({
          inside: getComputedStyle(card).breakInside,
          height: card.getBoundingClientRect().height,
        })),
      );
      expect(cards).toHaveLength(1 + 11 + 1 + 6 + 3);
      for (const card of cards) {
        expect(card.inside).toBe('avoid');
        expect(card.height).toBeLessThan(height);
      }
    }
  });

  it('loses no column of charts shown as tables, whose rows go on over pages', async () => {
    await open({ query: '?range=last-30-days&zone=UTC' });
    await page.tab.$$eval('.chart .card-head > button', (buttons) => {
      for (const one of buttons) one.click();
    });
    const { width } = PAPERS.A4;
    await page.tab.setViewport({ width, height: 900 });
    await page.tab.emulateMediaType('print');
    expect(await page.tab.evaluate(whatIsLost, width)).toEqual([]);
    expect(await seen('.chart tbody tr')).toHaveLength(6 * 30);
  });

  it('says of which time and whom it is, and shows nothing to press', async () => {
    await open({ query: '?range=last-30-days&zone=Europe/Berlin&operator=1&page=/pricing&copilot=no' });
    const [name = ''] = await page.texts('.operators tbody th');
    const onScreen = await seen('button, select, summary');
    expect(onScreen.length).toBeGreaterThan(20);
    expect(await seen('.filter-words')).toEqual([]);
    await onPaper();
    expect(await seen('button, select, summary, .definition-mark, .figure-foot a')).toEqual([]);
    expect(await seen('h1')).toEqual(['Last 30 days']);
    const [filter = ''] = await seen('.filter-words');
    expect(filter).toMatch(
      new RegExp(
        `^Only Operator: ${name} · Page: /pricing · without the copilot · time zone Europe/Berlin · as of .*20\\d\\d`,
      ),
    );
    expect(await seen('.range-title p')).toEqual([expect.stringContaining('compared with')]);
  });

  it('is light where the screen is dark, in its charts too, and leaves the screen as it was', async () => {
    await open({ query: '?range=last-7-days&zone=UTC' });
    await page.tab.click('::-p-text(Dark)');
    const text = () => page.tab.evaluate(() => getComputedStyle(document.body).color);
    const [DARK, LIGHT] = ['#6f9dff', '#3b76e1'];
    const dark = await text();
    expect(await points('.plot canvas', DARK)).toBeGreaterThan(1000);
    await onPaper();
    expect(await text()).toBe('rgb(24, 33, 47)');
    expect(await points('.paper-plot canvas', LIGHT)).toBeGreaterThan(1000);
    expect(await points('.paper-plot canvas', DARK)).toBe(0);
    await backOnScreen();
    expect(await text()).toBe(dark);
    expect(await points('.plot canvas', DARK)).toBeGreaterThan(1000);
  });

  it('is the whole of an open list instead, which is above the page again afterwards', async () => {
    const { width } = PAPERS.A4;
    await open({ query: '?range=last-30-days&zone=UTC&episodes=all' });
    await page.tab.waitForSelector('dialog tbody tr');
    await page.tab.focus('dialog tbody tr:nth-child(3) a');
    const focused = () => page.tab.evaluate(() => document.activeElement?.textContent);
    const before = await focused();
    await page.tab.setViewport({ width, height: 900 });
    await onPaper();
    expect(await page.tab.evaluate(whatIsLost, width)).toEqual([]);
    expect(await seen('dialog thead th')).toHaveLength(9);
    expect(await seen('dialog tbody tr')).toHaveLength(50);
    expect(await seen('.figure, .chart, dialog a:not(th a), dialog button')).toEqual([]);
    expect(await seen('h1, dialog h2')).toEqual(['Last 30 days', 'Contacts']);
    const flow = () =>
      page.tab.$eval('dialog', (dialog) => [getComputedStyle(dialog).position, dialog.matches(':modal')]);
    expect(await flow()).toEqual(['static', false]);
    await backOnScreen();
    expect(await flow()).toEqual(['fixed', true]);
    expect(await focused()).toBe(before);
  });

  it.each([
    ['a4', false, 596, 842, 2],
    ['letter', true, 792, 612, 3],
  ] as const)(
    'becomes a PDF of few whole pages: %s, landscape %s',
    async (format, landscape, wide, high, most) => {
      await open({ query: '?range=last-30-days&zone=UTC' });
      const pdf = Buffer.from(await page.tab.pdf({ format, landscape, printBackground: false })).toString(
        'latin1',
      );
      const pages = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      expect(pages.map(([, ...sides]) => sides.map((side) => Math.round(Number(side))))).toEqual(
        pages.map(() => [wide, high]),
      );
      expect(pages.length).toBeLessThanOrEqual(most);
      expect(await page.tab.$('.paper-plot')).toBeNull();
    },
  );
});
