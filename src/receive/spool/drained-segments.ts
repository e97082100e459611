import type { UndrainedSegments } from './undrained-segments';
import { Segment } from './segment';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import { creationTimeOf } from './segment-ids';
import { drainedName, segmentIdText, segmentName } from './segment-names';
import type { DrainedSegment } from './segment-names';
import { segmentParts } from './segment-parts';
import type { PartLimits, SegmentPart } from './segment-parts';
import type { Moved, SegmentMove } from './segment-move';
import { rewriteSegment } from './segment-rewrite';
import type { RewrittenSegment, SegmentChange } from './segment-rewrite';
import type { SpoolDirectory } from './spool-directory';
import { SpoolError } from './spool-error';

/** The segments that were read to their end and acknowledged. They stay until somebody removes them. */
export class DrainedSegments {
  private readonly byId = new Map<bigint, DrainedSegment>();
  /** Nothing else may begin with them meanwhile but reading. */
  private readonly rewriting = new Map<bigint, Promise<unknown>>();
  private readonly retiring = new Map<Segment, Promise<void>>();
  /** Under which name a segment is retired: decided once, as the file may have it although the attempt failed. */
  private readonly cut = new WeakMap<Segment, DrainedSegment>();
  /** Segments whose failure to retire is in the log: it is tried again every second. */
  private readonly complainedOf = new WeakSet<Segment>();

  constructor(
    private readonly directory: SpoolDirectory,
    private readonly undrained: UndrainedSegments,
    private readonly now: () => number,
    found: readonly DrainedSegment[],
  ) {
    for (const segment of found) this.byId.set(segment.segmentId, segment);
  }

  /** In the order of their ids, the oldest first. */
  list(): DrainedSegment[] {
    return [...this.byId.values()].sort((one, other) => (one.segmentId < other.segmentId ? -1 : 1));
  }

  get count(): number {
    return this.byId.size;
  }

  get bytes(): number {
    let sum = 0;
    for (const { bytes } of this.byId.values()) sum += bytes;
    return sum;
  }

  /**
   * If nothing is left to do with the segment: makes that durable, so that no later start reads it again, or
   * removes it if it never held a record. A failure is logged and harmless: the next start reads it again.
   */
  async retireIfFinished(segment: Segment): Promise<void> {
    if (!segment.isFinished || !this.undrained.segments.includes(segment)) return;
    const running = this.retiring.get(segment) ?? this.retire(segment);
    this.retiring.set(segment, running);
    try {
      await running;
    } catch (error) {
      const facts = { err: error, segment: segmentIdText(segment.id) };
      this.directory.log.warn(
        facts,
        'A drained spool segment could not be marked as such; tried again later',
      );
    } finally {
      this.retiring.delete(segment);
    }
  }

  /** Tries again what failed. */
  async retireFinished(): Promise<void> {
    for (const segment of this.undrained.segments.filter(({ isFinished }) => isFinished)) {
      await this.retireIfFinished(segment);
    }
  }

  /**
   * Puts a drained segment back among those to be read, from its first record on. Durable once resolved.
   * @throws SpoolError SPOOL_UNKNOWN_SEGMENT
   */
  async rewind(segmentId: bigint): Promise<void> {
    const drained = await this.take(segmentId);
    try {
      await this.directory.rename(drainedName(drained), segmentName(segmentId));
    } catch (error) {
      this.byId.set(segmentId, drained);
      throw error;
    }
    const { records, firstSequence, lastSequence, latestReceivedAt, bytes } = drained;
    const segment = new Segment(segmentId, false);
    segment.sealed = true;
    segment.add({
      bytes: bytes - SEGMENT_HEADER_BYTES,
      records,
      firstSequence,
      lastSequence,
      firstReceivedAt: creationTimeOf(segmentId),
      latestReceivedAt,
    });
    this.undrained.add(segment);
  }

  /**
   * Deletes a drained segment. Durable once resolved.
   * @throws SpoolError SPOOL_UNKNOWN_SEGMENT
   */
  async remove(segmentId: bigint): Promise<void> {
    const drained = await this.take(segmentId);
    try {
      await this.directory.remove(drainedName(drained));
    } catch (error) {
      this.byId.set(segmentId, drained);
      throw error;
    }
  }

