import type { DrainedSegment } from '../../segment-names';
import type { SpoolBatch } from '../../spool-reader';
import type { RecordIdentity, SpoolEntry, SpoolRecord } from '../../spool-record';
import { erasedBody, numberInBody } from './numbered-entry';

type Outcome = 'waiting' | 'confirmed' | 'refused';

interface Delivery {
  readonly entry: SpoolEntry;
  outcome: Outcome;
}

/**
 * What was promised, in the view of the senders and of the consumer, over all processes and crashes. It notes
 * everything that breaks a promise of the spool.
 */
export class SpoolLedger {
  readonly violations: string[] = [];
  /** Copies may be given: the spool has said so in its log. */
  copiesAnnounced = false;
  /** Whether the clock was set back while the disk failed: a start may know neither the time nor the highest number. */
  mayNumbersGoBack = (): boolean => false;
  private readonly deliveries = new Map<number, Delivery>();
  /** For each number the one identity it was confirmed or given with. */
  private readonly identities = new Map<number, RecordIdentity>();
  private readonly numbersBySequence = new Map<number, number>();
  private readonly given = new Set<number>();
  private readonly acknowledged = new Set<number>();
  /** The sequence numbers acknowledged of each segment. */
  private readonly acknowledgedOf = new Map<bigint, Set<number>>();
  /** Segments that are surely marked as drained. */
  private readonly drained = new Set<bigint>();
  /** Segments whose rewind was begun and did not succeed: it may have happened. */
  private readonly rewinding = new Set<bigint>();
  private readonly removed = new Set<bigint>();
  /** Deliveries whose bodies may be taken away, and those of which they surely are. */
  private readonly erasing = new Set<number>();
  private readonly erased = new Set<number>();
  private lastConfirmedSequence = 0;
  private lastDelivered: RecordIdentity | undefined;
  /** Segments were put back since the start: those given now may be older than those given before. */
  private hasRewound = false;

  /** How many deliveries were sent. */
  get sent(): number {
    return this.deliveries.size;
  }

  send(number: number, entry: SpoolEntry): void {
    this.deliveries.set(number, { entry, outcome: 'waiting' });
  }

  answer(number: number, identity: RecordIdentity | undefined): void {
    const delivery = this.deliveries.get(number);
    if (delivery?.outcome !== 'waiting') this.violations.push(`${number} was answered twice`);
    else delivery.outcome = identity ? 'confirmed' : 'refused';
    if (identity === undefined) return;
    this.identify(number, identity);
    if (identity.sequence <= this.lastConfirmedSequence && !this.mayNumbersGoBack()) {
      this.violations.push(`${number} was confirmed with a lower number than the one before`);
    }
    this.lastConfirmedSequence = identity.sequence;
  }

  isConfirmed(number: number): boolean {
    return this.deliveries.get(number)?.outcome === 'confirmed';
  }

  /** The consumer got a batch. */
  give(batch: SpoolBatch): void {
    for (const record of batch.records) {
      const number = numberInBody(record.body);
      this.compare(record);
      this.identify(number, record);
      this.expectOrder(number, record);
      if (this.drained.has(record.segmentId)) this.violations.push(`${number} was given although drained`);
      if (batch.isFirstReading && this.given.has(number)) {
        this.violations.push(`${number} was given as never given before`);
      }
      this.given.add(number);
    }
  }

  acknowledge(batch: SpoolBatch): void {
    const ofSegment = this.acknowledgedOf.get(batch.segmentId) ?? new Set();
    this.acknowledgedOf.set(batch.segmentId, ofSegment);
    for (const { body, sequence } of batch.records) {
      this.acknowledged.add(numberInBody(body));
      ofSegment.add(sequence);
    }
  }

  /** The consumer begins again. */
  noteStart(): void {
    this.lastDelivered = undefined;
    this.hasRewound = false;
  }

  /**
   * The spool says that these segments are drained: the consumer must have acknowledged all that counts in them.
   * @param inherited those that an earlier process left: their names may be in memory only, and change back
   */
  noteDrained(segments: readonly DrainedSegment[], inherited: ReadonlySet<bigint>): void {
    const drainedIds = new Set(segments.map(({ segmentId }) => segmentId));
    for (const [number, { segmentId }] of this.identities) {
      if (drainedIds.has(segmentId) && this.isConfirmed(number) && !this.acknowledged.has(number)) {
        this.violations.push(`${number} is drained and was not acknowledged`);
      }
    }
    for (const { segmentId, records } of segments) {
      if (!this.rewinding.has(segmentId) && !inherited.has(segmentId)) this.drained.add(segmentId);
      if (records > (this.acknowledgedOf.get(segmentId)?.size ?? 0)) {
        this.violations.push(`A drained segment counts ${records} records, more than were acknowledged`);
      }
    }
  }

