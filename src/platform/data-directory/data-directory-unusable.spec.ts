import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirectoryUnusable } from './data-directory-unusable';
import { makeDirectory } from './make-directory';

const failure = (code: string, path?: string) => Object.assign(new Error(code), { code, path });

describe('A data directory that cannot be used', () => {
  it.each([
    ['EROFS', 'mount it for writing'],
    ['EACCES', 'chown'],
    ['ENOSPC', 'make room'],
    ['ENOTDIR', 'a file stands where'],
    ['ENOLCK', 'local disk'],
  ])('says what to do about %s, and where', (code, what) => {
    const error = DataDirectoryUnusable.from(failure(code, '/data/spool'), '/data');
    expect(error).toMatchObject({ code: 'DATA_DIRECTORY_UNUSABLE' });
    expect(String(error)).toContain(`/data cannot be used (${code} at /data/spool)`);
    expect(String(error)).toContain(what);
    expect(String(DataDirectoryUnusable.from(failure(code), '/data'))).toContain(`${code} at /data)`);
  });

  it('is not blamed for what happens elsewhere, or is none of the system', () => {
    for (const error of [failure('EACCES', '/other'), failure('EIO', '/data'), new Error('no'), 'no'])
      expect(DataDirectoryUnusable.from(error, '/data')).toBe(error);
  });
});

describe('makeDirectory', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'make-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('makes it with those above it, for their owner only, once', () => {
    const path = join(folder, 'a', 'b', 'c');
    makeDirectory(path);
    makeDirectory(path);
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it('fails where a file is in the way, and where nothing can be made, instead of trying endlessly', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => {
      makeDirectory(join(folder, 'file'));
    }).toThrow('EEXIST');
    expect(() => {
      makeDirectory(join(folder, 'file', 'x'));
    }).toThrow('ENOTDIR');
    expect(() => {
      makeDirectory('/proc/data/x');
    }).toThrow('ENOENT');
  });
});
