import type { Browser } from 'puppeteer-core';
import type { TargetRow } from '../../page/api/targets';
import type { Waiting } from '../../page/api/waiting';
import { count, inUnit } from '../../page/format/numbers';
import { dataOf } from '../support/graphql-client';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

const DAY_MS = 86_400_000;
const { url, until } = sharedService();
const dateBefore = (days: number) => new Date(until - days * DAY_MS).toISOString().slice(0, 10);
const [FIRST, LAST] = [dateBefore(20), dateBefore(-1)];

describePage('the targets on the page', () => {
  let browser: Browser;
  let page: OpenPage;
  let targets: TargetRow[];

  beforeAll(async () => {
    browser = await sharedBrowser();
    page = await OpenPage.open(browser, url, { query: `?from=${FIRST}&to=${LAST}&zone=UTC` });
    const range = `from: "${FIRST}", to: "${dateBefore(-2)}"`;
    ({ targets } = await dataOf<{ targets: TargetRow[] }>(
      url,
      `{ targets(${range}) { goalRate rate rateLow rateHigh errorBudgetLeft met breached pending endedEarly note } }`,
    ));
  });

  afterAll(async () => {
    expect(page.faults).toEqual([]);
    await page.close();
    await browser.disconnect();
  });

  it('say what they want, how well they were kept, and how that stands to the goal', async () => {
    const rows = await page.tab.$$eval('.targets tbody tr[data-target]', (found) =>
      found.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())),
    );
    expect(rows.map(([name]) => name)).toEqual([
      ...[
        'answered soon\nFirst response within 5\u00a0m of working hours',
        'closed in a day\nClosed within 1\u00a0d',
      ],
      'each reply\nReply within 10\u00a0m of working hours',
    ]);
    expect(targets).toHaveLength(3);
    for (const [index, target] of targets.entries()) {
      const [, goal, kept, budget, ...counts] = rows[index] ?? [];
      expect(goal).toBe(inUnit(target.goalRate, 'ratio'));
      const ends = [target.rateLow, target.rateHigh].map((end) => inUnit(end, 'ratio')).join(' – ');
      expect(kept?.startsWith(`${inUnit(target.rate, 'ratio')} ${ends}`)).toBe(true);
      expect(kept).toMatch(/(above the goal|below the goal|too close to say)$/);
      expect(budget).toBe(inUnit(target.errorBudgetLeft, 'ratio').replace('-', '−'));
      const { met, breached, pending, endedEarly } = target;
      expect(counts).toEqual([met, breached, pending, endedEarly].map(count));
    }
    const notes = targets.flatMap(({ note }) => note ?? []);
    expect(await page.texts('.target-note')).toEqual(notes);
    // Where it is said that many answers are not known, beside others: two-accounts.spec.ts.
    expect(await page.tab.$$('.targets [data-consequences-of="targets"]')).toHaveLength(1);
  });

  it('say who is due next, the longest overdue first', async () => {
    const { waiting } = await dataOf<{ waiting: Waiting[] }>(url, '{ waiting { chatId dueAt } }');
    const due = waiting
      .filter(({ dueAt }) => dueAt !== null)
      .toSorted((one, other) => Date.parse(one.dueAt ?? '') - Date.parse(other.dueAt ?? ''));
    await page.tab.waitForSelector('.due h4');
    const shown = await page.texts('.due li:not(.quiet)');
    expect(shown).toHaveLength(Math.min(4, due.length));
    for (const [index, text] of shown.entries())
      expect(text).toMatch(new RegExp(`^(due in .*|.* overdue) chat ${due[index]?.chatId}( |$)`));
  });

  it('lead to the episodes that they counted', async () => {
    const [soon] = targets;
    await page.click('[data-target="answered soon"] td:nth-of-type(5) a');
    await page.tab.waitForSelector('dialog tbody tr');
    expect(new URL(page.tab.url()).searchParams.get('behind')).toBe('breached/answered soon');
    expect(await page.text('.pager')).toContain(`of ${count(soon?.breached ?? NaN)}`);
    expect(await page.text('dialog p')).toContain('nobody answered before the limit was over');
    await page.tab.keyboard.press('Escape');
    await page.tab.waitForSelector('dialog:not([open])');
  });
});