  /** The segment is about to be among those to be read again. */
  noteRewind(segmentId: bigint): void {
    this.drained.delete(segmentId);
    this.rewinding.add(segmentId);
    this.hasRewound = true;
  }

  noteRewound(segmentId: bigint): void {
    this.rewinding.delete(segmentId);
    this.lastDelivered = undefined;
  }

  /** The segment is gone, or may be: nothing in it has to be recovered any more. */
  noteRemoval(segmentId: bigint): void {
    this.drained.delete(segmentId);
    this.removed.add(segmentId);
  }

  /** Whether a removal of the segment was begun, so that its file may be gone. */
  mayBeRemoved(segmentId: bigint): boolean {
    return this.removed.has(segmentId);
  }

  /** The body of the delivery is being taken away. */
  noteErasing(number: number): void {
    this.erasing.add(number);
  }

  noteErased(number: number): void {
    this.erased.add(number);
  }

  /** A start has seen a record. */
  compare(record: SpoolRecord): void {
    const number = numberInBody(record.body);
    const entry = this.deliveries.get(number)?.entry;
    if (entry === undefined) this.violations.push(`${number} was never sent`);
    else if (!this.isAsSent(number, entry, record)) this.violations.push(`${number} came back changed`);
    // A copy of it may stand in another segment.
    else if (this.erased.has(number) && record.isErased !== true && !this.copiesAnnounced)
      this.violations.push(`${number} was erased and came back`);
  }

  /** Everything there is was read: nothing confirmed may be missing. */
  expectConfirmedAmong(found: ReadonlySet<number>): void {
    for (const [number, { outcome }] of this.deliveries) {
      if (outcome === 'confirmed' && this.isLost(number, found)) {
        this.violations.push(`${number} was confirmed and is lost`);
      }
    }
  }

  /** Everything there is was read: nothing may be missing that the consumer had. */
  expectDeliveredAmong(found: ReadonlySet<number>): void {
    for (const number of this.given) {
      if (this.isLost(number, found)) this.violations.push(`${number} was given and is lost`);
    }
  }

  private isAsSent(number: number, entry: SpoolEntry, record: SpoolRecord): boolean {
    if (record.isErased !== true) return isSame(entry, record);
    return this.erasing.has(number) && isSame({ ...entry, body: erasedBody(number) }, record);
  }

  private isLost(number: number, found: ReadonlySet<number>): boolean {
    const segmentId = this.identities.get(number)?.segmentId;
    return !found.has(number) && (segmentId === undefined || !this.removed.has(segmentId));
  }

  private expectOrder(number: number, { segmentId, sequence }: RecordIdentity): void {
    // Of a group that was refused, one segment may have kept the end, and the one after it the beginning; and
    // a copy comes where its first one does.
    if (!this.isConfirmed(number) || this.copiesAnnounced) return;
    const last = this.lastDelivered;
    const isComparable = last !== undefined && (!this.hasRewound || last.segmentId === segmentId);
    if (isComparable && sequence <= last.sequence && !this.mayNumbersGoBack())
      this.violations.push(`${number} was given out of order`);
    this.lastDelivered = { segmentId, sequence };
  }

  private identify(number: number, { segmentId, sequence }: RecordIdentity): void {
    const known = this.identities.get(number);
    if (known && (known.segmentId !== segmentId || known.sequence !== sequence) && !this.copiesAnnounced) {
      this.violations.push(`${number} stands at two places`);
    }
    this.identities.set(number, { segmentId, sequence });
    const numbered = this.numbersBySequence.get(sequence);
    if (numbered !== undefined && numbered !== number && !this.mayNumbersGoBack()) {
      this.violations.push(`${numbered} and ${number} have the same sequence number ${sequence}`);
    }
    this.numbersBySequence.set(sequence, number);
  }
}

function isSame(entry: SpoolEntry, record: SpoolRecord): boolean {
  return (
    record.body.equals(entry.body) &&
    record.account === entry.account &&
    record.receivedAt === entry.receivedAt &&
    record.occurrence === entry.occurrence
  );
}
