import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '../explained-error';
import { DataDirectoryUnusable } from './data-directory-unusable';
import { FileLock } from './file-lock';
import { makeDirectory } from './make-directory';

/** Another process of this service, or a command, works with the data directory. */
export class DataDirectoryInUse extends ExplainedError {
  readonly code = 'DATA_DIRECTORY_IN_USE';

  constructor(dataDir: string, holder: string) {
    super(
      `The data directory ${dataDir} is in use by ${holder}. ` +
        'Stop that process first, or give this one another directory with DATA_DIR.',
    );
  }
}

/** The exclusive right to work with a data directory. */
export class DataDirectoryLock {
  private constructor(private readonly lock: FileLock) {}

  /**
   * Takes the lock, at once or not at all; creates the directory where it is missing.
   * @throws DataDirectoryInUse when another process holds it
   * @throws FileLocksUnavailable when this platform cannot lock
   * @throws DataDirectoryUnusable when it cannot be made, or not be written to
   */
  static async take(dataDir: string): Promise<DataDirectoryLock> {
    const path = join(dataDir, 'lock');
    const lock = await tryTake(dataDir, path);
    if (lock === undefined) throw new DataDirectoryInUse(dataDir, holderNamedIn(path));
    return new DataDirectoryLock(lock);
  }

  release(): void {
    this.lock.release();
  }
}

async function tryTake(dataDir: string, path: string): Promise<FileLock | undefined> {
  try {
    makeDirectory(dataDir);
    return await FileLock.tryTake(path);
  } catch (error) {
    throw DataDirectoryUnusable.from(error, dataDir);
  }
}

/** Who holds the lock, for a message: what the file says is not relied upon for anything else. */
function holderNamedIn(path: string): string {
  const match = /"pid":(\d+),"startedAt":"([^"]+)"/.exec(readFileSync(path, 'utf8'));
  return match ? `process ${match[1] ?? '?'}, running since ${match[2] ?? '?'}` : 'another process';
}