  /**
   * Moves a drained segment out of the spool, to where `move` takes it. Durable once resolved. When it fails, the
   * segment stays.
   * @throws SpoolError SPOOL_UNKNOWN_SEGMENT
   */
  async moveOut(segmentId: bigint, move: SegmentMove): Promise<Moved> {
    const drained = await this.take(segmentId);
    try {
      return await move.take(this.directory, drainedName(drained));
    } catch (error) {
      this.byId.set(segmentId, drained);
      throw error;
    }
  }

  /**
   * Takes bodies out of a drained segment. Durable once resolved; see {@link rewriteSegment}.
   * @throws SpoolError SPOOL_UNKNOWN_SEGMENT; the system's error: then it can be tried again
   */
  async rewrite(segmentId: bigint, change: SegmentChange): Promise<RewrittenSegment> {
    const before = this.rewriting.get(segmentId) ?? Promise.resolve();
    const running = before.then(() => this.rewriteNow(this.find(segmentId), change));
    const over = running
      .catch(() => undefined)
      .then(() => {
        if (this.rewriting.get(segmentId) === over) this.rewriting.delete(segmentId);
      });
    this.rewriting.set(segmentId, over);
    return running;
  }

  private async rewriteNow(drained: DrainedSegment, change: SegmentChange): Promise<RewrittenSegment> {
    const { directory, byId } = this;
    const { segmentId } = drained;
    const name = drainedName(drained);
    try {
      return await rewriteSegment(directory.files, directory.path, { name, segmentId }, change);
    } finally {
      // Whatever went wrong: the new file may be there.
      const bytes = await directory.withFile(name, (file) => file.size()).catch(() => drained.bytes);
      if (bytes !== drained.bytes) byId.set(segmentId, { ...drained, bytes });
    }
  }

  /**
   * What a drained segment holds. It changes nothing, and goes on to the end although the segment is removed
   * meanwhile.
   * @throws SpoolError SPOOL_UNKNOWN_SEGMENT; the system's error when the file cannot be read
   */
  async *read(segmentId: bigint, limits: PartLimits): AsyncGenerator<SegmentPart> {
    const file = await this.directory.files.open(this.directory.pathOf(drainedName(this.find(segmentId))));
    try {
      yield* segmentParts(file, segmentId, limits);
    } finally {
      await file.close();
    }
  }

  /** Out of the list at once, so that nobody else begins something with the same file. */
  private async take(segmentId: bigint): Promise<DrainedSegment> {
    for (let busy = this.rewriting.get(segmentId); busy; busy = this.rewriting.get(segmentId)) await busy;
    const drained = this.find(segmentId);
    this.byId.delete(segmentId);
    return drained;
  }

  private find(segmentId: bigint): DrainedSegment {
    const drained = this.byId.get(segmentId);
    if (drained === undefined) {
      throw new SpoolError(
        'SPOOL_UNKNOWN_SEGMENT',
        `No drained segment ${segmentIdText(segmentId)} is there.`,
      );
    }
    return drained;
  }

  private async retire(segment: Segment): Promise<void> {
    const name = segmentName(segment.id);
    if (segment.records === 0) {
      await this.directory.remove(name);
      this.undrained.remove(segment);
      return;
    }
    const drained = this.cut.get(segment) ?? (await this.cutToRecords(segment));
    this.cut.set(segment, drained);
    await this.directory.rename(name, drainedName(drained));
    this.undrained.remove(segment);
    this.byId.set(segment.id, drained);
  }

  private async cutToRecords(segment: Segment): Promise<DrainedSegment> {
    // The zeros of the preparation, and whatever an abandoned write left, go back to the disk.
    await this.directory.withFile(segmentName(segment.id), async (file) => {
      await file.truncate(segment.end);
      await file.sync();
    });
    const { id: segmentId, firstSequence, lastSequence, latestReceivedAt, end: bytes } = segment;
    // What was damaged reached nobody: whoever counted it would have the segment sent again and again.
    const records = segment.acknowledgedRecords;
    const facts = { segmentId, records, firstSequence, lastSequence, latestReceivedAt };
    return { ...facts, drainedAt: this.now(), bytes };
  }
}
