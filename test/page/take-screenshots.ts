import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/chromium';
import { knowThePage, signIn } from './support/sign-in';
import { startSeededService } from './support/seeded-service';

const FOLDER = process.argv[2] ?? 'docs/images';
const VIEW = '?range=last-30-days&zone=Europe%2FBerlin';

interface Shot {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  readonly query?: string;
}

const SHOTS: readonly Shot[] = [
  { name: 'overview', width: 1440, height: 1330, theme: 'light' },
  { name: 'dark', width: 1440, height: 1330, theme: 'dark' },
  { name: 'phone', width: 390, height: 844, theme: 'light' },
];

/** Takes the pictures of the README: `npm run screenshots [folder]`. */
async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const seeded = await startSeededService({
    until: Date.now() - 60_000,
    chats: 2500,
    days: 62,
    operators: 6,
    seed: 7,
  });
  const browser = await launchChromium();
  try {
    for (const shot of SHOTS) await take(browser, seeded.service.url, shot);
  } finally {
    await browser.close();
    await seeded.stop();
  }
}

async function take(
  browser: Browser,
  url: string,
  { name, width, height, theme, query = VIEW }: Shot,
): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await signIn(page);
  await knowThePage(page);
  await page.goto(`${url}/${query}`, { waitUntil: 'networkidle2' });
  await page.waitForSelector('.content:not([aria-busy]) .figure');
  const shownAfter = await page.evaluate(() => performance.getEntriesByName('figures')[0]?.startTime ?? NaN);
  const path = join(FOLDER, `page-${name}.png`) as `${string}.png`;
  await page.screenshot({ path });
  console.log(
    `${path}: ${Math.round(statSync(path).size / 1024)} KB, figures after ${Math.round(shownAfter)} ms`,
  );
  await page.close();
}

void main();
