import type { SpoolSettings } from '../../platform/config/settings';
import type { DrainedSegment } from '../../receive/spool/segment-names';
import type { SpoolStats } from '../../receive/spool/spool-stats';

/** Why a kept segment goes: it is old enough, there are too many bytes of them, or the disk is nearly full. */
export type ReasonToGo = 'age' | 'budget' | 'disk';

/**
 * Free bytes above the floor at which kept segments begin to give way: eight segments, which is more than comes
 * in until the next look.
 */
export const NEAR_THE_FLOOR_BYTES = 2 ** 28;

/** How much room must be made for new deliveries, counted down as segments go. */
export class RoomWanted {
  private overBudget: number;
  private shortOfFree: number;

  constructor(
    { drainedBytes, freeBytes }: Pick<SpoolStats, 'drainedBytes' | 'freeBytes'>,
    private readonly limits: Pick<SpoolSettings, 'retentionBytes' | 'retentionMs' | 'minFreeBytes'>,
  ) {
    this.overBudget = drainedBytes - limits.retentionBytes;
    this.shortOfFree = limits.minFreeBytes + NEAR_THE_FLOOR_BYTES - freeBytes;
  }

  /** Why this segment, the oldest there still is, should go; `undefined` if it may stay. */
  reasonToGo({ drainedAt }: Pick<DrainedSegment, 'drainedAt'>, now: number): ReasonToGo | undefined {
    if (drainedAt + this.limits.retentionMs <= now) return 'age';
    if (this.overBudget > 0) return 'budget';
    return this.shortOfFree > 0 ? 'disk' : undefined;
  }

  /** A segment is gone. */
  went(bytes: number, freesRoom: boolean): void {
    this.overBudget -= bytes;
    if (freesRoom) this.shortOfFree -= bytes;
  }

  /** What goes does not make room on this disk. */
  giveUpOnTheDisk(): void {
    this.shortOfFree = 0;
  }
}
