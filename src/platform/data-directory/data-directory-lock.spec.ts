import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nextLine, startTypeScript } from '../../../test/support/typescript-process';
import { DataDirectoryInUse, DataDirectoryLock } from './data-directory-lock';

const PROGRAM = join(__dirname, '../../../test/support/programs/hold-data-directory.ts');

describe('The lock of the data directory', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'lock-'));
  });

  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });

  it('refuses a second process with its directory and the first one’s id, and is free right after kill -9', async () => {
    const { child, lines } = startTypeScript(PROGRAM, dataDir);
    expect(await nextLine(lines)).toBe('locked');
    const refusal: unknown = await DataDirectoryLock.take(dataDir).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataDirectoryInUse);
    expect(refusal).toMatchObject({ code: 'DATA_DIRECTORY_IN_USE' });
    expect(String(refusal)).toContain(dataDir);
    expect(String(refusal)).toContain(`process ${child.pid ?? 0}, running since 20`);

    child.kill('SIGKILL');
    await once(child, 'exit');
    (await DataDirectoryLock.take(dataDir)).release();
  });

  it('refuses a second taker in the same process, until it is released', async () => {
    const lock = await DataDirectoryLock.take(dataDir);
    await expect(DataDirectoryLock.take(dataDir)).rejects.toThrow(DataDirectoryInUse);
    lock.release();
    lock.release();
    (await DataDirectoryLock.take(dataDir)).release();
  });

  it('is taken by exactly one of many who try at once, each time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const takers = Array.from({ length: 20 }, () => DataDirectoryLock.take(dataDir));
      const results = await Promise.allSettled(takers);
      const taken = results.filter(({ status }) => status === 'fulfilled');
      expect(taken).toHaveLength(1);
      for (const result of results)
        if (result.status === 'fulfilled') result.value.release();
        else expect(result.reason).toBeInstanceOf(DataDirectoryInUse);
    }
  });

  it('is not kept by a child process that outlives the release', async () => {
    const lock = await DataDirectoryLock.take(dataDir);
    const child = spawn('sleep', ['30'], { stdio: 'ignore' });
    await once(child, 'spawn');
    lock.release();
    try {
      (await DataDirectoryLock.take(dataDir)).release();
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  it('makes the directory where there is none, however long its path', async () => {
    const missing = join(dataDir, 'not', 'there', 'long'.repeat(50));
    (await DataDirectoryLock.take(missing)).release();
  });
});
