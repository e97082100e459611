import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UndrainedSegments } from './undrained-segments';
import type { DrainedSegments } from './drained-segments';
import type { Quarantine } from './quarantine';
import type { Segment } from './segment';
import type { SegmentBatch } from './segment-parts';
import { segmentIdText } from './segment-names';
import { SegmentWalker } from './segment-walker';
import type { SpoolDirectory } from './spool-directory';
import { SpoolError } from './spool-error';
import type { SpoolFile } from './spool-files';
import type { SpoolRecord } from './spool-record';
import { waitingRecords } from './waiting-records';

/** A batch that waits to be acknowledged. */
export interface SpoolBatch extends SegmentBatch {
  /** No consumer had them before: not in an earlier process, and not before a rewind. */
  readonly isFirstReading: boolean;
}

export interface ReadLimits {
  readonly maxRecords: number;
  /** On disk. One record that is larger comes alone. */
  readonly maxBytes: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

interface OpenSegment {
  readonly segment: Segment;
  readonly file: SpoolFile;
  readonly walker: SegmentWalker;
}

interface Collected {
  readonly records: readonly SpoolRecord[];
  readonly bytes: number;
  /** Of the first record left for the next batch, if the walk got to see it. */
  readonly nextReceivedAt: number | undefined;
}

/** They take a tenth of a millisecond; then others have the event loop. */
const RECORDS_AT_ONCE = 64;

/** A batch begins without knowledge of the records before it. */
const NO_SEQUENCE = -1;

/** Gives the records on disk to one consumer, segment after segment, and remembers what it acknowledged. */
export class SpoolReader {
  private readonly given: { readonly batch: SpoolBatch; readonly segment: Segment }[] = [];
  /** Receipt time of the first record of the batch that is being read just now. */
  private beingReadReceivedAt: number | undefined;
  private closed = false;
  private open: OpenSegment | undefined;
  private reading: Promise<SpoolBatch> | undefined;

  constructor(
    private readonly directory: SpoolDirectory,
    private readonly undrained: UndrainedSegments,
    private readonly drained: DrainedSegments,
    private readonly quarantine: Quarantine,
  ) {}

  /** Receipt time of the oldest record that is not acknowledged, as nearly as known without reading ahead. */
  get oldestPendingReceivedAt(): number | undefined {
    const given = this.given[0]?.batch.records[0]?.receivedAt;
    return given ?? this.beingReadReceivedAt ?? this.undrained.nextUnread()?.nextReceivedAt;
  }

  /**
   * The next batch after the one read before, acknowledged or not; waits until there is one.
   * @throws the signal's reason when aborted; SpoolError SPOOL_CLOSED; SPOOL_OUT_OF_ORDER when a read is already
   * under way; the system's error when a segment cannot be read: nothing is skipped then, and the next call
   * tries again.
   */
  async read(limits: ReadLimits): Promise<SpoolBatch> {
    if (this.reading) throw new SpoolError('SPOOL_OUT_OF_ORDER', 'A read of the spool is already under way.');
    this.reading = this.nextBatch(limits);
    try {
      return await this.reading;
    } finally {
      this.reading = undefined;
    }
  }

  /** Every record that is not acknowledged. See {@link waitingRecords}. */
  waiting(): Promise<SpoolRecord[]> {
    const given = this.given.map(({ batch }) => batch);
    return waitingRecords(this.directory, this.undrained.segments, given);
  }

  /**
   * The consumer is done with the batch. Batches are acknowledged in the order in which they were read. Resolves
   * once the segment is marked as drained, if this was the last of it.
   * @throws SpoolError SPOOL_OUT_OF_ORDER
   */
  async acknowledge(batch: SpoolBatch): Promise<void> {
    const next = this.given[0];
    if (next?.batch !== batch) {
      throw new SpoolError(
        'SPOOL_OUT_OF_ORDER',
        'This batch is not the first of those read and unacknowledged.',
      );
    }
    this.given.shift();
    next.segment.unacknowledgedBatches -= 1;
    this.undrained.acknowledge(next.segment, batch.records.length, batch.bytes);
    await this.drained.retireIfFinished(next.segment);
  }

  /** Closes the file of a segment that was read to its end: what is taken out of it stays on the disk until then. */
  async letGo(segmentId: bigint): Promise<void> {
    if (this.open?.segment.id === segmentId) await this.closeFile();
  }

