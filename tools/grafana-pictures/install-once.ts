import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs what package-lock.json of the folder names, unless that is there already. */
export function installOnce(folder: string): void {
  if (isInstalled(folder)) return;
  console.log(`Installing Grafana's packages in ${folder}, some 470 MB: this takes a minute or two.`);
  execFileSync('npm', ['ci', '--loglevel', 'error'], { cwd: folder, stdio: 'inherit' });
}

/** Beside the packages npm keeps what it has installed. */
function isInstalled(folder: string): boolean {
  const kept = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(kept)) return false;
  const versionsIn = (path: string) =>
    (JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Package> }).packages;
  const there = versionsIn(kept);
  return Object.entries(versionsIn(join(folder, 'package-lock.json'))).every(
    ([name, { version, optional }]) => name === '' || optional === true || there[name]?.version === version,
  );
}

interface Package {
  readonly version: string;
  readonly optional?: boolean;
}
