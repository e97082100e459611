import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Page } from 'puppeteer-core';
import type { DashboardJson } from '../../test/dashboards/dashboard-json';
import { readDashboards } from '../../test/dashboards/dashboard-json';
import { startSeededService } from '../../test/page/support/seeded-service';
import { launchChromium } from '../../test/support/chromium';
import { TOKEN } from '../../test/support/running-service';
import { serveApp } from './app-server';
import { bundledApp } from './bundled-app';
import { withFewerColors } from './fewer-colors';
import { installOnce } from './install-once';
import type { View } from './view';

const APP = resolve('tools/grafana-pictures/app');
/** Those that docs/grafana.md shows. */
const SHOWN = ['overview', 'response-times', 'ratings', 'copilot', 'operators'];
const LOOK_EVERY_MS = 500;
const MAX_LOOKS = 60;

interface Options {
  readonly folder: string;
  readonly theme: string;
  readonly openRows: boolean;
  /** Of the window, in pixels. */
  readonly width: string;
}

/** Draws dashboards of made-up chats. @returns what their panels showed as errors */
async function drawPictures(names: readonly string[], options: Options): Promise<string[]> {
  const dashboards = names.map((name) => ({ name, dashboard: dashboardNamed(name) }));
  installOnce(APP);
  const app = await bundledApp(APP);
  const until = Date.now() - 60_000;
  const seeded = await startSeededService({ until, chats: 2500, days: 62, operators: 6, seed: 7 });
  const server = await serveApp(app, { url: seeded.service.url, token: TOKEN }, APP);
  // Whatever the machine's language: Grafana's code ends with an error where that is `C`.
  process.env['LC_ALL'] = 'en_US.UTF-8';
  const browser = await launchChromium();
  const errors: string[] = [];
  try {
    mkdirSync(options.folder, { recursive: true });
    const page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    // The one choice that adds something to see.
    const view: View = { choices: { compare: 'PREVIOUS_PERIOD' }, opensRows: options.openRows };
    const width = Number(options.width);
    for (const { name, dashboard } of dashboards) {
      await page.setViewport({ width, height: 600 });
      await page.goto(`${server.url}/?theme=${options.theme}`);
      await page.waitForFunction('window.drawDashboard !== undefined');
      errors.push(...(await draw(page, dashboard, view)).map((error) => `${name}, ${error}`));
      const picture = withFewerColors(await pictureOf(page, width));
      const path = join(options.folder, `dashboard-${name}.png`);
      writeFileSync(path, picture);
      console.log(`${path}: ${Math.round(picture.length / 1024)} KB`);
    }
  } finally {
    await browser.close();
    await server.stop();
    await seeded.stop();
  }
  return errors;
}

function dashboardNamed(name: string): DashboardJson {
  const dashboard = readDashboards().get(`signalzen-${name}.json`);
  if (dashboard === undefined) throw new Error(`there is no dashboard ${name}`);
  return dashboard;
}

async function draw(page: Page, dashboard: DashboardJson, view: View): Promise<string[]> {
  const call = `window.drawDashboard(${JSON.stringify(dashboard)}, ${JSON.stringify(view)})`;
  return (await page.evaluate(call)) as string[];
}

/** All of the dashboard, once nothing moves any more. In a window that is too small for it, parts stay unpainted. */
async function pictureOf(page: Page, width: number): Promise<Buffer> {
  const height = Number(await page.evaluate("document.querySelector('main').offsetHeight"));
  await page.setViewport({ width, height });
  let last: Buffer | undefined;
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    const picture = Buffer.from(await page.screenshot({ captureBeyondViewport: false }));
    if (last?.equals(picture) === true) return picture;
    last = picture;
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
  throw new Error('a dashboard does not come to rest');
}

const command = new Command('previews')
  .description('Draws dashboards of made-up chats with the components of Grafana, as PNG files.')
  .argument('[names...]', 'such as overview; without any, those that docs/grafana.md shows')
  .option('--folder <path>', 'where the pictures go', 'docs/images')
  .option('--theme <theme>', 'dark or light', 'dark')
  .option('--width <pixels>', 'of the window', '1900')
  .option('--open-rows', 'open the rows that are closed at first', false)
  .parse();

void drawPictures(command.args.length > 0 ? command.args : SHOWN, command.opts<Options>()).then((errors) => {
  for (const error of errors) console.error(error);
  process.exitCode = errors.length > 0 ? 1 : 0;
});
