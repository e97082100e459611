import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MigrationsRefused, readMigrations } from './migration-files';

describe('A folder of migrations', () => {
  let folder: string;
  const write = (name: string, text = 'SELECT 1'): void => {
    writeFileSync(join(folder, name), text);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read in the order of its numbers, with all statements of each file', () => {
    write('0002_more.sql');
    write('0001_first.sql', 'SELECT 1;\nSELECT 2;\n');
    write('README.md');
    expect(readMigrations(folder)).toMatchObject([
      { number: 1, name: 'first', statements: ['SELECT 1', 'SELECT 2'] },
      { number: 2, name: 'more', statements: ['SELECT 1'] },
    ]);
  });

  it('gives a file the same checksum whatever its line ends', () => {
    write('0001_unix.sql', 'SELECT 1,\n2');
    write('0002_windows.sql', 'SELECT 1,\r\n2');
    write('0003_other.sql', 'SELECT 1, 2');
    const [unix, windows, other] = readMigrations(folder).map((migration) => migration.checksum);
    expect(windows).toBe(unix);
    expect(other).not.toBe(unix);
  });

  it.each([
    ['a gap', ['0001_a.sql', '0003_c.sql'], /number 0002 is due/],
    ['a repeated number', ['0001_a.sql', '0001_b.sql'], /number 0002 is due/],
    ['a late beginning', ['0002_a.sql'], /number 0001 is due/],
    ['an odd name', ['1-a.sql'], /must be named like/],
  ])('is refused with %s', (_, names, reason) => {
    for (const name of names) write(name);
    expect(() => readMigrations(folder)).toThrow(MigrationsRefused);
    expect(() => readMigrations(folder)).toThrow(reason);
  });

  it('is refused where it is missing: an installation without its SQL is no empty one', () => {
    expect(() => readMigrations(join(folder, 'missing'))).toThrow(MigrationsRefused);
  });
});
