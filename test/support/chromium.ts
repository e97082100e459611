import { existsSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';
import { launch } from 'puppeteer-core';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Starts Chromium without a window.
 * @throws Error that says how to get one, if there is none
 */
export function launchChromium(): Promise<Browser> {
  const given = process.env['CHROMIUM_PATH'];
  const executablePath = given ?? USUAL_PLACES.find((place) => existsSync(place));
  if (executablePath === undefined || !existsSync(executablePath)) {
    throw new Error(
      `Looking at the page needs Chromium or Chrome, and there is none${given === undefined ? ` in ${USUAL_PLACES.join(', ')}` : ` at CHROMIUM_PATH=${given}`}. ` +
        'Install it ("apt-get install chromium" on Debian), or set CHROMIUM_PATH to where it is.',
    );
  }
  return launch({
    executablePath,
    // Chromium's own sandbox does not work as root, as in containers; only the service's own page is opened.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  });
}
