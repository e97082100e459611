import { join } from 'node:path';
import type { Log } from '../logging/log';
import { segmentName } from './segment-names';
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

  /** Renames a file of the directory, durably. */
  async rename(from: string, to: string): Promise<void> {
    await this.files.rename(this.pathOf(from), this.pathOf(to));
    await this.sync();
  }

  /** Removes a file of the directory, durably. */
  async remove(name: string): Promise<void> {
    await this.files.unlink(this.pathOf(name));
    await this.sync();
  }

  async sync(): Promise<void> {
    await this.files.syncDirectory(this.path);
  }
}
