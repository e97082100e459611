import type { Browser } from 'puppeteer-core';
import type { Delivery } from '../../src/simulator/delivery/deliveries';
import { sendDeliveries } from '../../src/simulator/delivery/send-deliveries';
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

describePage('the operators of two accounts on the page', () => {
  let browser: Browser;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let page: OpenPage | undefined;

  beforeAll(async () => {
    browser = await sharedBrowser();
    dataDir = await temporaryDataDir();
    const environment = {
      ...{ SIGNALZEN_API_SECRET: '', SIGNALZEN_API_SECRET_SHOP: SECRET },
      SIGNALZEN_API_SECRET_SUPPORT: SECRET,
    };
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    for (const [account, name] of [
      ['shop', 'Ann'],
      ['support', 'Bob'],
    ] as const) {
      const url = new URL(`/webhooks/signalzen/${account}`, service.url);
      await sendDeliveries(contact(account, name), { url, secretOf: () => SECRET });
    }
    await untilRolledUp(service.url);
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

  const firstColumns = async (opened: OpenPage) =>
    (await opened.rows('.operators')).map((row) => row.slice(0, 2)).toSorted();
  const chosen = ({ tab }: OpenPage) => new URL(tab.url()).searchParams.getAll('operator');

  it('are lines of their own, each with their name and account, and lead to the figures of one of them', async () => {
    page = await OpenPage.open(browser, service.url, { query: '?zone=UTC' });
    await page.tab.waitForSelector('.operators tbody tr');
    expect(await firstColumns(page)).toEqual([
      ['Ann shop', '1'],
      ['Bob support', '1'],
    ]);
    const opened = page;
    await page.after(() => opened.tab.click('[data-operator="support:7"] a'));
    expect(chosen(page)).toEqual(['support:7']);
    await page.tab.waitForFunction(() => document.querySelectorAll('.operators tbody tr').length === 1);
    expect(await firstColumns(page)).toEqual([['Bob support', '1']]);
    expect(await page.text('.menu:nth-of-type(2) > summary')).toMatch(/^Operator:\s+Bob$/);
  });

  it('are called by their own names in the list of episodes', async () => {
    page = await OpenPage.open(browser, service.url, { query: '?zone=UTC&episodes=all' });
    await page.tab.waitForSelector('.drawer tbody tr');
    const rows = await page.rows('.drawer');
    expect(rows.map((row) => row[3]).toSorted()).toEqual(['Ann', 'Bob']);
  });

  it('of the accounts that are chosen can be chosen, as a dashboard names them as well', async () => {
    page = await OpenPage.open(browser, service.url, {
      query: '?from=now-7d&to=now&var-account=shop&operator=shop:7',
    });
    expect(chosen(page)).toEqual(['shop:7']);
    const labels = await page.tab.$$eval('.menu:nth-of-type(2) label', (found) =>
      found.map((one) => one.textContent),
    );
    expect(labels).toEqual(['Ann']);
  });
});
