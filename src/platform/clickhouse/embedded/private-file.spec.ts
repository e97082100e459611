import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepPrivateFile } from './private-file';

describe('A private file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'private-'));
  const file = join(folder, 'inner', 'file');

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is its owner’s only, is replaced as a whole, and leaves nothing beside it', () => {
    keepPrivateFile(file, 'one');
    const first = statSync(file);
    expect(first.mode & 0o777).toBe(0o600);
    keepPrivateFile(file, 'two');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(statSync(file).ino).not.toBe(first.ino);
    expect(readdirSync(join(folder, 'inner'))).toEqual(['file']);
  });

  it('is left alone when it holds the text already', () => {
    keepPrivateFile(file, 'same');
    const before = statSync(file);
    keepPrivateFile(file, 'same');
    expect(statSync(file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });
});
