import pino from 'pino';
import { Spool } from '../../spool';
import type { SpoolBatch } from '../../spool-reader';
import type { ManualClock } from '../manual-clock';
import type { DiskFaults } from './disk-faults';
import { DiskOperations } from './disk-operations';
import type { MemoryDisk } from './memory-disk';
import { MemoryFiles } from './memory-files';
import type { SpoolLedger } from './spool-ledger';
import type { SpoolRecord } from '../../spool-record';
import { erasedBody, isToBeErased, numberedEntry, numberInBody } from './numbered-entry';

/** Small, so that a few records fill a segment. */
const SEGMENT_BYTES = 7_168;

/** One process with a spool, its senders and its consumer: from its start to its end. */
export class SpoolProcess {
  readonly operations = new DiskOperations();
  /** Undefined until it is open. */
  spool: Spool | undefined;
  /** It could not start, has closed the spool, or has to end because nothing can be written any more. */
  mustEnd = false;
  closing = false;
  /** Called with each batch that the consumer gets. */
  onDelivered: (batch: SpoolBatch) => void = () => undefined;
  /** Called when a segment could not be rewound or removed. */
  onFailure: (error: unknown) => void = () => undefined;
  private readonly unacknowledged: SpoolBatch[] = [];
  private readonly inherited = new Set<bigint>();
  private reading = false;
  private alive = true;

  constructor(
    directory: string,
    private readonly disk: MemoryDisk,
    faults: DiskFaults,
    readonly clock: ManualClock,
    private readonly ledger: SpoolLedger,
  ) {
    ledger.noteStart();
    const files = new MemoryFiles(disk, this.operations, faults);
    Spool.open({
      directory,
      files,
      clock,
      log: pino(
        { level: 'error' },
        {
          write: (line: string) => {
            this.readLog(line);
          },
        },
      ),
      segmentBytes: SEGMENT_BYTES,
      maxPendingBytes: 1 << 30,
      maxWaitingBytes: 1 << 16,
      minFreeBytes: 0,
      onRecovered: (record) => {
        ledger.compare(record);
      },
      onFatal: () => {
        this.mustEnd = true;
      },
    }).then(
      (spool) => {
        if (!this.alive) return;
        this.spool = spool;
        for (const { segmentId } of spool.drainedSegments()) this.inherited.add(segmentId);
        this.noteDrained();
      },
      () => {
        this.mustEnd = true;
      },
    );
  }

  /** Sends deliveries of these lengths, all at once. */
  append(lengths: readonly number[]): void {
    for (const length of lengths) {
      const number = this.ledger.sent;
      const entry = numberedEntry(number, length, this.clock.now());
      this.ledger.send(number, entry);
      this.spool?.append(entry, (_error, identity) => {
        if (this.alive) this.ledger.answer(number, identity);
      });
    }
  }

  /** Begins a read, unless one is under way. */
  read(maxRecords: number, maxBytes: number): void {
    if (this.reading || this.spool === undefined) return;
    this.reading = true;
    this.spool
      .read({ maxRecords, maxBytes })
      .then(
        (batch) => {
          if (!this.alive) return;
          this.ledger.give(batch);
          this.unacknowledged.push(batch);
          this.onDelivered(batch);
        },
        () => undefined, // Nothing is skipped: the next read tries again.
      )
      .finally(() => {
        this.reading = false;
      });
  }

  /** Begins to acknowledge the batch that was read first. */
  acknowledge(): void {
    const batch = this.unacknowledged[0];
    if (batch === undefined || this.spool === undefined) return;
    this.unacknowledged.shift();
    this.ledger.acknowledge(batch);
    void this.spool.acknowledge(batch).then(() => {
      this.noteDrained();
    });
  }

  /** Has one of the drained segments read again. */
  rewind(which: number): void {
    const segmentId = this.drainedSegment(which);
    if (this.spool === undefined || segmentId === undefined) return;
    this.ledger.noteRewind(segmentId);
    this.spool.rewind(segmentId).then(
      () => {
        if (this.alive) this.ledger.noteRewound(segmentId);
      },
      (error: unknown) => {
        // After a removal that failed half-way there may be nothing left to rewind.
        if (this.alive && !this.ledger.mayBeRemoved(segmentId)) this.onFailure(error);
      },
    );
  }

  /** Has the bodies of some records of one of the drained segments taken away. */
  rewrite(which: number): void {
    const segmentId = this.drainedSegment(which);
    if (this.spool === undefined || segmentId === undefined) return;
    const begun = new Set<number>();
    const change = {
      bodyInstead: ({ body }: SpoolRecord) => {
        const number = numberInBody(body);
        if (!isToBeErased(number)) return undefined;
        begun.add(number);
        this.ledger.noteErasing(number);
        return erasedBody(number);
      },
      losesDamage: () => false,
    };
    this.spool.rewrite(segmentId, change).then(
      () => {
        if (this.alive) for (const number of begun) this.ledger.noteErased(number);
      },
      (error: unknown) => {
        if (this.alive && !this.ledger.mayBeRemoved(segmentId)) this.onFailure(error);
      },
    );
  }

  /** Removes one of the drained segments. */
  remove(which: number): void {
    const segmentId = this.drainedSegment(which);
    if (this.spool === undefined || segmentId === undefined) return;
    this.ledger.noteRemoval(segmentId);
    this.spool.remove(segmentId).catch((error: unknown) => {
      if (this.alive) this.onFailure(error);
    });
  }

  /** Sets off what the spool does once a second, if it is open. */
  upkeep(): void {
    if (this.spool !== undefined && !this.closing) this.clock.tick();
  }

  close(): void {
    if (this.closing || this.spool === undefined) return;
    this.closing = true;
    void this.spool.close().then(() => {
      this.mustEnd = true;
    });
  }

  /** Nothing that this process does from now on has an effect, and what it hears does not count. */
  end(): void {
    this.alive = false;
    this.operations.end(this.disk.choices);
  }

  private drainedSegment(which: number): bigint | undefined {
    const drained = this.spool?.drainedSegments() ?? [];
    return drained[which % Math.max(1, drained.length)]?.segmentId;
  }

  private noteDrained(): void {
    if (!this.alive) return;
    this.ledger.noteDrained(this.spool?.drainedSegments() ?? [], this.inherited);
  }

  private readLog(line: string): void {
    if (/cannot read a spool segment: (it stays aside|records may come twice)/.test(line)) {
      this.ledger.copiesAnnounced = true;
    }
  }
}
