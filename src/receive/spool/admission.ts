import type { AppendQueue } from './append-queue';
import type { UndrainedSegments } from './undrained-segments';
import type { FreeSpace } from './free-space';
import type { GroupCommit } from './group-commit';
import { SPOOL_REFUSALS } from './refusal';
import type { SpoolRefusal } from './refusal';
import type { SpareSegment } from './spare-segment';

export interface AdmissionLimits {
  readonly maxPendingBytes: number;
  readonly maxWaitingBytes: number;
}

/** Decides whether deliveries are taken, from figures that are at hand: no call of the system, no allocation. */
export class Admission {
  private closed = false;

  constructor(
    private readonly limits: AdmissionLimits,
    private readonly queue: AppendQueue,
    private readonly undrained: UndrainedSegments,
    private readonly commit: GroupCommit,
    private readonly spare: SpareSegment,
    private readonly freeSpace: FreeSpace,
  ) {}

  /** From now on everything is refused. */
  close(): void {
    this.closed = true;
  }

  refusal(): SpoolRefusal | undefined {
    if (this.closed) return SPOOL_REFUSALS.closing;
    if (this.commit.failure) return SPOOL_REFUSALS.failed;
    if (this.spare.isMissing) return SPOOL_REFUSALS.noSegment;
    if (this.freeSpace.isLow) return SPOOL_REFUSALS.diskLow;
    if (this.queue.bytes >= this.limits.maxWaitingBytes) return SPOOL_REFUSALS.memoryFull;
    if (this.undrained.bytes + this.queue.bytes >= this.limits.maxPendingBytes)
      return SPOOL_REFUSALS.backlogFull;
    return undefined;
  }
}
