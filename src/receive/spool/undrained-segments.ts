import type { CommittedGroup, Segment } from './segment';

/** Every segment that is not drained yet, in the order of their ids, and how much waits in them. */
export class UndrainedSegments {
  private readonly ordered: Segment[] = [];
  private waiting: { readonly resolve: () => void; readonly reject: (reason: Error) => void } | undefined;
  private closed: Error | undefined;
  /** Records on disk that the consumer has not acknowledged. */
  records = 0;
  /** The bytes of those records. */
  bytes = 0;

  get segments(): readonly Segment[] {
    return this.ordered;
  }

  add(segment: Segment): void {
    const after = this.ordered.findIndex(({ id }) => id > segment.id);
    this.ordered.splice(after === -1 ? this.ordered.length : after, 0, segment);
    this.records += segment.pendingRecords;
    this.bytes += segment.pendingBytes;
    this.wakeReader();
  }

  /** A group of records is on the disk. */
  commit(segment: Segment, group: CommittedGroup): void {
    segment.add(group);
    this.records += group.records;
    this.bytes += group.bytes;
    this.wakeReader();
  }

  acknowledge(segment: Segment, records: number, bytes: number): void {
    segment.acknowledgedRecords += records;
    segment.acknowledgedBytes += bytes;
    this.records -= records;
    this.bytes -= bytes;
  }

  /** Takes the segment out. What was damaged in it, and so never acknowledged, waits no longer. */
  remove(segment: Segment): void {
    const index = this.ordered.indexOf(segment);
    if (index === -1) return;
    this.ordered.splice(index, 1);
    this.records -= segment.pendingRecords;
    this.bytes -= segment.pendingBytes;
  }

  /** The first segment that holds something to read. */
  nextUnread(): Segment | undefined {
    return this.ordered.find((segment) => segment.hasUnread);
  }

  /** Resolves when there may be more to read; rejects with the signal's reason, or with what {@link close} says. */
  async untilMore(signal: AbortSignal | undefined): Promise<void> {
    if (this.closed) throw this.closed;
    signal?.throwIfAborted();
    let abort: (() => void) | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        abort = () => {
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', abort, { once: true });
        this.waiting = { resolve, reject };
      });
    } finally {
      if (abort) signal?.removeEventListener('abort', abort);
      this.waiting = undefined;
    }
  }

  /** Nobody will wait any more. */
  close(reason: Error): void {
    this.closed = reason;
    this.waiting?.reject(reason);
  }

  private wakeReader(): void {
    this.waiting?.resolve();
  }
}
