import type { Page } from 'puppeteer-core';
import { TOKEN } from '../../support/running-service';

/** Lets a page be signed in whenever it opens, as one that was signed in before. */
export async function signIn(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(
    `sessionStorage.setItem('signalzen-analytics.token', ${JSON.stringify(TOKEN)})`,
  );
}

/** Lets the page be opened by somebody who has read its hints: they lie above what is to be clicked. */
export async function knowThePage(page: Page): Promise<void> {
  await page.evaluateOnNewDocument("localStorage.setItem('signalzen-analytics.hints', 'read')");
}
