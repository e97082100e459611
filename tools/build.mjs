// Builds the service, the simulator and the page into dist/: what every command of package.json begins with. Where
// dist/ is already what the sources make, which a stamp in it tells, no compiler is loaded and nothing is written.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'dist/.built';
const COMPILER = 'node_modules/typescript/bin/tsc';
/** From which the compiler knows what it need not write again. */
const COMPILER_STATE = 'dist/.tsbuildinfo';
const INPUTS = [
  ...['src', 'simulator', 'page', 'tools/build.mjs', 'tools/build-page.mjs'],
  ...['tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'],
  // Which packages are installed, whatever the lockfile asks for.
  'node_modules/.package-lock.json',
];

const inputs = inputsNow();
const stamp = existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')) : undefined;
const isWhole = stamp !== undefined && stamp.outputs === outputsNow();
if (!isWhole || stamp.inputs !== inputs) {
  // What breaks off from here on is not taken for built.
  rmSync(STAMP, { force: true });
  // The compiler does not notice that somebody removed what it wrote.
  if (stamp !== undefined && !isWhole) rmSync(COMPILER_STATE, { force: true });
  process.exitCode = await build();
  if (process.exitCode === 0) writeFileSync(STAMP, JSON.stringify({ inputs, outputs: outputsNow() }));
}

/** @returns the exit code */
async function build() {
  if (!existsSync(COMPILER)) {
    console.error('The packages that build this are not installed. Run: npm ci');
    return 1;
  }
  const { status } = spawnSync(process.execPath, [COMPILER, '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  if (status !== 0) return status ?? 1;
  removeLeftOvers();
  await import('./build-page.mjs');
  return 0;
}

/** A program whose source is gone must not be found any longer. */
function removeLeftOvers() {
  for (const file of [...filesIn('dist/src'), ...filesIn('dist/simulator')]) {
    const source = file.slice('dist/'.length).replace(/\.map$/, '');
    const typed = source.replace(/js$/, 'ts');
    if (![source, typed].some((path) => existsSync(path))) rmSync(file);
  }
}

/** Changes with the path, the size or the time of any file that is built. Tests are not. */
function inputsNow() {
  const files = INPUTS.flatMap(filesIn).filter((file) => !file.endsWith('.spec.ts'));
  return hashOf(files, ({ size, mtimeNs }) => `${size} ${mtimeNs}`);
}

/** Changes with the path or the size of any file that was written. */
function outputsNow() {
  const files = filesIn('dist').filter((file) => file !== STAMP && file !== COMPILER_STATE);
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
