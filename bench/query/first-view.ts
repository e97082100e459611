import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../../test/support/chromium';
import type { BuiltService } from '../support/built-service';
import { median } from '../support/median';
import { quantile } from '../support/quantile';

const VIEWS = 10;

/** Milliseconds from the beginning of the navigation. */
export interface Shown {
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** How soon the page shows something, each time in a browser that has not been there before. */
export interface FirstView {
  /** The key figures. */
  readonly figures: Shown;
  /** All charts and tables as well. */
  readonly everything: Shown;
}

/** Opens the page for the last 30 days several times, after once to warm up. @throws Error without a Chromium */
export async function measureFirstView(service: BuiltService): Promise<FirstView> {
  console.error('looking at the page …');
  const browser = await launchChromium();
  try {
    const views: { figuresMs: number; everythingMs: number }[] = [];
    await look(browser, service);
    while (views.length < VIEWS) views.push(await look(browser, service));
    return {
      figures: shown(views.map(({ figuresMs }) => figuresMs)),
      everything: shown(views.map(({ everythingMs }) => everythingMs)),
    };
  } finally {
    await browser.close();
  }
}

async function look(browser: Browser, { origin, token }: BuiltService) {
  const context = await browser.createBrowserContext();
  try {
    const tab = await context.newPage();
    await tab.setViewport({ width: 1440, height: 900 });
    await tab.evaluateOnNewDocument(
      `sessionStorage.setItem('signalzen-analytics.token', ${JSON.stringify(token)})`,
    );
    await tab.goto(`${origin}/?range=last-30-days&zone=Europe%2FVilnius`);
    await tab.waitForSelector('.content:not([aria-busy]) .figure');
    return await tab.evaluate(() => ({
      figuresMs: performance.getEntriesByName('figures')[0]?.startTime ?? NaN,
      everythingMs: performance.now(),
    }));
  } finally {
    await context.close();
  }
}

function shown(times: readonly number[]): Shown {
  return { medianMs: median(times), p95Ms: quantile(times, 0.95) };
}
