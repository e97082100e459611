import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** As small as a repository can be that is built in the same way. */
const FILES = {
  'package.json': '{ "type": "commonjs", "scripts": { "start": "node dist/src/main.js" } }',
  'package-lock.json': '{}',
  'src/require-node.cjs': 'process.stdout.write("Node is new enough. ");',
  'src/main.ts': 'void import("./other.js").then(({ other }) => { console.log(`It is ${other}.`); });',
  'src/other.ts': 'export const other: string = "one";',
  'src/role-process.ts': 'export {};',
  'src/program.mjs': 'export {};',
  'simulator/simulate.ts': 'export {};',
  'page/main.tsx': 'document.title = "one";',
  'page/styles/main.css': 'body { color: red }',
  'page/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
  'page/index.html': '<script src="{{main.js}}"></script>',
  'page/graphiql/graphiql.mjs': 'document.title = "GraphiQL";',
  'page/graphiql/index.html': '<script src="{{graphiql.js}}"></script>',
};
const MAIN = 'dist/src/main.js';
const BUILDERS = ['build', 'build-page', 'build-programs', 'swc-options'];
const LONG_AGO = new Date('2026-01-01');

describe('npm run build', () => {
  let root: string;

  const path = (file: string) => join(root, file);
  const read = (file: string) => readFileSync(path(file), 'utf8');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  const said = () => spawnSync(process.execPath, [path(MAIN)], { encoding: 'utf8' }).stdout.trim();
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
    for (const name of BUILDERS) write(`tools/${name}.mjs`, readFileSync(`tools/${name}.mjs`, 'utf8'));
    write('node_modules/.package-lock.json', '{}');
    mkdirSync(path('node_modules/@swc'));
    for (const name of ['@swc/core', 'esbuild'])
      symlinkSync(resolve('node_modules', name), path(`node_modules/${name}`));
    expect(builds()).toBe(true);
    expect(said()).toBe('Node is new enough. It is one.');
  });

  beforeEach(() => {
    expect(builds()).toBe(false);
  });

  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('builds what was edited, were it as long as before', () => {
    write('src/other.ts', 'export const other: string = "two";');
    expect(builds()).toBe(true);
    expect(said()).toContain('It is two.');
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
    const chunks = () => readdirSync(path('dist/src/chunks')).map((name) => name.replace(/-.*$/, ''));
    expect(chunks()).toContain('other');
    renameSync(path('src/other.ts'), path('src/another.ts'));
    renameSync(path('src/program.mjs'), path('src/renamed.mjs'));
    write('src/main.ts', read('src/main.ts').replace('other.js', 'another.js'));
    expect(builds()).toBe(true);
    expect(said()).toContain('It is two.');
    expect(chunks()).toContain('another');
    expect(chunks()).not.toContain('other');
    expect(existsSync(path('dist/src/renamed.mjs'))).toBe(true);
    expect(existsSync(path('dist/src/program.mjs'))).toBe(false);
  });

  it.each(['package.json', 'package-lock.json', 'node_modules/.package-lock.json'])(
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
    write('src/another.ts', 'export const other = ;');
    for (let time = 0; time < 2; time += 1)
      expect(run()).toMatchObject({ status: 1, stderr: expect.stringMatching(/another\.ts/) as unknown });
    write('src/another.ts', 'export const other = "three";');
    expect(builds()).toBe(true);
    expect(said()).toContain('It is three.');
  });

  it('says what to do where packages are missing', () => {
    renameSync(path('node_modules'), path('away'));
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('Run: npm ci') as unknown });
    renameSync(path('away'), path('node_modules'));
    expect(builds()).toBe(true);
  });
});
