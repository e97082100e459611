import type { SpoolDirectory } from './spool-directory';

/** The free bytes of the spool's file system, looked up now and then, not per delivery. */
export class FreeSpace {
  /** As of the last look; infinite before the first. */
  bytes = Number.POSITIVE_INFINITY;
  private failed = false;

  constructor(
    private readonly directory: SpoolDirectory,
    private readonly floorBytes: number,
  ) {}

  get isLow(): boolean {
    return this.bytes < this.floorBytes;
  }

  /** Looks again. When that fails, the last figure stands. */
  async refresh(): Promise<void> {
    try {
      this.bytes = await this.directory.files.freeBytes(this.directory.path);
      this.failed = false;
    } catch (error) {
      if (!this.failed) this.directory.log.warn({ err: error }, 'The free disk space could not be read');
      this.failed = true;
    }
  }
}
