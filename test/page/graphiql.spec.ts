import type { Browser } from 'puppeteer-core';
import { TOKEN } from '../support/running-service';
import { OpenPage } from './support/open-page';
import { describePage, sharedBrowser, sharedService } from './support/shared-service';

describePage('GraphiQL', () => {
  const { url, emptyUrl } = sharedService();
  let browser: Browser;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterAll(async () => {
    await browser.disconnect();
  });

  it('asks with the token that is typed, under the policy of the page, from nowhere else, and keeps nothing', async () => {
    const page = await OpenPage.open(browser, url, { query: 'graphiql', isSignedIn: false });
    const { tab } = page;
    await tab.waitForSelector('.graphiql-execute-button');
    await tab.evaluate(
      (headers) => {
        const editors = [...document.querySelectorAll('.CodeMirror')] as unknown as {
          CodeMirror: { getValue(): string; setValue(text: string): void };
        }[];
        const ofHeaders = editors.find(({ CodeMirror }) => CodeMirror.getValue().includes('Authorization'));
        ofHeaders?.CodeMirror.setValue(headers);
      },
      JSON.stringify({ Authorization: `Bearer ${TOKEN}` }),
    );
    await tab.click('.graphiql-execute-button');
    await tab.waitForFunction(() =>
      document.querySelector('.result-window')?.textContent.includes('API_TOKEN'),
    );
    const kept = await tab.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]);
    // The page, of the same origin, has noted that its hints were read.
    expect(kept).toEqual([['signalzen-analytics.hints'], []]);
    // Before there is a token, it asks for the schema without.
    expect(page.faults.filter((fault) => !/401/.test(fault))).toEqual([]);
    await page.close();
  });

  it('is not there unless it was asked for', async () => {
    const served = await fetch(`${emptyUrl}/graphiql`);
    expect(served.status).toBe(404);
    expect(await served.text()).toContain('GRAPHIQL=on');
    const api = await fetch(`${emptyUrl}/graphql`, { headers: { accept: 'text/html' } });
    expect(api.status).toBe(401);
  });
});
