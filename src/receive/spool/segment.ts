import { SEGMENT_HEADER_BYTES } from './segment-header';

/** What a group of records adds to a segment. */
export interface CommittedGroup {
  readonly bytes: number;
  readonly records: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly firstReceivedAt: number;
  readonly latestReceivedAt: number;
}

/** A segment with records that the consumer has not acknowledged, or that still takes records: what is known of it. */
export class Segment {
  /** Bytes up to here are on the disk and may be read; nothing after them counts. */
  end = SEGMENT_HEADER_BYTES;
  /** It will get no more records. */
  sealed = false;
  records = 0;
  firstSequence = 0;
  lastSequence = 0;
  firstReceivedAt = 0;
  latestReceivedAt = 0;

  /** Bytes up to here were given to the consumer. */
  readTo = SEGMENT_HEADER_BYTES;
  /** Batches given to the consumer and not yet acknowledged. */
  unacknowledgedBatches = 0;
  acknowledgedRecords = 0;
  acknowledgedBytes = 0;
  /** Receipt time of the first record that was not read yet. */
  nextReceivedAt: number | undefined;
  /** Offsets of the damages that were reported and quarantined. */
  readonly knownDamages = new Set<number>();

  /** @param isNew it is being written by this process, and its records were given to nobody before */
  constructor(
    readonly id: bigint,
    readonly isNew: boolean,
  ) {}

  add(group: CommittedGroup): void {
    if (this.records === 0) {
      this.firstSequence = group.firstSequence;
      this.firstReceivedAt = group.firstReceivedAt;
    }
    this.end += group.bytes;
    this.records += group.records;
    this.lastSequence = group.lastSequence;
    this.latestReceivedAt = Math.max(this.latestReceivedAt, group.latestReceivedAt);
    this.nextReceivedAt ??= group.firstReceivedAt;
  }

  get hasUnread(): boolean {
    return this.readTo < this.end;
  }

  /** Nothing is left to be written, read or acknowledged. */
  get isFinished(): boolean {
    return this.sealed && !this.hasUnread && this.unacknowledgedBatches === 0;
  }

  get pendingRecords(): number {
    return this.records - this.acknowledgedRecords;
  }

  get pendingBytes(): number {
    return this.end - SEGMENT_HEADER_BYTES - this.acknowledgedBytes;
  }
}
