import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { SegmentMove } from '../../receive/spool/segment-move';
import { segmentIdText } from '../../receive/spool/segment-names';
import type { DrainedSegment } from '../../receive/spool/segment-names';
import { Spool } from '../../receive/spool/spool';
import { RoomWanted } from '../drain/room-wanted';
import type { ReasonToGo } from '../drain/room-wanted';
import { SegmentComparison } from './segment-comparison';

/** All in milliseconds. */
const EVERY = 10_000;
const RETRY = { first: EVERY, most: 300_000 };
/** A segment that must not go is left to the reconciliation, and not looked at again before that. */
const LEAVE_ALONE = 3_600_000;

/**
 * Lets kept segments go: after `SPOOL_RETENTION_HOURS`, earlier when they take more than `SPOOL_RETENTION_BYTES`,
 * and earlier still when the disk is so full that deliveries would soon be refused; the oldest first, into
 * `SPOOL_ARCHIVE_DIR` or away. None goes unless ClickHouse was asked just before and holds all of it.
 */
@Injectable()
export class SegmentRetentionJob implements OnApplicationBootstrap {
  private readonly archive: SegmentMove | undefined;
  /** By the segment as it was drained: one that is drained again meanwhile may be looked at again. */
  private readonly leftAloneUntil = new WeakMap<DrainedSegment, number>();
  private archiveSharesTheDisk = false;

  constructor(
    private readonly spool: Spool,
    private readonly comparison: SegmentComparison,
    private readonly jobs: Jobs,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    const { archiveDir } = settings.spool;
    this.archive = archiveDir === undefined ? undefined : new SegmentMove(archiveDir);
    jobs.add({
      name: 'keepSegmentsWithinLimits',
      everyMs: EVERY,
      retry: RETRY,
      run: () => this.keepWithinLimits(),
      failure: 'kept segments that should go stay; tried again soon',
    });
  }

  /** A wrong SPOOL_ARCHIVE_DIR shows at the start, and not days later, when the first segment is to go there. */
  onApplicationBootstrap(): void {
    // Not waited for: a file system of another machine may take its time.
    void this.tryArchive();
  }

  /** Says in the log where segments could not go to the archive. Never rejects. */
  async tryArchive(): Promise<void> {
    if (this.archive === undefined) return;
    await this.spool.tryMove(this.archive).catch((error: unknown) => {
      this.log.error(
        { err: error, archive: this.settings.spool.archiveDir },
        'SPOOL_ARCHIVE_DIR cannot be written to: until it can, kept segments stay in the spool',
      );
    });
  }

  /**
   * Looks once at what must go, and lets it go.
   * @throws ClickHouseError when it cannot be asked; the system's error when a segment could not be moved or
   * deleted. What has not gone by then stays.
   */
  async keepWithinLimits(): Promise<void> {
    const room = new RoomWanted(this.spool.stats(), this.settings.spool);
    if (this.archiveSharesTheDisk) room.giveUpOnTheDisk();
    for (const segment of this.spool.drainedSegments()) {
      if (this.jobs.stopping.aborted) break;
      const reason = room.reasonToGo(segment, Date.now());
      if (reason === undefined || !(await this.mayGo(segment))) continue;
      const freesRoom = await this.letGo(segment, reason);
      room.went(segment.bytes, freesRoom);
      if (reason === 'disk' && !freesRoom) this.giveUpOnTheDisk(room);
    }
  }

  private async mayGo(segment: DrainedSegment): Promise<boolean> {
    if ((this.leftAloneUntil.get(segment) ?? 0) > Date.now()) return false;
    const { kind } = await this.comparison.stateOf(segment);
    if (kind === 'held') return true;
    this.leftAloneUntil.set(segment, Date.now() + LEAVE_ALONE);
    this.log.warn(
      { segment: segmentIdText(segment.segmentId), kind },
      'a kept segment is not removed: ClickHouse lacks deliveries',
    );
    return false;
  }

  /** Resolves with whether the spool's disk has more room now. */
  private async letGo({ segmentId, bytes }: DrainedSegment, reason: ReasonToGo): Promise<boolean> {
    let freesRoom = true;
    if (this.archive === undefined) await this.spool.remove(segmentId);
    else ({ freesRoom } = await this.spool.moveOut(segmentId, this.archive));
    const what = this.archive === undefined ? 'deleted' : 'archived';
    const facts = { segment: segmentIdText(segmentId), bytes, reason };
    if (reason === 'disk') {
      this.log.warn(
        { ...facts, freeBytes: this.spool.stats().freeBytes },
        `the disk is nearly full: a kept segment was ${what} before its time, so that deliveries are not refused`,
      );
    } else {
      this.log.debug(facts, `a kept segment was ${what}`);
    }
    return freesRoom;
  }

  private giveUpOnTheDisk(room: RoomWanted): void {
    this.archiveSharesTheDisk = true;
    room.giveUpOnTheDisk();
    this.log.error(
      { archive: this.settings.spool.archiveDir },
      'the archive is on the disk of the spool: moving segments there makes no room for deliveries',
    );
  }
}
