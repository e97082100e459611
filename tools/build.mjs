// Builds the service, the simulator and the page into dist/: what every command of package.json begins with. Where
// dist/ is already what the sources make, which a stamp in it tells, nothing is loaded and nothing is written.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'dist/.built';
const BUILDERS = ['build', 'build-page', 'build-programs', 'swc-options'];
const INPUTS = [
  ...['src', 'simulator', 'page', ...BUILDERS.map((name) => `tools/${name}.mjs`)],
  ...['package.json', 'package-lock.json'],
  // Which packages are installed, whatever the lockfile asks for.
  'node_modules/.package-lock.json',
];

const inputs = inputsNow();
const stamp = existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')) : undefined;
const isWhole = stamp !== undefined && stamp.outputs === outputsNow();
if (!isWhole || stamp.inputs !== inputs) {
  // What breaks off from here on is not taken for built.
  rmSync(STAMP, { force: true });
  process.exitCode = await build();
  if (process.exitCode === 0) writeFileSync(STAMP, JSON.stringify({ inputs, outputs: outputsNow() }));
}

/** @returns the exit code */
async function build() {
  if (!['esbuild', '@swc/core'].every((name) => existsSync(`node_modules/${name}`))) {
    console.error('The packages that build this are not installed. Run: npm ci');
    return 1;
  }
  try {
    await import('./build-programs.mjs');
    await import('./build-page.mjs');
  } catch (error) {
    // What is wrong in a source has been shown already, with its place.
    if (!Array.isArray(error.errors)) throw error;
    return 1;
  }
  return 0;
}

/** Changes with the path, the size or the time of any file that is built. Tests are not. */
function inputsNow() {
  const files = INPUTS.flatMap(filesIn).filter((file) => !file.endsWith('.spec.ts'));
  return hashOf(files, ({ size, mtimeNs }) => `${size} ${mtimeNs}`);
}

/** Changes with the path or the size of any file that was written. */
function outputsNow() {
  const files = filesIn('dist').filter((file) => file !== STAMP);
  return hashOf(files, ({ size }) => `${size}`);
}

function hashOf(files, said) {
  const lines = files.sort().map((file) => `${file} ${said(statSync(file, { bigint: true }))}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** The file, or all files in the folder at any depth; none where nothing is. */
function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
}
