import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MigrationsRefused, readSchemaFiles } from './schema-files';

describe('The files of a schema', () => {
  let folder: string;
  const write = (name: string, text = 'SELECT 1'): void => {
    writeFileSync(join(folder, name), text);
  };
  const migrations = () => readSchemaFiles(folder).migrations;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schema-'));
    for (const part of ['schema', 'migrations', 'views']) mkdirSync(join(folder, part));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are migrations in the order of their numbers, with all statements of each file', () => {
    write('migrations/0002_more.sql');
    write('migrations/0001_first.sql', 'SELECT 1;\nSELECT 2;\n');
    write('migrations/README.md');
    expect(migrations()).toMatchObject([
      { number: 1, name: 'first', statements: ['SELECT 1', 'SELECT 2'] },
      { number: 2, name: 'more', statements: ['SELECT 1'] },
    ]);
  });

  it('have the same checksum whatever their line ends', () => {
    write('schema/unix.sql', 'SELECT 1,\n2');
    write('schema/windows.sql', 'SELECT 1,\r\n2');
    write('schema/other.sql', 'SELECT 1, 2');
    const [other, unix, windows] = readSchemaFiles(folder).tables.map(({ checksum }) => checksum);
    expect(windows).toBe(unix);
    expect(other).not.toBe(unix);
  });

  it.each([
    ['a gap', ['0001_a.sql', '0003_c.sql'], /number 0002 is due/],
    ['a repeated number', ['0001_a.sql', '0001_b.sql'], /number 0002 is due/],
    ['a late beginning', ['0002_a.sql'], /number 0001 is due/],
    ['an odd name', ['1-a.sql'], /must be named like/],
  ])('are refused with %s among the migrations', (_, names, reason) => {
    for (const name of names) write(join('migrations', name));
    expect(migrations).toThrow(MigrationsRefused);
    expect(migrations).toThrow(reason);
  });

  it('are views, those first that others read', () => {
    write('views/all_things.sql', '-- FROM b_more_things\nCREATE VIEW all_things AS SELECT * FROM b_things');
    write('views/b_things.sql', 'CREATE VIEW b_things AS SELECT * FROM d JOIN c_things USING n');
    write('views/c_things.sql', 'CREATE VIEW c_things AS SELECT * FROM d');
    const names = readSchemaFiles(folder).views.map(({ name }) => name);
    expect(names).toEqual(['c_things', 'b_things', 'all_things']);
  });

  it('are refused with views that read each other', () => {
    write('views/a.sql', 'CREATE VIEW a AS SELECT * FROM b');
    write('views/b.sql', 'CREATE VIEW b AS SELECT * FROM a');
    expect(() => readSchemaFiles(folder)).toThrow(/reads itself/);
  });

  it('are refused where their folder is missing: an installation without its SQL is no empty one', () => {
    expect(() => readSchemaFiles(join(folder, 'missing'))).toThrow(MigrationsRefused);
  });

  it("are the repository's, unless told otherwise: a file for each table and view, named after it", () => {
    const { tables, views } = readSchemaFiles();
    for (const { name, statements } of [...tables, ...views]) {
      const made = /^(?:CREATE TABLE IF NOT EXISTS|CREATE OR REPLACE VIEW) (\w+)/m;
      expect(statements.map((statement) => made.exec(statement)?.[1])).toEqual([name]);
    }
  });
});
