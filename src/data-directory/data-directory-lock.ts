import { closeSync, constants, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile } from './flock';

/** Another process of this service, or a command, works with the data directory. */
export class DataDirectoryInUse extends Error {
  readonly code = 'DATA_DIRECTORY_IN_USE';

  constructor(dataDir: string, holder: string) {
    super(
      `The data directory ${dataDir} is in use by ${holder}. ` +
        'Stop that process first, or give this one another directory with DATA_DIR.',
    );
  }
}

/**
 * The exclusive right to work with a data directory. The kernel lends it and takes it back when the process
 * ends, however it ends: there is no stale lock to remove. Child processes do not inherit it.
 */
export class DataDirectoryLock {
  #file: number | undefined;

  private constructor(file: number) {
    this.#file = file;
  }

  /**
   * Takes the lock, at once or not at all; creates the directory where it is missing.
   * @throws DataDirectoryInUse when another process holds it
   * @throws FileLocksUnavailable when this platform cannot lock
   */
  static take(dataDir: string): DataDirectoryLock {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const path = join(dataDir, 'lock');
    // Node opens every file close-on-exec, so that a child cannot keep the lock alive.
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      if (!lockFile(file)) throw new DataDirectoryInUse(dataDir, holderNamedIn(path));
      ftruncateSync(file);
      const holder = { pid: process.pid, startedAt: new Date().toISOString() };
      writeSync(file, `${JSON.stringify(holder)}\n`, 0);
    } catch (error) {
      closeSync(file);
      throw error;
    }
    return new DataDirectoryLock(file);
  }

  /** Gives the right back. The file stays, empty: removing it could take it from under a new holder. */
  release(): void {
    if (this.#file === undefined) return;
    ftruncateSync(this.#file);
    closeSync(this.#file);
    this.#file = undefined;
  }
}

/** Who holds the lock, for a message: what the file says is not relied upon for anything else. */
function holderNamedIn(path: string): string {
  const match = /"pid":(\d+),"startedAt":"([^"]+)"/.exec(readFileSync(path, 'utf8'));
  return match ? `process ${match[1] ?? '?'}, running since ${match[2] ?? '?'}` : 'another process';
}
