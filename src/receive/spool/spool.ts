import { Admission } from './admission';
import { AppendQueue } from './append-queue';
import type { AppendDone } from './append-queue';
import { UndrainedSegments } from './undrained-segments';
import { DiskFiles } from './disk-files';
import { DrainedSegments } from './drained-segments';
import { FreeSpace } from './free-space';
import { GroupBuffer } from './group-buffer';
import { GroupCommit } from './group-commit';
import type { GroupObserver } from './group-commit';
import { Quarantine } from './quarantine';
import { replayRecentRecords } from './recent-records';
import { RecordEncoder } from './record-codec';
import { recover } from './recovery';
import type { Recovered } from './recovery';
import type { SpoolRefusal } from './refusal';
import { SEGMENT_HEADER_BYTES } from './segment-header';
import { SegmentIds } from './segment-ids';
import type { Moved, SegmentMove } from './segment-move';
import type { DrainedSegment } from './segment-names';
import type { RewrittenSegment, SegmentChange } from './segment-rewrite';
import type { PartLimits, SegmentPart } from './segment-parts';
import { SpareSegment } from './spare-segment';
import { SYSTEM_CLOCK } from './spool-clock';
import type { SpoolClock } from './spool-clock';
import { SpoolDirectory } from './spool-directory';
import { SpoolError, throwUncaught } from './spool-error';
import type { SpoolOptions } from './spool-options';
import { SpoolReader } from './spool-reader';
import type { ReadLimits, SpoolBatch } from './spool-reader';
import type { RecordIdentity, SpoolEntry, SpoolRecord } from './spool-record';
import type { SpoolStats } from './spool-stats';

const SEGMENT_BYTES = 32 << 20;
const MAX_WAITING_BYTES = 32 << 20;
const RECENT_MS = 10 * 60_000;
const UPKEEP_MS = 1_000;
/** What is deleted with its segment some days after it was drained must not stay in one that is never full. */
const SEAL_AFTER_MS = 3_600_000;

/**
 * Keeps deliveries on disk until the consumer has them. What {@link append} confirms survives a kill of the
 * process and a power cut, and {@link read} gives it, in the order of receipt, until it is acknowledged.
 */
export class Spool {
  private readonly queue: AppendQueue;
  private readonly spare: SpareSegment;
  private readonly commit: GroupCommit;
  private readonly undrained = new UndrainedSegments();
  private readonly drained: DrainedSegments;
  private readonly reader: SpoolReader;
  private readonly admission: Admission;
  private readonly freeSpace: FreeSpace;
  private upkeep: Promise<void> | undefined;
  private stopUpkeep: (() => void) | undefined;
  private closing: Promise<void> | undefined;

  /**
   * Recovers what earlier processes left in the directory and begins a new segment. With a full disk it opens
   * all the same, can be read, and refuses deliveries until there is room.
   * @throws the system's error when the directory cannot be used
   */
  static async open(options: SpoolOptions): Promise<Spool> {
    const directory = new SpoolDirectory(options.directory, options.files ?? new DiskFiles(), options.log);
    const quarantine = new Quarantine(directory);
    const clock = options.clock ?? SYSTEM_CLOCK;
    await directory.make();
    const recovered = await recover(directory, quarantine, clock.now());
    if (options.onRecovered) {
      const since = clock.now() - (options.recentMs ?? RECENT_MS);
      const all = [...recovered.segments, ...recovered.drained];
      await replayRecentRecords(directory, all, since, options.onRecovered);
    }
    const spool = new Spool(options, directory, quarantine, clock, recovered);
    await spool.begin();
    return spool;
  }

