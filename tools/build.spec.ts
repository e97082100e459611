import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** As small as a repository can be that is built in the same way: the compiler has little to read. */
const FILES = {
  'package.json': '{ "type": "commonjs" }',
  'package-lock.json': '{}',
  'tsconfig.json':
    '{ "compilerOptions": { "noLib": true, "strict": true, "target": "ES2023", "types": [] } }',
  'tsconfig.build.json': `{
    "extends": "./tsconfig.json",
    "compilerOptions": {
      "rootDir": ".", "outDir": "dist", "incremental": true, "tsBuildInfoFile": "dist/.tsbuildinfo"
    },
    "include": ["src", "simulator"]
  }`,
  'src/library.d.ts': `
    interface Array<T> {} interface Boolean {} interface CallableFunction {} interface Function {}
    interface IArguments {} interface NewableFunction {} interface Number {} interface Object {}
    interface RegExp {} interface String {}`,
  'src/main.ts': 'export const answer = 1;',
  'src/other.ts': 'export const other = 1;',
  'simulator/simulate.ts': 'export const simulated = 1;',
  'page/main.ts': 'document.title = "one";',
  'page/styles/main.css': 'body { color: red }',
  'page/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
  'page/index.html': '<script src="{{main.js}}"></script>',
};
const MAIN = 'dist/src/main.js';
const LONG_AGO = new Date('2026-01-01');

describe('npm run build', () => {
  let root: string;

  const path = (file: string) => join(root, file);
  const read = (file: string) => readFileSync(path(file), 'utf8');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  const run = () => spawnSync(process.execPath, ['tools/build.mjs'], { cwd: root, encoding: 'utf8' });
  /** @returns whether anything was written */
  const builds = (): boolean => {
    const written = ['dist/client/index.html', 'dist/.built'];
    for (const file of written) if (existsSync(path(file))) utimesSync(path(file), LONG_AGO, LONG_AGO);
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    const [page, stamp] = written.map((file) => statSync(path(file)).mtimeMs !== LONG_AGO.getTime());
    expect(page).toBe(stamp);
    return page ?? false;
  };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'signalzen-build-'));
    for (const [file, text] of Object.entries(FILES)) write(file, text);
    for (const name of ['build.mjs', 'build-page.mjs'])
      write(`tools/${name}`, readFileSync(`tools/${name}`, 'utf8'));
    write('node_modules/.package-lock.json', '{}');
    for (const name of ['typescript', 'esbuild'])
      symlinkSync(resolve('node_modules', name), path(`node_modules/${name}`));
    expect(builds()).toBe(true);
  });

  beforeEach(() => {
    expect(builds()).toBe(false);
  });

  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('builds what was edited, were it as long as before', () => {
    write('src/main.ts', 'export const answer = 2;');
    expect(builds()).toBe(true);
    expect(read(MAIN)).toContain('answer = 2');
  });

  it('builds what has another time alone, as after a checkout', () => {
    utimesSync(path('src/main.ts'), LONG_AGO, LONG_AGO);
    expect(builds()).toBe(true);
  });

  it('builds the page when its style or its frame was edited', () => {
    write('page/styles/main.css', 'body { color: tan }');
    write('page/index.html', '<script src="{{main.js}}"></script><!-- new -->');
    expect(builds()).toBe(true);
    expect(read('dist/client/index.html')).toContain('new');
  });

  it('builds a new file, and leaves nothing of a deleted one', () => {
    renameSync(path('src/other.ts'), path('src/another.ts'));
    expect(builds()).toBe(true);
    expect(existsSync(path('dist/src/another.js'))).toBe(true);
    expect(existsSync(path('dist/src/other.js'))).toBe(false);
    expect(existsSync(path(MAIN))).toBe(true);
  });

  it.each(['tsconfig.json', 'package-lock.json', 'node_modules/.package-lock.json'])(
    'builds after a change of %s',
    (file) => {
      write(file, `${read(file)}\n`);
      expect(builds()).toBe(true);
    },
  );

  it('passes over a change of a test', () => {
    write('src/main.spec.ts', 'export {};');
    expect(builds()).toBe(false);
  });

  it('writes again what somebody removed from what it had written', () => {
    rmSync(path(MAIN));
    expect(builds()).toBe(true);
    expect(existsSync(path(MAIN))).toBe(true);
  });

  it('fails as often as it is asked while there is an error', () => {
    write('src/main.ts', "export const answer: 1 = 'two';");
    for (let time = 0; time < 2; time += 1)
      expect(run()).toMatchObject({ status: 2, stdout: expect.stringContaining('TS2322') as unknown });
    write('src/main.ts', 'export const answer = 3;');
    expect(builds()).toBe(true);
  });

  it('says what to do where packages are missing', () => {
    renameSync(path('node_modules'), path('away'));
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('Run: npm ci') as unknown });
    renameSync(path('away'), path('node_modules'));
    expect(builds()).toBe(true);
  });
});
