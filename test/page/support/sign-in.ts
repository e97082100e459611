import type { Page } from 'puppeteer-core';
import { TOKEN } from '../../support/running-service';

/** Lets a page be signed in whenever it opens, as one that was signed in before. */
export async function signIn(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(
    `sessionStorage.setItem('signalzen-analytics.token', ${JSON.stringify(TOKEN)})`,
  );
}
