import { join } from 'node:path';
import type { Log } from '../../platform/logging/log';
import { segmentName } from './segment-names';
import { isMissing } from './spool-error';
import type { SpoolFile, SpoolFiles } from './spool-files';

/** The directory the spool lives in, and how it reaches its files. */
export class SpoolDirectory {
  readonly quarantinePath: string;

  constructor(
    readonly path: string,
    readonly files: SpoolFiles,
    readonly log: Log,
  ) {
    this.quarantinePath = join(path, 'quarantine');
  }

  async make(): Promise<void> {
    await this.files.makeDirectory(this.quarantinePath);
  }

  pathOf(name: string): string {
    return join(this.path, name);
  }

  /** Opens a file of the directory, gives it to the function, and closes it whatever happens. */
  async withFile<T>(name: string, use: (file: SpoolFile) => Promise<T>): Promise<T> {
    const file = await this.files.open(this.pathOf(name));
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  }

  openSegment(segmentId: bigint): Promise<SpoolFile> {
    return this.files.open(this.pathOf(segmentName(segmentId)));
  }

  /** Renames a file of the directory, durably. Can be tried again: it may have failed after the file was renamed. */
  async rename(from: string, to: string): Promise<void> {
    try {
      await this.files.rename(this.pathOf(from), this.pathOf(to));
    } catch (error) {
      if (!isMissing(error) || !(await this.files.list(this.path)).includes(to)) throw error;
    }
    await this.sync();
  }

  /** Removes a file of the directory, durably. Can be tried again: it may have failed after the file was removed. */
  async remove(name: string): Promise<void> {
    try {
      await this.files.unlink(this.pathOf(name));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    await this.sync();
  }

  async sync(): Promise<void> {
    await this.files.syncDirectory(this.path);
  }
}
