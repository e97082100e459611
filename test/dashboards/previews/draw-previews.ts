import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../../support/chromium';
import { startSeededService } from '../../page/support/seeded-service';
import { firstChoicesOf } from '../choices-of';
import type { DashboardJson, PanelJson } from '../dashboard-json';
import { INFINITY, readDashboards } from '../dashboard-json';
import { PluginClient } from '../infinity/ask-as-plugin';
import type { Frame } from '../infinity/frame';
import type { Choices } from '../infinity/with-choices';
import type { PanelRange } from '../infinity/with-macros';
import { withFewerColors } from './fewer-colors';
import { previewPage, WIDTH } from './preview-page';

const DRAWN = ['overview', 'response-times', 'ratings', 'copilot', 'operators'];
/** A Friday afternoon: the same pictures each time. */
const UNTIL = Date.UTC(2026, 2, 27, 14, 30);
const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/** Draws what dashboards look like with made-up chats: `npm run previews [folder] [names of dashboards]`. */
async function main(): Promise<void> {
  const [folder = 'docs/images', ...names] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const seeded = await startSeededService({ until: UNTIL, chats: 2500, days: 62, operators: 6, seed: 7 });
  const browser = await launchChromium();
  try {
    const plugin = new PluginClient(seeded.service.url);
    for (const name of names.length > 0 ? names : DRAWN) {
      const dashboard = readDashboards().get(`signalzen-${name}.json`);
      if (dashboard === undefined) throw new Error(`there is no dashboard ${name}`);
      const path = join(folder, `dashboard-${name}.png`);
      await take(browser, await drawn(dashboard, plugin, UNTIL), path);
    }
  } finally {
    await browser.close();
    await seeded.stop();
  }
}

async function drawn(dashboard: DashboardJson, plugin: PluginClient, to: number): Promise<string> {
  const range = { from: to - lengthOf(dashboard), to };
  // The one choice that adds something to see.
  const choices = new Map([...firstChoicesOf(dashboard), ['compare', ['PREVIOUS_PERIOD']] as const]);
  const framesOf = new Map<PanelJson, Frame[]>();
  for (const panel of dashboard.panels) {
    const { targets = [] } = panel;
    if (targets.length > 0 && targets.every(({ datasource }) => datasource.type === INFINITY))
      framesOf.set(panel, await framesOfPanel(panel, plugin, choices, range));
  }
  return previewPage(dashboard, { choices, range, framesOf });
}

async function framesOfPanel(
  { title, targets = [] }: PanelJson,
  plugin: PluginClient,
  choices: Choices,
  range: PanelRange,
): Promise<Frame[]> {
  const shown = await Promise.all(targets.map((target) => plugin.ask(target, choices, range)));
  const problems = shown.flatMap((one) => one.problems);
  if (problems.length > 0) throw new Error(`panel "${title}": ${problems.join('; ')}`);
  return shown.map(({ frame }) => frame);
}

/** Of the range that a dashboard opens with, `now-7d`; milliseconds. */
function lengthOf(dashboard: DashboardJson): number {
  const { from } = dashboard['time'] as { from: string };
  const [, count = '', unit = ''] = /^now-(\d+)([hd])$/.exec(from) ?? [];
  return Number(count) * (UNIT_MS[unit] ?? NaN);
}

async function take(browser: Browser, html: string, path: string): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: WIDTH, height: 900 });
  await page.setContent(html);
  const picture = withFewerColors(Buffer.from(await page.screenshot({ fullPage: true })));
  writeFileSync(path, picture);
  console.log(`${path}: ${Math.round(picture.length / 1024)} KB`);
  await page.close();
}

void main();
