import type { Browser } from 'puppeteer-core';
import type { GroupedChange } from '../../page/api/table';
import { differenceText } from '../../page/format/change';
import { count, inUnit, intervalText } from '../../page/format/numbers';
import { dataOf } from '../support/graphql-client';
import { OpenPage } from './support/open-page';
import type { OpenOptions } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

const DAY_MS = 86_400_000;
type Row = Readonly<Record<string, string | number | null>>;
const numberOf = (row: Row | undefined, name: string) => row?.[name] as number | null | undefined;
const countOf = (row: Row | undefined, name: string) => count(numberOf(row, name) ?? NaN);
/** The largest first. */
const by = (name: string) => (one: Row, other: Row) =>
  (numberOf(other, name) ?? 0) - (numberOf(one, name) ?? 0);

describePage('the tables on the page', () => {
  const { url, until } = sharedService();
  const dateBefore = (days: number) => new Date(until - days * DAY_MS).toISOString().slice(0, 10);
  const query = `?from=${dateBefore(14)}&to=${dateBefore(1)}&zone=UTC`;
  const range = `from: "${dateBefore(14)}", to: "${dateBefore(0)}"`;
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
  /** The text of each cell of a table's part, without line breaks. */
  const cells = async (part: string) =>
    (
      await page.tab.$$eval(`.tables ${part} tr`, (rows) =>
        rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText)),
      )
    ).map((row) => row.map((text) => text.replaceAll(/\s+/g, ' ').trim()));
  const stats = async (fields: string, args = '') =>
    (await dataOf<{ stats: Row[] }>(url, `{ stats(${range}, granularity: TOTAL${args}) { ${fields} } }`))
      .stats;

  it('say of each operator, and of all, how well the target was kept and between which ends CSAT is', async () => {
    await open({ query: `${query}&compare=none` });
    const fields = 'messagesOperator csatRate csatRateLow csatRateHigh';
    const operators = (await stats(`operator ${fields}`, ', groupBy: [OPERATOR], fill: false'))
      .filter(({ operator }) => operator !== '')
      .toSorted(by('messagesOperator'));
    const { targets, all } = await dataOf<{ targets: Row[]; all: Row[] }>(
      url,
      `{ targets(${range}, groupBy: [OPERATOR], targets: ["answered soon"]) { operator rate rateLow rateHigh }
         all: targets(${range}, targets: ["answered soon"]) { rate rateLow rateHigh } }`,
    );
    const written = (row: Row | undefined, name: string) =>
      [
        inUnit(numberOf(row, name), 'ratio'),
        intervalText(numberOf(row, `${name}Low`), numberOf(row, `${name}High`), 'ratio'),
      ]
        .join(' ')
        .trim();
    const expected = (row: Row | undefined, kept: Row | undefined) => [
      ...[countOf(row, 'messagesOperator'), written(kept, 'rate'), written(row, 'csatRate')],
    ];
    const seen = (rows: string[][]) => rows.map((row) => [row[1], row[4], row[8]]);
    expect(operators.length).toBeGreaterThan(2);
    expect(seen(await cells('tbody'))).toEqual(
      operators.map((row) =>
        expected(
          row,
          targets.find(({ operator }) => operator === row['operator']),
        ),
      ),
    );
    expect(seen(await cells('tfoot'))).toEqual([expected((await stats(fields))[0], all[0])]);
  });

  it('say of operators how they have changed, coloured where that is certain among all and matters', async () => {
    // Before that the world has as many days.
    await open({ query: `?from=${dateBefore(9)}&to=${dateBefore(1)}&zone=UTC` });
    const { changes } = await dataOf<{ changes: GroupedChange[] }>(
      url,
      `{ changes(measures: ["firstResponseSecondsP50"], from: "${dateBefore(9)}", to: "${dateBefore(0)}",
           groupBy: [OPERATOR], soFar: true) {
        operator value previous verdict matters certainAmongGroups } }`,
    );
    const expected = changes
      .filter(({ operator, value, previous }) => operator !== '' && value !== null && previous !== null)
      .map(({ verdict, value, previous, certainAmongGroups, matters }) => [
        verdict === 'TOO_FEW' ? 'too few' : differenceText(value ?? NaN, previous ?? NaN, 'seconds'),
        certainAmongGroups === true && matters !== false ? (verdict === 'LOWER' ? 'good' : 'bad') : '',
      ]);
    const selector = '.tables tbody td:nth-of-type(3) .cell-note';
    await page.tab.waitForSelector(selector);
    const notes = await page.tab.$$eval(selector, (found) =>
      found.map((note) => {
        const change = note.querySelector('.change');
        const text = (note.querySelector('bdi') ?? note).textContent;
        return [text.replace(/ to say.*/, '').trim(), change?.className.replace('change ', '') ?? ''];
      }),
    );
    expect(notes.length).toBeGreaterThan(2);
    expect(notes.toSorted()).toEqual(expected.toSorted());
  });

  it('are by page as well, of which a row becomes the filter', async () => {
    await open({ query });
    await page.after(() => page.tab.click('::-p-xpath(//button[normalize-space()="Pages"])'));
    expect(new URL(page.tab.url()).searchParams.get('table')).toBe('pages');
    const pages = (await stats('page episodesEngaged', ', groupBy: [PAGE], fill: false')).toSorted(
      by('episodesEngaged'),
    );
    const shown = await cells('tbody');
    expect(shown.map(([, contacts]) => contacts)).toEqual(
      pages.map((row) => countOf(row, 'episodesEngaged')),
    );
    expect(page.questions.filter((name) => name === 'Overview')).toHaveLength(1);
    const [first] = shown;
    await page.after(() => page.click('.tables tbody tr:first-child td:last-child'));
    expect(new URL(page.tab.url()).searchParams.getAll('page')).toEqual([first?.[0]]);
    await page.tab.waitForFunction(() => document.querySelectorAll('.tables tbody tr').length === 1);
    expect((await cells('tbody'))[0]?.slice(0, 2)).toEqual(first?.slice(0, 2));
  });

  it('set the copilot beside people with the warning that their cases differ', async () => {
    await open({ query: `${query}&table=copilot` });
    expect(await page.text('.tables > .consequence[role=note]')).toMatch(/^The cases differ/);
    expect((await cells('tbody')).map(([name]) => name).toSorted()).toEqual([
      'People alone',
      'With the copilot',
    ]);
  });

  it('keep the names in sight on a phone while their columns are moved', async () => {
    await open({ query: `${query}&table=attribute.plan`, width: 390 });
    const left = () =>
      page.tab.$eval('.tables tbody th', (name) => Math.round(name.getBoundingClientRect().left));
    const before = await left();
    const moved = await page.tab.$eval('.tables .scroller', (scroller) => {
      scroller.scrollLeft = 300;
      return scroller.scrollLeft;
    });
    expect([moved, await left()]).toEqual([300, before]);
  });
});
