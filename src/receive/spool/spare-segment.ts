import { ActiveSegment } from './active-segment';
import { encodeSegmentHeader, SEGMENT_HEADER_BYTES } from './segment-header';
import type { SegmentIds } from './segment-ids';
import { preparingName, segmentName } from './segment-names';
import type { SpoolDirectory } from './spool-directory';
import { SpoolError } from './spool-error';
import type { SpoolFile } from './spool-files';

const CHUNK_BYTES = 1 << 20;

/**
 * Keeps one segment ready. A segment is written with zeros and synced, file and directory, before its first
 * use: a full disk meets the spare, not an append, and an append's sync has only data to write.
 */
export class SpareSegment {
  private ready: ActiveSegment | undefined;
  private preparing: Promise<void> | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly directory: SpoolDirectory,
    private readonly ids: SegmentIds,
    private readonly segmentBytes: number,
    private readonly nextSequence: () => number,
  ) {}

  /** The last attempt to prepare a segment failed, so that there is none. */
  get isMissing(): boolean {
    return this.failure !== undefined;
  }

  /**
   * The spare, waiting for it if it is being prepared; the next one is begun at once.
   * @throws SpoolError SPOOL_NO_SEGMENT when it could not be prepared.
   */
  async take(): Promise<ActiveSegment> {
    if (this.ready === undefined && !this.isMissing) await this.prepare();
    const taken = this.ready;
    if (taken === undefined) {
      throw new SpoolError('SPOOL_NO_SEGMENT', 'No spool segment could be prepared.', {
        cause: this.failure,
      });
    }
    this.ready = undefined;
    void this.prepare();
    return taken;
  }

  /** Prepares a spare unless there is one. Never rejects: {@link isMissing} tells. */
  prepare(): Promise<void> {
    if (this.ready !== undefined) return Promise.resolve();
    this.preparing ??= this.tryToPrepare().finally(() => {
      this.preparing = undefined;
    });
    return this.preparing;
  }

  /** Closes the spare's file; the next start removes it. */
  async close(): Promise<void> {
    await this.preparing;
    await this.ready?.seal();
    this.ready = undefined;
  }

  private async tryToPrepare(): Promise<void> {
    const { log } = this.directory;
    try {
      this.ready = await this.makeSegment();
      if (this.failure !== undefined)
        log.info('A spool segment could be prepared again: deliveries are accepted');
      this.failure = undefined;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (this.failure === undefined) {
        log.error({ err: failure }, 'No spool segment can be prepared: deliveries are refused until one can');
      }
      this.failure = failure;
    }
  }

  private async makeSegment(): Promise<ActiveSegment> {
    const { directory } = this;
    const segmentId = this.ids.next();
    let name = preparingName(segmentId);
    const file = await directory.files.create(directory.pathOf(name));
    try {
      await this.fill(file, segmentId);
      await file.sync();
      await directory.files.rename(directory.pathOf(name), directory.pathOf(segmentName(segmentId)));
      name = segmentName(segmentId);
      await directory.sync();
    } catch (error) {
      await this.discard(file, directory.pathOf(name));
      throw error;
    }
    return new ActiveSegment(segmentId, file, this.segmentBytes, directory);
  }

  private async fill(file: SpoolFile, segmentId: bigint): Promise<void> {
    const header = Buffer.alloc(SEGMENT_HEADER_BYTES);
    encodeSegmentHeader({ segmentId, nextSequence: this.nextSequence() }, header);
    const zeros = Buffer.alloc(CHUNK_BYTES);
    for (let at = 0; at < this.segmentBytes;) {
      const bytes = at < header.length ? header.subarray(at) : zeros.subarray(0, this.segmentBytes - at);
      // Close to the end of the disk a write takes only a part; the next one then says that the disk is full.
      at += await file.write(bytes, at);
    }
  }

  /** What was written of a segment that did not come about holds the room somebody else may need. */
  private async discard(file: SpoolFile, path: string): Promise<void> {
    const tidying = await Promise.allSettled([file.close(), this.directory.files.unlink(path)]);
    for (const outcome of tidying) {
      if (outcome.status === 'rejected') {
        this.directory.log.warn(
          { err: outcome.reason as unknown },
          'A half-made segment could not be removed',
        );
      }
    }
  }
}
