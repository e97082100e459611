import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqlFileError, SqlFiles } from './sql-files';

describe('SQL files', () => {
  let folder: string;
  let files: SqlFiles;
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, 'queries', name), text);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sql-'));
    mkdirSync(join(folder, 'queries'));
    files = new SqlFiles(folder);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are read by name, with their header comment and without the closing semicolon', () => {
    write('freshness.sql', '-- How fresh\nSELECT 1;\n');
    expect(files.statement('queries/freshness')).toBe('-- How fresh\nSELECT 1');
  });

  it('are read once', () => {
    write('freshness.sql', 'SELECT 1');
    files.statement('queries/freshness');
    write('freshness.sql', 'SELECT 2');
    expect(files.statement('queries/freshness')).toBe('SELECT 1');
  });

  it('hold one statement', () => {
    write('two.sql', 'SELECT 1; SELECT 2');
    write('none.sql', '-- later');
    expect(() => files.statement('queries/two')).toThrow(SqlFileError);
    expect(() => files.statement('queries/none')).toThrow(SqlFileError);
  });

  it('include others where they say so', () => {
    write('part.sql', '-- A part\none AS (SELECT 1)\n');
    write('whole.sql', 'WITH\n/* include queries/part */,\ntwo AS (SELECT 2)\nSELECT * FROM one, two');
    expect(files.statement('queries/whole')).toBe(
      'WITH\n-- A part\none AS (SELECT 1),\ntwo AS (SELECT 2)\nSELECT * FROM one, two',
    );
    write('more.sql', 'WITH /* include queries/missing */ SELECT 1');
    expect(() => files.statement('queries/more')).toThrow(/missing.sql cannot be read/);
  });

  it('are named without tricks, and must be there', () => {
    expect(() => files.statement('queries/../../secrets')).toThrow(/not the name/);
    expect(() => files.statement('queries/missing')).toThrow(/cannot be read/);
  });
});
