import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs';
import { lockFile } from './flock';

/**
 * An exclusive right, held by way of a file. The kernel lends it and takes it back when the process ends, however
 * it ends: there is no stale lock to remove. Child processes do not inherit it.
 */
export class FileLock {
  #file: number | undefined;

  private constructor(file: number) {
    this.#file = file;
  }

  /**
   * Takes the lock, at once or not at all; creates the file where it is missing, and notes in it who holds it.
   * @returns `undefined` when another process holds it
   * @throws FileLocksUnavailable when this platform cannot lock
   */
  static async tryTake(path: string): Promise<FileLock | undefined> {
    // Node opens every file close-on-exec, so that a child cannot keep the lock alive.
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      if (!(await lockFile(file))) {
        closeSync(file);
        return undefined;
      }
      ftruncateSync(file);
      const holder = { pid: process.pid, startedAt: new Date().toISOString() };
      writeSync(file, `${JSON.stringify(holder)}\n`, 0);
    } catch (error) {
      closeSync(file);
      throw error;
    }
    return new FileLock(file);
  }

  /** Gives the right back. The file stays, empty: removing it could take it from under a new holder. */
  release(): void {
    if (this.#file === undefined) return;
    ftruncateSync(this.#file);
    closeSync(this.#file);
    this.#file = undefined;
  }
}
