import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of package.json, of a checkout as well as of an installed package: the same from `src/` and from `dist/`.
 */
export const PACKAGE_ROOT = nearestPackage(__dirname);

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`There is no package.json above ${__dirname}.`);
  return nearestPackage(parent);
}
