import { existsSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';
import { launch } from 'puppeteer-core';
import type { ChromiumProgram } from './bundled-chromium';
import { bundledChromium } from './bundled-chromium';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Whatever is tried of these, none started; the message says what was tried, and how to get a browser. */
export class NoBrowser extends Error {
  readonly code = 'NO_BROWSER';
}

/**
 * Starts Chromium without a window: the one of `CHROMIUM_PATH`, or else the system's, or else the one that comes
 * with `npm ci`.
 * @throws NoBrowser
 */
export async function launchChromium(): Promise<Browser> {
  const failures: string[] = [];
  for (const program of programs()) {
    try {
      return await start(program());
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new NoBrowser(
    `No Chromium could be started. ${failures.join(' ')} ` +
      'Install one ("apt-get install chromium" on Debian), or set CHROMIUM_PATH to where it is.',
  );
}

function programs(): (() => ChromiumProgram)[] {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined) return [() => ({ path: given, environment: {} })];
  return [
    ...USUAL_PLACES.filter((place) => existsSync(place)).map((path) => () => ({ path, environment: {} })),
    () => {
      const bundled = bundledChromium();
      if (bundled === undefined)
        throw new Error(`None is in ${USUAL_PLACES.join(', ')}, and none came with npm.`);
      return bundled;
    },
  ];
}

function start({ path, environment }: ChromiumProgram): Promise<Browser> {
  return launch({
    executablePath: path,
    env: { ...process.env, ...environment },
    // Chromium's own sandbox does not work as root, as in containers; only the service's own page is opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
}
