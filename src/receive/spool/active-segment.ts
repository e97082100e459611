import { Segment } from './segment';
import { segmentIdText } from './segment-names';
import type { SpoolDirectory } from './spool-directory';
import { SpoolError } from './spool-error';
import type { SpoolFile } from './spool-files';

/** A prepared segment that takes records. */
export class ActiveSegment {
  readonly segment: Segment;

  private isLeft = false;

  constructor(
    segmentId: bigint,
    private readonly file: SpoolFile,
    private readonly capacity: number,
    private readonly directory: SpoolDirectory,
  ) {
    this.segment = new Segment(segmentId, true);
  }

  /** Bytes that still fit. */
  get room(): number {
    return this.isLeft ? 0 : this.capacity - this.segment.end;
  }

  /** Whether it is to be sealed although there is room. */
  get isToBeSealed(): boolean {
    return this.isLeft;
  }

  /** Nothing more fits, from the next group on. */
  leave(): void {
    this.isLeft = true;
  }

  /**
   * Writes the group after the last one and syncs it. Does not count it as part of the segment yet.
   * @throws the system's error, or SPOOL_SHORT_WRITE. Afterwards this file must not be written to again: the next
   * sync may answer OK for bytes that are gone.
   */
  async write(group: Buffer): Promise<void> {
    const written = await this.file.write(group, this.segment.end);
    if (written !== group.length) {
      throw new SpoolError('SPOOL_SHORT_WRITE', `${written} of ${group.length} bytes were written.`);
    }
    await this.file.datasync();
  }

  /**
   * Gives the segment up after a failed write. What was not acknowledged is cut off, as far as the disk lets
   * us, so that it does not come back beside its copy in another segment.
   */
  async abandon(): Promise<void> {
    try {
      await this.file.truncate(this.segment.end);
      await this.file.sync();
    } catch (error) {
      const segment = segmentIdText(this.segment.id);
      this.directory.log.warn({ err: error, segment }, 'An abandoned spool segment could not be cut');
    }
    await this.seal();
  }

  /** The segment gets no more records. */
  async seal(): Promise<void> {
    this.segment.sealed = true;
    try {
      await this.file.close();
    } catch (error) {
      this.directory.log.warn({ err: error }, 'A spool segment could not be closed');
    }
  }
}
