import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirectoryLock } from '../../src/platform/data-directory/data-directory-lock';
import { DemoDirectory } from './demo-directory';

const NOW = Date.UTC(2026, 4, 1);

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'demo-'));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

describe('the directory of a demo', () => {
  it('is taken up again, with its secrets and its year', () => {
    const path = join(parent, 'demo');
    const made = DemoDirectory.open(path, NOW);
    made.isFilled();
    const found = DemoDirectory.open(path, NOW + 1000);
    expect(found.state).toEqual({ ...made.state, until: NOW, isFilled: true });
    expect(statSync(join(path, 'demo.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a data directory', 'secrets.json'],
    ['a file of that name that is something else', 'demo.json'],
  ])('is neither filled nor removed where it is %s', async (_, name) => {
    writeFileSync(join(parent, name), '{}');
    expect(() => DemoDirectory.open(parent, NOW)).toThrow('holds something else than a demo');
    await expect(DemoDirectory.remove(parent)).rejects.toMatchObject({ code: 'NOT_A_DEMO' });
    expect(existsSync(parent)).toBe(true);
  });

  it('is removed with all that is in it, but not while a service works with it', async () => {
    const path = join(parent, 'demo');
    const { dataDir } = DemoDirectory.open(path, NOW);
    const lock = await DataDirectoryLock.take(dataDir);
    await expect(DemoDirectory.remove(path)).rejects.toMatchObject({ code: 'DATA_DIRECTORY_IN_USE' });
    lock.release();
    expect(await DemoDirectory.remove(path)).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(await DemoDirectory.remove(path)).toBe(false);
  });
});
