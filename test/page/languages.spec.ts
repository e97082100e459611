import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { en } from '../../page/messages/en';
import { enLater } from '../../page/messages/en-later';
import { deMeasures } from '../../page/messages/measures/measures-de';
import { TOKEN } from '../support/running-service';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

const ENGLISH: object = { ...en, ...enLater };

/** A language of which every text shows where it begins and ends, with the dates and numbers of German. */
const MARKED = JSON.stringify(ENGLISH, (key, value: unknown) =>
  typeof value === 'string' ? `⟦${value}⟧` : value,
);
const MEASURES_MARKED = JSON.stringify(
  Object.fromEntries(Object.keys(deMeasures).map((text) => [text, `⟦${text}⟧`])),
);

/** Texts of the page that no value is put into: wherever they stand, they are to be translated. */
const TEXTS = Object.values(ENGLISH).filter(
  (text: unknown): text is string => typeof text === 'string' && !text.includes('{'),
);

/** What the service alone can say, in English: why it refuses, what is wrong with it, and what it told people. */
const OF_THE_SERVICE =
  '.notice, .problem, .operate-panel .findings, .notify-panel .findings, .freshness, .cut-off, .consequence, .doubt';

/** What a person could read that is in no message: names, chats, pages and what the service says are no texts. */
function leftOver(english: readonly string[], ofTheService: string): string[] {
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
  const known = new Set(english.map((text) => text.toLowerCase()));
  const zones = new Set([
    'UTC',
    ...Intl.supportedValuesOf('timeZone').map((zone) => zone.replaceAll('_', ' ')),
  ]);
  const found: string[] = [];
  // What has a direction of its own is a value, unless it is a text of the page after all.
  for (const value of document.querySelectorAll('bdi, code, td, dd')) {
    const isName = value.closest('.definition-line b, .definition-line code') !== null;
    if (!isName && known.has(value.textContent.trim().toLowerCase())) found.push(value.textContent);
  }
  for (const words of document.querySelectorAll('body [lang="en"]:not(option)')) {
    // Which is read from left to right.
    const isSaid = words.closest(ofTheService) !== null && getComputedStyle(words).direction === 'ltr';
    if (!isSaid) found.push(words.textContent);
  }
  const body = document.body.cloneNode(true) as HTMLElement;
  for (const data of body.querySelectorAll(
    'bdi, code, kbd, blockquote, [lang="en"], .language-choice, noscript',
  ))
    data.remove();
  body.normalize();
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() !== null) {
    const text = walker.currentNode.textContent ?? '';
    if (isText(text) && !zones.has(text)) found.push(text);
  }
  const NAMES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext'];
  for (const one of document.querySelectorAll(NAMES.map((name) => `[${name}]:not(.event-type)`).join())) {
    found.push(...NAMES.flatMap((name) => one.getAttribute(name) ?? []).filter(isText));
  }
  return isText(document.title) ? [...found, document.title] : found;
}

/** What GraphQL answers instead of the service, while it says so. */
interface OtherAnswer {
  status?: number;
  /** Of what is going on. */
  freshness?: object;
}

const REFUSED = '{"errors":[{"message":"The service has a reason."}]}';

/** Lets a tab have a language that is made of marked texts in the place of German. */
async function markTexts(tab: Page, answers: OtherAnswer = {}): Promise<void> {
  await tab.evaluateOnNewDocument("localStorage.setItem('signalzen-analytics.language', 'de')");
  await tab.setRequestInterception(true);
  const respond = (request: HTTPRequest, body: string) =>
    request.respond({ contentType: 'text/javascript', body });
  tab.on('request', (request) => {
    if (request.isInterceptResolutionHandled()) return;
    if (answers.status !== undefined && request.url().endsWith('/graphql')) {
      void request.respond({ status: answers.status, contentType: 'application/json', body: REFUSED });
      return;
    }
    if (answers.freshness !== undefined && request.url().endsWith('/graphql')) {
      void answerWith(request, answers.freshness);
      return;
    }
    const [, file] = /\/assets\/([\w-]*de)-\w+\.js$/.exec(request.url()) ?? [];
    if (file === 'de') void respond(request, `export const de = ${MARKED};`);
    else if (file === 'measures-de') void respond(request, `export const deMeasures = ${MEASURES_MARKED};`);
    else void request.continue();
  });
}

