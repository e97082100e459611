import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface ChromiumProgram {
  readonly path: string;
  /** What it needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

const PACKAGE = resolve('node_modules/@sparticuz/chromium');
const UNPACK = resolve('test/support/unpack-chromium.mjs');
/** Gone with every `npm ci`, like what it was made of. */
const CACHE = resolve('node_modules/.cache');

/**
 * The Chromium that `npm ci` brings, with the libraries and the font that it needs: a machine without any of these
 * can run it. Unpacked at its first use, which takes seconds.
 * @returns undefined where it cannot run: it is made for Linux on x64
 * @throws Error if it cannot be unpacked
 */
export function bundledChromium(): ChromiumProgram | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(PACKAGE)) return undefined;
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const folder = join(CACHE, `chromium-${version}`);
  if (!existsSync(folder)) unpackInto(folder);
  return {
    path: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** All of it appears at once, so that two programs that need it at the same time do not meet. */
function unpackInto(folder: string): void {
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, 'chromium-'));
  try {
    execFileSync(process.execPath, [UNPACK], {
      // The package brings libraries along only where it takes the machine for one of Amazon's.
      env: { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    writeFileSync(join(unfinished, 'fonts.conf'), fontConfiguration(folder));
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Its own names places that only Amazon's machines have. */
function fontConfiguration(folder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${join(folder, 'fonts')}</dir>`,
    `  <cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}