  /** Ends a waiting read with SPOOL_CLOSED. */
  async close(): Promise<void> {
    this.closed = true;
    this.undrained.close(closedError());
    await this.reading?.catch(() => undefined);
    await this.closeFile();
  }

  private async nextBatch(limits: ReadLimits): Promise<SpoolBatch> {
    for (;;) {
      if (this.closed) throw closedError();
      limits.signal?.throwIfAborted();
      const segment = this.undrained.nextUnread();
      if (segment === undefined) {
        await this.undrained.untilMore(limits.signal);
        continue;
      }
      const batch = await this.readFrom(segment, limits);
      if (batch !== undefined) return batch;
      await this.drained.retireIfFinished(segment);
    }
  }

  /** `undefined`: nothing but damage was left. */
  private async readFrom(segment: Segment, limits: ReadLimits): Promise<SpoolBatch | undefined> {
    const { nextReceivedAt, end: limit } = segment;
    this.beingReadReceivedAt = nextReceivedAt;
    segment.nextReceivedAt = undefined;
    try {
      const { file, walker } = await this.opened(segment);
      walker.moveTo(segment.readTo, NO_SEQUENCE);
      const collected = await this.collect(segment, file, walker, limit, limits);
      segment.readTo = walker.offset;
      segment.nextReceivedAt = collected.nextReceivedAt ?? segment.nextReceivedAt;
      return collected.records.length === 0 ? undefined : this.give(segment, collected);
    } catch (error) {
      segment.nextReceivedAt = nextReceivedAt;
      throw error;
    } finally {
      this.beingReadReceivedAt = undefined;
    }
  }

  private async collect(
    segment: Segment,
    file: SpoolFile,
    walker: SegmentWalker,
    limit: number,
    limits: ReadLimits,
  ): Promise<Collected> {
    const records: SpoolRecord[] = [];
    let bytes = 0;
    while (walker.offset < limit) {
      if (records.length % RECORDS_AT_ONCE === RECORDS_AT_ONCE - 1) await nextTurn();
      const step = await walker.next(limit);
      if (step.kind === 'record') {
        if (records.length > 0 && isFull(limits, records.length, bytes + step.length)) {
          walker.moveTo(step.offset, NO_SEQUENCE);
          return { records, bytes, nextReceivedAt: step.record.receivedAt };
        }
        records.push(step.record);
        bytes += step.length;
      } else if (step.kind === 'damage') {
        await this.reportDamage(segment, file, step.from, step.to);
      } else {
        // Committed bytes that turned into zeros look like an end.
        await this.reportDamage(segment, file, walker.offset, limit);
        walker.moveTo(limit, NO_SEQUENCE);
      }
    }
    return { records, bytes, nextReceivedAt: undefined };
  }

  private give(segment: Segment, { records, bytes }: Collected): SpoolBatch {
    const firstSequence = records[0]?.sequence ?? 0;
    const lastSequence = records.at(-1)?.sequence ?? 0;
    const isFirstReading = segment.isNew;
    const batch = { segmentId: segment.id, firstSequence, lastSequence, records, bytes, isFirstReading };
    segment.unacknowledgedBatches += 1;
    this.given.push({ batch, segment });
    return batch;
  }

  private async reportDamage(segment: Segment, file: SpoolFile, from: number, to: number): Promise<void> {
    if (segment.knownDamages.has(from)) return;
    segment.knownDamages.add(from);
    await this.quarantine.keepDamage(file, segment.id, from, to);
  }

  private async opened(segment: Segment): Promise<OpenSegment> {
    if (this.open?.segment === segment) return this.open;
    await this.closeFile();
    const file = await this.directory.openSegment(segment.id);
    this.open = { segment, file, walker: new SegmentWalker(file, segment.id) };
    return this.open;
  }

  private async closeFile(): Promise<void> {
    const { open } = this;
    this.open = undefined;
    try {
      await open?.file.close();
    } catch (error) {
      const segment = open && segmentIdText(open.segment.id);
      this.directory.log.warn({ err: error, segment }, 'A spool segment could not be closed after reading');
    }
  }
}

function isFull(limits: ReadLimits, records: number, bytes: number): boolean {
  return records >= limits.maxRecords || bytes > limits.maxBytes;
}

function closedError(): SpoolError {
  return new SpoolError('SPOOL_CLOSED', 'The spool is closed.');
}