/** Lets the service answer, but for what it says of its data. */
async function answerWith(request: HTTPRequest, freshness: object): Promise<void> {
  const asked = (await request.fetchPostData()) ?? '';
  const response = await fetch(request.url(), {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: asked,
  });
  const answer = (await response.json()) as { data?: { freshness?: object } };
  if (answer.data?.freshness !== undefined && asked.includes('query Status'))
    answer.data.freshness = { ...answer.data.freshness, ...freshness };
  await request
    .respond({ status: response.status, contentType: 'application/json', body: JSON.stringify(answer) })
    .catch(() => 'It was given up.');
}

describePage('the languages of the page', () => {
  const { url, emptyUrl } = sharedService();
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

  const left = () => page.tab.evaluate(leftOver, TEXTS, OF_THE_SERVICE);

  it('leave no text over, in figures, charts, lists and chats, nor where a person signs in', async () => {
    page = await OpenPage.open(browser, url, { query: '?zone=UTC', prepare: markTexts });
    await page.tab.waitForSelector('.freshness[data-state="current"]');
    expect(await page.text('h1')).toBe('⟦Last 7 days⟧');
    await page.click('[aria-label="⟦⟦Volume⟧ as a table⟧"]');
    expect(await left()).toEqual([]);
    await page.tab.click('[data-measure="episodesEngaged"] a');
    await page.tab.waitForSelector('dialog tbody a');
    expect(await left()).toEqual([]);
    await page.tab.click('dialog tbody a');
    await page.tab.waitForSelector('.timeline');
    await page.tab.click('dialog [aria-pressed]');
    await page.tab.waitForSelector('.timeline blockquote');
    expect(await left()).toEqual([]);
    await page.tab.keyboard.press('Escape');
    await page.tab.waitForSelector('dialog:not([open])');
    await page.tab.click('.live a');
    await page.tab.waitForSelector('.waiting-list');
    expect(await left()).toEqual([]);
    await page.tab.click('::-p-text(⟦Sign out⟧)');
    await page.tab.waitForSelector('form');
    expect(await left()).toEqual([]);
  });

  it('leave no text over in what opens, by whatever a table is, nor where an address or a figure is wrong', async () => {
    page = await OpenPage.open(browser, url, {
      query: '?zone=UTC&range=nonsense&bucket=hour&scale=9&clock=working',
      prepare: markTexts,
      isFirstVisit: true,
    });
    const { tab } = page;
    await tab.waitForSelector('.hints');
    await tab.waitForSelector('.url-problems');
    // What the measures mean has come.
    await tab.waitForFunction(() => document.querySelector('.definition-line')?.textContent.startsWith('⟦'));
    expect(await left()).toEqual([]);
    const openAll = () =>
      tab.evaluate(() => {
        for (const menu of document.querySelectorAll('details')) menu.open = true;
        for (const one of document.querySelectorAll(
          '.heatmap [aria-pressed="false"], .notes > header button',
        ))
          (one as HTMLElement).click();
      });
    await openAll();
    await tab.waitForSelector('.share-panel form');
    await tab.waitForSelector('.notify-panel .findings');
    await tab.waitForSelector('.operate-panel .findings li');
    await tab.waitForSelector('.note-form');
    await openAll();
    expect(await left()).toEqual([]);
    await tab.keyboard.press('Escape');
    await tab.evaluate(() => {
      for (const menu of document.querySelectorAll('details')) menu.open = false;
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await tab.keyboard.press('?');
    await tab.waitForSelector('.help kbd');
    expect(await left()).toEqual([]);
    await tab.keyboard.press('Escape');
    const tabs = '.tables .table-tabs button';
    for (const index of (await tab.$$(tabs)).keys()) {
      await tab.$$eval(
        tabs,
        (all, nth) => {
          (all[nth] as HTMLElement).click();
        },
        index,
      );
      await page.settled();
      expect(await left()).toEqual([]);
    }
  });

  it('leave no text over where nothing has come in, where nothing is answered, and behind durations', async () => {
    page = await OpenPage.open(browser, emptyUrl, {
      query: '?zone=UTC',
      prepare: markTexts,
      isSignedIn: false,
    });
    await page.tab.waitForSelector('#token');
    await page.tab.type('#token', 'none');
    await page.tab.keyboard.press('Enter');
    await page.tab.waitForFunction(() => document.querySelector('[role=alert]')?.textContent !== '');
    expect(await left()).toEqual([]);
    await page.tab.$eval('#token', (field) => {
      (field as HTMLInputElement).value = '';
    });
    await page.tab.type('#token', TOKEN);
    await page.tab.keyboard.press('Enter');
    await page.tab.waitForSelector('.notice ol');
    expect(await left()).toEqual([]);
    await page.close();

    const answers: OtherAnswer = {};
    page = await OpenPage.open(browser, url, {
      query: '?zone=UTC&spread=firstResponse',
      prepare: (tab) => markTexts(tab, answers),
    });
    await page.tab.waitForSelector('dialog .plot');
    expect(await left()).toEqual([]);
    answers.status = 429;
    await page.tab.goto(`${url}/?zone=UTC`);
    await page.tab.waitForSelector('.notice');
    expect(await left()).toEqual([]);
    answers.status = 400;
    await page.tab.click('.notice button');
    await page.tab.waitForSelector('.notice [lang="en"]');
    expect(await left()).toEqual([]);
    await page.tab.goto(`${url}/?zone=UTC&view=live`);
    await page.tab.waitForSelector('.cut-off');
    expect(await left()).toEqual([]);
  });

  it('leave no text over in what makes figures doubtful, but for the words of the service, from left to right', async () => {
    const freshness = {
      received: [{ account: 'default', type: 'user.assigned', lastReceivedAt: null, deliveries7d: 9 }],
      ...{
        coverage: 0.9,
        operatorMessagesUnlinked: 99,
        stateEventsDatedBefore: 99,
        copilotUnrecognised: true,
      },
      ...{ deliveriesNotUnderstood: 2, rebuildDue: true, rebuild: { chats: 3, of: 4 } },
      rulesProblems: ['analytics.yaml:3:5: teams.a is empty', 'another'],
    };
    page = await OpenPage.open(browser, url, {
      query: '?zone=UTC',
      prepare: (tab) => markTexts(tab, { freshness }),
    });
    const { tab } = page;
    await tab.waitForSelector('.consequences [lang="en"]');
    const of = (selector: string) =>
      tab.$$eval(selector, (all) => new Set(all.map((one) => one.textContent)).size);
    expect(await of('.consequence')).toBeGreaterThanOrEqual(8);
    await tab.evaluate(() => {
      document.documentElement.dir = 'rtl';
      for (const doubt of document.querySelectorAll<HTMLDetailsElement>('.doubt')) doubt.open = true;
    });
    expect(await left()).toEqual([]);
    expect(await page.texts('.consequences [lang="en"]')).toEqual(['analytics.yaml:3:5: teams.a is empty']);
  });

  it('say what measures mean: in the list of a figure, behind (i), and of a column', async () => {
    const inLanguage = (code: string) => (tab: Page) =>
      tab.evaluateOnNewDocument(`localStorage.setItem('signalzen-analytics.language', '${code}')`);
    const query = '?zone=UTC&episodes=all&behind=episodesMissed';
    page = await OpenPage.open(browser, url, { query, prepare: inLanguage('ar') });
    await page.tab.waitForFunction(() =>
      document.querySelector('.drawer-body p')?.textContent.includes('لم يُجب أحد'),
    );
    expect(await page.texts('.drawer-body [lang="en"]')).toEqual([]);
    await page.close();
    page = await OpenPage.open(browser, url, { prepare: inLanguage('de') });
    await page.tab.waitForFunction(() =>
      document.querySelector<HTMLElement>('.sort')?.title.startsWith('Textnachrichten'),
    );
    const meaning = await page.tab.$eval(
      '[data-measure="csatRate"] .definition-line',
      (line) => line.textContent,
    );
    expect(meaning).toBe(
      'Anteil der Bewertungen mit 4 oder 5 Sternen. Maßgeblicher Zeitpunkt: das Ereignis, mit dem der Wert kam.',
    );
    await page.tab.select('.language-choice', 'en');
    await page.tab.waitForFunction(() =>
      document.querySelector<HTMLElement>('.sort')?.title.startsWith('Distinct text'),
    );
    expect(await page.tab.title()).toBe('SignalZen analytics');
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
