import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** All that what is built does not bring itself: what is native, and the engine. */
const LOADED = ['ffi-rs', '@chdb', '@yuuang'];

/**
 * What `npm pack` (docs/deploying.md) makes of the built checkout, installed in a folder that has nothing else.
 * @param bring how it gets what it loads: copies are files that no other process has in memory
 */
export async function installPackage(
  folder: string,
  bring: 'links' | 'copies' = 'links',
): Promise<{
  /** What `npx signalzen-analytics` runs. */
  readonly program: string;
  readonly files: readonly string[];
}> {
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
  });
  const [tarball] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'signalzen-analytics');
  await mkdir(installed, { recursive: true });
  const archive = join(folder, tarball.filename);
  execFileSync('tar', ['--extract', '--file', archive, '--directory', installed, '--strip-components=1']);
  for (const name of LOADED) {
    const [from, to] = [resolve('node_modules', name), join(modules, name)];
    await (bring === 'links' ? symlink(from, to) : cp(from, to, { recursive: true, dereference: true }));
  }
  const { bin } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  const program = join(modules, '.bin', 'signalzen-analytics');
  await mkdir(join(modules, '.bin'));
  await symlink(join(installed, bin['signalzen-analytics'] ?? ''), program);
  return { program, files: tarball.files.map(({ path }) => path) };
}