  private constructor(
    options: SpoolOptions,
    private readonly directory: SpoolDirectory,
    private readonly quarantine: Quarantine,
    private readonly clock: SpoolClock,
    private readonly recovered: Recovered,
  ) {
    const { maxPendingBytes, segmentBytes = SEGMENT_BYTES, maxWaitingBytes = MAX_WAITING_BYTES } = options;
    const { log } = directory;
    const now = clock.now.bind(clock);
    const encoder = new RecordEncoder();
    const maxRecordBytes = segmentBytes - SEGMENT_HEADER_BYTES;
    const limits = { maxRecordBytes, maxWaitingBytes, maxPendingBytes };
    this.queue = new AppendQueue(encoder, limits, recovered.nextSequence, log);
    const ids = new SegmentIds(now, recovered.highestSegmentId);
    this.spare = new SpareSegment(directory, ids, segmentBytes, () => this.queue.nextSequence);
    this.drained = new DrainedSegments(directory, this.undrained, now, recovered.drained);
    this.reader = new SpoolReader(directory, this.undrained, this.drained, quarantine);
    this.freeSpace = new FreeSpace(directory, options.minFreeBytes);
    const buffer = new GroupBuffer(encoder);
    this.commit = new GroupCommit(directory, this.queue, buffer, this.spare, this.undrained, {
      onSealed: (segment) => void this.drained.retireIfFinished(segment),
      onFatal: options.onFatal ?? throwUncaught,
    });
    const { queue, undrained, commit, spare, freeSpace } = this;
    this.admission = new Admission(limits, queue, undrained, commit, spare, freeSpace);
    for (const segment of recovered.segments) undrained.add(segment);
  }

  /**
   * Takes a delivery. `done` is called once, later: with the identity when the record is on disk, or with a
   * SpoolError (see its codes), and then nothing is promised. {@link refusal} is the caller's to ask beforehand:
   * a delivery whose body was read already is taken although the backlog has filled up meanwhile.
   */
  append(entry: SpoolEntry, done: AppendDone): void {
    const error = this.reasonToReject() ?? this.queue.push(entry, done);
    if (error === undefined) this.commit.start();
    else
      queueMicrotask(() => {
        done(error, undefined);
      });
  }

  /** {@link append} as a promise: resolves once the record is on disk, rejects with the SpoolError. */
  store(entry: SpoolEntry): Promise<RecordIdentity> {
    return new Promise((resolve, reject) => {
      this.append(entry, (error, identity) => {
        if (error) reject(error);
        else if (identity) resolve(identity);
      });
    });
  }

  /** Why no delivery should be taken now, or `undefined`. Cheap enough to be asked for every request. */
  refusal(): SpoolRefusal | undefined {
    return this.admission.refusal();
  }

  /** The next records for the one consumer; waits until there are some. See {@link SpoolReader.read}. */
  read(limits: ReadLimits): Promise<SpoolBatch> {
    return this.reader.read(limits);
  }

  /** Whether {@link read} would give something at once. */
  get hasUnread(): boolean {
    return this.undrained.nextUnread() !== undefined;
  }

  /** The consumer is done with a batch. See {@link SpoolReader.acknowledge}. */
  acknowledge(batch: SpoolBatch): Promise<void> {
    return this.reader.acknowledge(batch);
  }

  /** A look at all that {@link SpoolStats.pendingRecords} counts: for few of them. See {@link SpoolReader.waiting}. */
  waiting(): Promise<SpoolRecord[]> {
    return this.reader.waiting();
  }

  /** The ids of segments of which records wait, or wait to be marked as drained, or may follow. */
  undrainedSegments(): bigint[] {
    return this.undrained.segments.map(({ id }) => id);
  }

  /** Segments that were read and acknowledged to their end, the oldest first. They stay until removed. */
  drainedSegments(): DrainedSegment[] {
    return this.drained.list();
  }

  /** Has a drained segment read again. See {@link DrainedSegments.rewind}. */
  rewind(segmentId: bigint): Promise<void> {
    return this.drained.rewind(segmentId);
  }

  /** Deletes a drained segment. See {@link DrainedSegments.remove}. */
  remove(segmentId: bigint): Promise<void> {
    return this.drained.remove(segmentId);
  }

  /** Takes bodies out of a drained segment. See {@link DrainedSegments.rewrite}. */
  async rewrite(segmentId: bigint, change: SegmentChange): Promise<RewrittenSegment> {
    const rewriting = this.drained.rewrite(segmentId, change);
    const [rewritten] = await Promise.all([rewriting, this.reader.letGo(segmentId)]);
    return rewritten;
  }

