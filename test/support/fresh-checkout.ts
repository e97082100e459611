import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What Git would put there, what `npm run build` made of it, and the packages: as after `npm ci` in a new clone. */
export async function freshCheckout(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'signalzen-checkout-'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of files.split('\n').filter((name) => name !== '')) await cp(file, join(path, file));
  // Built once more all the same, but quicker than from nothing.
  await cp('dist', join(path, 'dist'), { recursive: true });
  await symlink(resolve('node_modules'), join(path, 'node_modules'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
