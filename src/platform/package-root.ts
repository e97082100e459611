import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/**
 * The folder of package.json, of a checkout as well as of an installed package: the same from `src/` and from `dist/`.
 */
export const PACKAGE_ROOT = nearestPackage(__dirname);

const BUILT = join(PACKAGE_ROOT, 'dist');
const SOURCE = join(__dirname.startsWith(BUILT + sep) ? BUILT : PACKAGE_ROOT, 'src');

/**
 * The path of a program that runs in a process of its own.
 * @param path below `src/`: a built module cannot tell by its own place, as many are in one file
 */
export function ownProgram(path: string): string {
  return join(SOURCE, path);
}

/** The version that package.json gives. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`There is no package.json above ${__dirname}.`);
  return nearestPackage(parent);
}
