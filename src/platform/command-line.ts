import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './package-root';

/** The package that npm packs has no sources. */
const IS_CHECKOUT = existsSync(join(PACKAGE_ROOT, 'src', 'main.ts'));

/**
 * How a command of the program is typed in: by its script in a checkout, else by the program's name.
 * @param args as the program takes them: `list`, `--check`
 */
export function commandLine(name: string, args = '', isCheckout = IS_CHECKOUT): string {
  const ofProgram = args === '' ? name : `${name} ${args}`;
  if (!isCheckout) return `signalzen-analytics ${ofProgram}`;
  return args === '' ? `npm run ${name}` : `npm run ${name} -- ${args}`;
}