  /**
   * Sees to it that all that was taken so far comes into drained segments, as soon as it is drained.
   * @returns the number that {@link hasDrainedBelow} is to be asked for
   */
  seal(): number {
    this.sealNow();
    return this.queue.sequenceAfterAll;
  }

  /**
   * Whether all records with lower numbers are in drained segments. Seals again what has still to be sealed. Says
   * nothing of segments that the disk could not read at start.
   */
  hasDrainedBelow(sequence: number): boolean {
    const isLeft = this.undrained.segments.some(
      ({ records, firstSequence }) => records > 0 && firstSequence < sequence,
    );
    if (isLeft) this.sealNow();
    return !isLeft && (this.queue.records === 0 || this.queue.answeredBelow >= sequence);
  }

  /** Has the observer called after each group, once its senders are answered. */
  observeGroups(observer: GroupObserver): void {
    this.commit.observer = observer;
  }

  /** Moves a drained segment elsewhere. See {@link DrainedSegments.moveOut}. */
  moveOut(segmentId: bigint, move: SegmentMove): Promise<Moved> {
    return this.drained.moveOut(segmentId, move);
  }

  /** Whether drained segments could be moved so. @throws the system's error where they could not */
  tryMove(move: SegmentMove): Promise<void> {
    return move.tryOut(this.directory);
  }

  /** Reads a drained segment without draining it again. See {@link DrainedSegments.read}. */
  readDrained(segmentId: bigint, limits: PartLimits): AsyncGenerator<SegmentPart> {
    return this.drained.read(segmentId, limits);
  }

  stats(): SpoolStats {
    return {
      pendingRecords: this.undrained.records,
      pendingBytes: this.undrained.bytes,
      oldestPendingReceivedAt: this.reader.oldestPendingReceivedAt,
      waitingRecords: this.queue.records,
      waitingBytes: this.queue.bytes,
      segments: this.undrained.segments.length,
      drainedSegments: this.drained.count,
      drainedBytes: this.drained.bytes,
      freeBytes: this.freeSpace.bytes,
      nextSequence: this.queue.nextSequence,
      appendedRecords: this.commit.appendedRecords,
      syncs: this.commit.syncs,
      abandonedSegments: this.commit.abandonedSegments,
      quarantined: this.quarantine.damages,
      tornTails: this.quarantine.tornTails,
      unreadableSegments: this.recovered.unreadable,
    };
  }

  /** Takes nothing more, writes and answers what was taken, ends a waiting read, and closes the files. */
  close(): Promise<void> {
    this.admission.close();
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.stopUpkeep?.();
    await this.upkeep;
    await this.commit.close();
    await this.reader.close();
    await this.drained.retireFinished();
    await this.spare.close();
  }

  private async begin(): Promise<void> {
    await this.freeSpace.refresh();
    await this.spare.prepare();
    // With a full disk, the room of the empty segments may be just what a new one needs.
    for (const name of this.recovered.empty) await this.directory.remove(name);
    if (this.spare.isMissing) await this.spare.prepare();
    this.stopUpkeep = this.clock.repeat(UPKEEP_MS, () => {
      this.upkeep ??= this.keepUp().finally(() => {
        this.upkeep = undefined;
      });
    });
  }

  /** What is looked after once a second. */
  private async keepUp(): Promise<void> {
    await this.freeSpace.refresh();
    await this.spare.prepare();
    this.commit.seal(this.clock.now() - SEAL_AFTER_MS);
    await this.drained.retireFinished();
  }

  private sealNow(): void {
    if (this.closing === undefined) this.commit.seal();
  }

  private reasonToReject(): SpoolError | undefined {
    if (this.closing) return new SpoolError('SPOOL_CLOSED', 'The spool is closed.');
    const { failure: cause } = this.commit;
    return (
      cause && new SpoolError('SPOOL_WRITE_FAILED', 'The spool cannot be written to any more.', { cause })
    );
  }
}
