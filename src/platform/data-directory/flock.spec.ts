import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLocksUnavailable, lockFile } from './flock';

const OWN_PROGRAM = [process.execPath, join(__dirname, 'take-flock.mjs')] as const;
const NO_COMMAND = ['no-such-command-flock'] as const;
const OLD_COMMAND = ['sh', '-c', 'echo "usage: flock" >&2; exit 1'] as const;
const OPEN_AS_PATH = 0o10_000_000;

describe('A lock on a file', () => {
  let folder: string;
  let path: string;
  const opened: number[] = [];
  const open = (flags: string | number = 'a+') => {
    const file = openSync(path, flags);
    opened.push(file);
    return file;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'flock-'));
    path = join(folder, 'lock');
  });

  afterEach(() => {
    for (const file of opened.splice(0)) closeSync(file);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['is not there', NO_COMMAND],
    ['cannot do what it is told', OLD_COMMAND],
  ])('is taken by the program of ours where the system’s command %s', async (_, command) => {
    expect(await lockFile(open(), [command, OWN_PROGRAM])).toBe(true);
    expect(await lockFile(open(), [command, OWN_PROGRAM])).toBe(false);
    expect(await lockFile(open())).toBe(false);
  });

  it('is one and the same, whichever program takes it', async () => {
    expect(await lockFile(open())).toBe(true);
    expect(await lockFile(open(), [OWN_PROGRAM])).toBe(false);
  });

  it('fails with the system’s code where the file cannot be locked', async () => {
    open();
    await expect(lockFile(open(OPEN_AS_PATH))).rejects.toMatchObject({ code: 'EBADF' });
  });

  it('says what to install where nothing can take it, and what went wrong', async () => {
    const failure: unknown = await lockFile(open(), [NO_COMMAND, OLD_COMMAND]).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(FileLocksUnavailable);
    expect(failure).toMatchObject({ code: 'FILE_LOCKS_UNAVAILABLE' });
    expect(String(failure)).toContain('util-linux');
    expect(String((failure as Error).cause)).toMatch(/ENOENT[^]*usage: flock/);
  });
});
