import type { Browser } from 'puppeteer-core';
import type { Delivery } from '../../simulator/delivery/deliveries';
import { sendDeliveries } from '../../simulator/delivery/send-deliveries';
import { untilRolledUp } from '../support/graphql-client';
import { messageOfChat } from '../support/message-of-chat';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser } from './support/shared-service';

/** A question of a visitor and an answer of operator 7, an hour ago. */
function contact(account: string, name: string): Delivery[] {
  const at = Date.now() - 3_600_000;
  const created_at = new Date(at).toISOString();
  const ofVisitor = { id: 1, created_at, sender_type: 'user', sender: { id: 1 } };
  const ofOperator = { id: 2, created_at, sender_type: 'operator', sender: { id: 7, name } };
  return [ofVisitor, ofOperator].map((message) => {
    return { account, at, body: messageOfChat(1, { ...message, body: 'Hello' }) };
  });
}

describePage('the page of a service with two accounts', () => {
  let browser: Browser;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let page: OpenPage | undefined;

  beforeAll(async () => {
    browser = await sharedBrowser();
    dataDir = await temporaryDataDir();
    await start();
    await send('shop', contact('shop', 'Ann'));
    await send('support', contact('support', 'Bob'));
  });

  afterEach(async () => {
    expect(page?.faults).toEqual([]);
    await page?.close();
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
    await browser.disconnect();
  });

  async function start(environment: Record<string, string> = {}): Promise<void> {
    const secrets = {
      SIGNALZEN_API_SECRET: '',
      SIGNALZEN_API_SECRET_SHOP: SECRET,
      SIGNALZEN_API_SECRET_SUPPORT: SECRET,
    };
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { ...secrets, ...environment },
    });
  }

  async function send(account: string, deliveries: readonly Delivery[]): Promise<void> {
    const url = new URL(`/webhooks/signalzen/${account}`, service.url);
    await sendDeliveries(deliveries, { url, secretOf: () => SECRET });
    await untilRolledUp(service.url);
  }

  const firstColumns = async (opened: OpenPage) =>
    (await opened.rows('.operators')).map((row) => row.slice(0, 2)).toSorted();
  const chosen = ({ tab }: OpenPage) => new URL(tab.url()).searchParams.getAll('operator');

  it('has the operators as lines of their own, each with their name and account, which lead to the figures of one of them', async () => {
    page = await OpenPage.open(browser, service.url, { query: '?zone=UTC' });
    await page.tab.waitForSelector('.operators tbody tr');
    expect(await firstColumns(page)).toEqual([
      ['Ann shop', '1'],
      ['Bob support', '1'],
    ]);
    // Without rules there is nothing to choose of them.
    expect(await page.texts('.range-title, .field > span')).not.toContain('Clock');
    expect(await page.texts('.clock-mark')).toEqual([]);
    expect(await page.tab.$eval('.targets', (card) => card.checkVisibility())).toBe(false);
    expect(await page.tab.$$eval('details.menu', (menus) => menus.filter((menu) => menu.hidden).length)).toBe(
      1,
    );
    const opened = page;
    await page.after(() => opened.tab.click('[data-group="support:7"] a'));
    expect(chosen(page)).toEqual(['support:7']);
    await page.tab.waitForFunction(() => document.querySelectorAll('.operators tbody tr').length === 1);
    expect(await firstColumns(page)).toEqual([['Bob support', '1']]);
    expect(await page.text('.menu:nth-of-type(2) > summary')).toMatch(/^Operator:\s+Bob$/);
  });

  it('calls operators by their own names in the list of episodes', async () => {
    page = await OpenPage.open(browser, service.url, { query: '?zone=UTC&episodes=all' });
    await page.tab.waitForSelector('.drawer tbody tr');
    const rows = await page.rows('.drawer');
    expect(rows.map((row) => row[3]).toSorted()).toEqual(['Ann', 'Bob']);
  });

  it('lets operators of the chosen accounts be chosen, as a dashboard names them as well', async () => {
    page = await OpenPage.open(browser, service.url, {
      query: '?from=now-7d&to=now&var-account=shop&operator=shop:7',
    });
    expect(chosen(page)).toEqual(['shop:7']);
    const labels = await page.tab.$$eval('.menu:nth-of-type(2) label', (found) =>
      found.map((one) => one.textContent),
    );
    expect(labels).toEqual(['Ann']);
  });

  it('says what is missing beside the figures that it matters to, and of which account', async () => {
    const at = Date.now();
    const hoursAgo = (hours: number) => new Date(at - hours * 3_600_000).toISOString();
    const bodies = [
      // A close before the messages that had come, a copilot that says nothing, and what nobody can read.
      { event_type: 'user.closed', data: { id: 1, name: 'Jane', updated_at: hoursAgo(2) } },
      ...[11, 12, 13, 14, 15].map((id) => ({
        event_type: 'user.enabled_copilot',
        data: { id, name: 'Jane', updated_at: hoursAgo(1) },
      })),
      ...[101, 102, 103, 104, 105].map((id) => ({
        event_type: 'message.created',
        data: { id, body: '…', sender_type: 'operator', sender: { id: 7 }, created_at: hoursAgo(1) },
      })),
      { event_type: 'message.created', data: [{ id: 1 }] },
    ];
    await send(
      'shop',
      bodies.map((body) => ({ account: 'shop', at, body: Buffer.from(JSON.stringify(body)) })),
    );
    await service.stop();
    await start({ EPISODE_IDLE_GAP_HOURS: '2' });
    await untilRolledUp(service.url);

    const [NOT_UNDERSTOOD, CHANGED] = [/^1 delivery .* could not be understood/, /^Settings .* have changed/];
    const [DATED, SILENT] = [/^1 close or other event .* is dated before/, /^The copilot was switched on/];
    const UNLINKED = /^Of 5 operator messages it is not known in which chat they are/;
    const [NO_CREATION, NO_RATING] = ['created', 'rated'].map(
      (verb) => new RegExp(`^No user.${verb} has come for shop`),
    );
    const OF_ALL = ['not all was understood', 'not recomputed yet'];
    page = await OpenPage.open(browser, service.url, { query: '?zone=UTC' });
    await page.tab.waitForSelector('.operators .consequence');
    expect(await notes(page)).toEqual({
      '': matching(NOT_UNDERSTOOD, CHANGED),
      Contacts: OF_ALL,
      'Wait for a first answer': ['answers not linked yet', ...OF_ALL],
      'Satisfaction (CSAT)': ['no user.rated', ...OF_ALL],
      'Solved by the copilot': ['answers not linked yet', 'copilot not recognised', ...OF_ALL],
      'Wait for a person': ['answers not linked yet'],
      'Wait in all': ['answers not linked yet'],
      'Time to close': ['times are doubtful'],
      'Nobody answered': ['answers not linked yet'],
      'No person answered': ['answers not linked yet'],
      'With the copilot': ['copilot not recognised'],
      Volume: matching(NO_CREATION),
      'First response': matching(UNLINKED),
      Closure: matching(DATED),
      'Ratings and CSAT': matching(NO_RATING),
      'Copilot outcomes': matching(SILENT),
      Messages: matching(SILENT),
      Operators: matching(NO_RATING, DATED, UNLINKED),
    });
    // Of a figure it is told in a few words, which open the rest.
    await page.click('#csatRate .doubt summary');
    expect(await page.text('#csatRate .doubt[open] p')).toMatch(NO_RATING ?? '');
    await page.close();
    page = await OpenPage.open(browser, service.url, { query: '?zone=UTC&account=support' });
    await page.tab.waitForSelector('.operators .consequence');
    const ofSupport = Object.values(await notes(page)).flat();
    expect(ofSupport.filter((note) => note.includes('shop'))).toEqual([]);
  });
});

/** The sentences that are seen, by the heading of the figure, chart or table that they stand in; '' above all. */
async function notes({ tab }: OpenPage): Promise<Record<string, string[]>> {
  const found = await tab.$$eval('.consequence, .doubt > summary', (all) =>
    all
      .filter((note) => note.checkVisibility())
      .map((note) => {
        const heading = note.closest('.card')?.querySelector('h3')?.firstChild?.textContent ?? '';
        return [heading, note.textContent] as const;
      }),
  );
  const byHeading: Record<string, string[]> = {};
  for (const [heading, text] of found) (byHeading[heading] ??= []).push(text);
  return byHeading;
}

function matching(...patterns: readonly (RegExp | undefined)[]): string[] {
  return patterns.map((pattern) => expect.stringMatching(pattern ?? '') as string);
}
