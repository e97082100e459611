import { Injectable } from '@nestjs/common';
import { SpoolSink } from '../../receive/spool/spool-sink';
import { Spool } from '../../receive/spool/spool';

/** What is accepted and not yet in ClickHouse. */
@Injectable()
export class Backlog {
  constructor(
    private readonly spool: Spool,
    private readonly sink: SpoolSink,
  ) {}

  /** When the last delivery of this start was accepted, in milliseconds since 1970. */
  get lastReceivedAt(): number | undefined {
    return this.sink.lastAcceptedAt;
  }

  /** Whether there are deliveries that this spool answers for: waiting, kept, or accepted since the start. */
  hasAny(): boolean {
    const { pendingRecords, waitingRecords, drainedSegments, appendedRecords } = this.spool.stats();
    return pendingRecords + waitingRecords + drainedSegments + appendedRecords > 0;
  }

  deliveries(): number {
    return this.spool.stats().pendingRecords;
  }
}
