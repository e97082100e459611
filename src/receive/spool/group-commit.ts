import type { ActiveSegment } from './active-segment';
import type { AppendQueue, Group } from './append-queue';
import type { UndrainedSegments } from './undrained-segments';
import type { GroupBuffer } from './group-buffer';
import type { Segment } from './segment';
import { segmentIdText } from './segment-names';
import type { SpareSegment } from './spare-segment';
import type { SpoolDirectory } from './spool-directory';
import { isDiskFull, SpoolError } from './spool-error';

export interface GroupCommitEvents {
  /** A segment gets no more records. */
  readonly onSealed: (segment: Segment) => void;
  /** Nothing can be written any more. */
  readonly onFatal: (error: Error) => void;
}

/** Told of each group that is on the disk, after how many seconds of writing and syncing. */
export type GroupObserver = (records: number, bytes: number, seconds: number) => void;

/**
 * Writes records in groups: while one group is written and synced, the next one fills. There is no timer: a
 * record that comes alone is written at once.
 */
export class GroupCommit {
  appendedRecords = 0;
  syncs = 0;
  abandonedSegments = 0;
  /** Why nothing can be written any more. */
  failure: Error | undefined;
  observer: GroupObserver | undefined;

  private active: ActiveSegment | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly directory: SpoolDirectory,
    private readonly queue: AppendQueue,
    private readonly buffer: GroupBuffer,
    private readonly spare: SpareSegment,
    private readonly undrained: UndrainedSegments,
    private readonly events: GroupCommitEvents,
  ) {}

  /** Sees to it that what waits in the queue is written. */
  start(): void {
    this.running ??= this.commitQueue();
  }

  /** Waits until everything in the queue is answered, and closes the segment. The queue must get no more. */
  async close(): Promise<void> {
    await this.running;
    await this.active?.seal();
    this.active = undefined;
  }

  /**
   * Has the segment in use sealed, if it holds a record, so that it can be drained to its end: the next delivery goes
   * to the spare.
   * @param receivedBefore only if its first record was received before this, in milliseconds since 1970
   */
  seal(receivedBefore = Number.POSITIVE_INFINITY): void {
    const { active } = this;
    if (active === undefined || active.segment.records === 0) return;
    if (active.segment.firstReceivedAt >= receivedBefore) return;
    active.leave();
    this.start();
  }

  private async commitQueue(): Promise<void> {
    // Everything that arrives in this turn of the event loop shares the first sync.
    await nextTurn();
    let answer = await this.commitGroups();
    while (this.active?.isToBeSealed === true) {
      answer?.();
      await this.leaveSegment();
      answer = await this.commitGroups();
    }
    // Before the last answers: they may lead to appends, which must start again.
    this.running = undefined;
    answer?.();
  }

  /** Writes group after group until the queue is empty. Resolves with what answers the senders of the last one. */
  private async commitGroups(): Promise<(() => void) | undefined> {
    let answer: (() => void) | undefined;
    for (let length = this.queue.nextLength; length !== undefined; length = this.queue.nextLength) {
      let { active } = this;
      if (active === undefined || active.room < length) {
        answer?.();
        answer = undefined;
        active = await this.nextSegment();
        if (active === undefined) continue;
      }
      // The disk works on this group while the senders of the one before are answered.
      const committing = this.commit(this.queue.takeGroup(active.room), active);
      answer?.();
      answer = await committing;
    }
    return answer;
  }

  private async leaveSegment(): Promise<void> {
    const { active } = this;
    this.active = undefined;
    if (active === undefined) return;
    await active.seal();
    this.events.onSealed(active.segment);
  }

  /** A segment with room, or `undefined` when there is none; whatever waits was rejected then. */
  private async nextSegment(): Promise<ActiveSegment | undefined> {
    await this.leaveSegment();
    try {
      return await this.takeSpare();
    } catch (error) {
      this.queue.rejectAll(error instanceof SpoolError ? error : writeFailed(error));
      // A sender that tries again at once must not keep everybody else from the event loop.
      await nextTurn();
      return undefined;
    }
  }

  private async takeSpare(): Promise<ActiveSegment> {
    this.active = await this.spare.take();
    this.undrained.add(this.active.segment);
    return this.active;
  }

  /** Resolves with what answers the senders, once the group is on the disk; `undefined` if they were rejected. */
  private async commit(group: Group, active: ActiveSegment): Promise<(() => void) | undefined> {
    try {
      return await this.write(group, active);
    } catch (error) {
      await this.abandon(active, error, 'the group is written to the spare');
    }
    try {
      return await this.writeToSpare(group);
    } catch (error) {
      this.queue.reject(group, writeFailed(error));
      if (!isDiskFull(error)) this.fail(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    }
  }

  private async writeToSpare(group: Group): Promise<() => void> {
    const spare = await this.takeSpare();
    try {
      return await this.write(group, spare);
    } catch (error) {
      await this.abandon(spare, error, 'the group is refused');
      throw error;
    }
  }

  private async write(group: Group, active: ActiveSegment): Promise<() => void> {
    const { segment } = active;
    const bytes = this.buffer.encode(group, segment.id);
    const startedAt = performance.now();
    await active.write(bytes);
    const seconds = (performance.now() - startedAt) / 1000;
    this.syncs += 1;
    this.appendedRecords += group.records;
    this.undrained.commit(segment, group);
    return () => {
      this.queue.confirm(group, segment.id);
      this.tellObserver(group, seconds);
    };
  }

  private tellObserver({ records, bytes }: Group, seconds: number): void {
    try {
      this.observer?.(records, bytes, seconds);
    } catch (error) {
      // It must not look like a failing disk.
      this.directory.log.error({ err: error }, 'The observer of groups failed');
    }
  }

  private async abandon(active: ActiveSegment, error: unknown, consequence: string): Promise<void> {
    this.abandonedSegments += 1;
    const facts = { err: error, segment: segmentIdText(active.segment.id), offset: active.segment.end };
    this.directory.log.error(facts, `A write to the spool failed: the segment is abandoned, ${consequence}`);
    this.active = undefined;
    await active.abandon();
    this.events.onSealed(active.segment);
  }

  private fail(error: Error): void {
    this.failure = error;
    this.directory.log.fatal(
      { err: error },
      'The spool can be written to neither in one segment nor in another',
    );
    this.queue.rejectAll(writeFailed(error));
    this.events.onFatal(error);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function writeFailed(cause: unknown): SpoolError {
  return new SpoolError('SPOOL_WRITE_FAILED', 'The record could not be written to the disk.', { cause });
}
