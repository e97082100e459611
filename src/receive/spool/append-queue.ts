import type { Log } from '../../platform/logging/log';
import type { RecordEncoder } from './record-codec';
import type { CommittedGroup } from './segment';
import { SpoolError } from './spool-error';
import type { RecordIdentity, SpoolEntry } from './spool-record';

/** Called once for every append: with the error, or with the identity of a record that is on the disk. */
export type AppendDone = (error: SpoolError | undefined, identity: RecordIdentity | undefined) => void;

interface WaitingRecord {
  readonly entry: SpoolEntry;
  /** On disk. */
  readonly length: number;
  readonly done: AppendDone;
}

/** Records that are written and synced together. */
export interface Group extends CommittedGroup {
  readonly waiting: readonly WaitingRecord[];
}

/** A group is no longer than this, so that its first records are not answered late. */
const MAX_GROUP_BYTES = 4 << 20;

export interface QueueLimits {
  readonly maxRecordBytes: number;
  readonly maxWaitingBytes: number;
}

/** The records that wait in memory for the disk, in the order in which they came. */
export class AppendQueue {
  /** Bytes that were taken and not yet answered. */
  bytes = 0;
  /** Records that were taken and not yet answered. */
  records = 0;
  /** All records with lower numbers were answered. */
  answeredBelow: number;
  private waiting: WaitingRecord[] = [];

  constructor(
    private readonly encoder: RecordEncoder,
    private readonly limits: QueueLimits,
    private nextFreeSequence: number,
    private readonly log: Log,
  ) {
    this.answeredBelow = nextFreeSequence;
  }

  /** The number the next record will get. */
  get nextSequence(): number {
    return this.nextFreeSequence;
  }

  /** Above the number of every record that was taken so far, whether it has one already or not. */
  get sequenceAfterAll(): number {
    return this.nextFreeSequence + this.waiting.length;
  }

  /** Takes the entry, or says why it cannot. */
  push(entry: SpoolEntry, done: AppendDone): SpoolError | undefined {
    // What cannot be encoded must not get into a group: there it would look like a failing disk.
    if (!this.encoder.canHold(entry)) {
      return new SpoolError(
        'SPOOL_RECORD_INVALID',
        'The account, receipt time or occurrence cannot be written.',
      );
    }
    const length = this.encoder.lengthOf(entry);
    if (length > this.limits.maxRecordBytes) {
      return new SpoolError('SPOOL_RECORD_TOO_LARGE', `A record of ${length} bytes does not fit a segment.`);
    }
    if (this.bytes + length > this.limits.maxWaitingBytes) {
      return new SpoolError('SPOOL_MEMORY_FULL', 'Too many bytes wait for the disk.');
    }
    this.waiting.push({ entry, length, done });
    this.bytes += length;
    this.records += 1;
    return undefined;
  }

  /** The bytes of the record that comes next, or `undefined` when none waits. */
  get nextLength(): number | undefined {
    return this.waiting[0]?.length;
  }

  /** Takes the first record, and those after it as far as they fit, out of the queue and numbers them. */
  takeGroup(room: number): Group {
    const limit = Math.min(room, MAX_GROUP_BYTES);
    let [count, bytes, latestReceivedAt] = [0, 0, 0];
    for (const { entry, length } of this.waiting) {
      if (count > 0 && bytes + length > limit) break;
      count += 1;
      bytes += length;
      latestReceivedAt = Math.max(latestReceivedAt, entry.receivedAt);
    }
    const waiting = this.waiting.splice(0, count);
    const firstSequence = this.nextFreeSequence;
    this.nextFreeSequence += count;
    const lastSequence = this.nextFreeSequence - 1;
    const firstReceivedAt = waiting[0]?.entry.receivedAt ?? 0;
    return { waiting, records: count, bytes, firstSequence, lastSequence, firstReceivedAt, latestReceivedAt };
  }

  /** Tells the senders of a group that it is on the disk. */
  confirm(group: Group, segmentId: bigint): void {
    let sequence = group.firstSequence;
    for (const record of group.waiting) {
      this.answer(record, undefined, { segmentId, sequence });
      sequence += 1;
    }
    this.answeredBelow = sequence;
  }

  reject(group: Group, error: SpoolError): void {
    for (const record of group.waiting) this.answer(record, error, undefined);
    this.answeredBelow = group.lastSequence + 1;
  }

  /** Rejects everything that waits. */
  rejectAll(error: SpoolError): void {
    for (const record of this.waiting.splice(0)) this.answer(record, error, undefined);
  }

  private answer(record: WaitingRecord, ...outcome: Parameters<AppendDone>): void {
    this.bytes -= record.length;
    this.records -= 1;
    try {
      record.done(...outcome);
    } catch (error) {
      // One sender's mistake must not keep the others of the group from their answers.
      this.log.error({ err: error }, 'What was to be done after an append failed');
    }
  }
}
