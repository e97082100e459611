import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { DiskFiles } from '../../receive/spool/disk-files';
import { drainedName, isUnfinishedName, parseDrainedName } from '../../receive/spool/segment-names';
import { rewriteSegment } from '../../receive/spool/segment-rewrite';
import type { RewrittenSegment, SegmentChange } from '../../receive/spool/segment-rewrite';
import { Spool } from '../../receive/spool/spool';
import { isMissing } from '../../receive/spool/spool-error';

/** A file of deliveries that were drained. */
export interface DrainedFile {
  readonly segmentId: bigint;
  /** How many deliveries it holds. */
  readonly records: number;
  readonly place: 'spool' | 'archive';
  readonly name: string;
  /** See `rewriteSegment`. */
  readonly rewrite: (change: SegmentChange) => Promise<RewrittenSegment>;
}

/** The drained deliveries that this receiver has on its disks: those that the spool keeps, and its archive. */
@Injectable()
export class DrainedFiles {
  constructor(
    private readonly spool: Spool,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws the system's error when the archive cannot be read */
  async list(): Promise<DrainedFile[]> {
    // The spool first: what it moves into the archive meanwhile is seen in one of the two at least.
    const inSpool = this.spool.drainedSegments().map((segment): DrainedFile => {
      const { segmentId, records } = segment;
      const rewrite = (change: SegmentChange) => this.spool.rewrite(segmentId, change);
      return { segmentId, records, place: 'spool', name: drainedName(segment), rewrite };
    });
    const { archiveDir } = this.settings.spool;
    return archiveDir === undefined ? inSpool : [...inSpool, ...(await archived(archiveDir))];
  }
}

async function archived(folder: string): Promise<DrainedFile[]> {
  const files = new DiskFiles();
  const found: DrainedFile[] = [];
  for (const name of await namesIn(folder)) {
    const segment = parseDrainedName(name);
    // Left behind by a process that was killed.
    if (isUnfinishedName(name)) await unlink(join(folder, name));
    if (segment === undefined) continue;
    const { segmentId, records } = segment;
    const rewrite = (change: SegmentChange) => rewriteSegment(files, folder, { name, segmentId }, change);
    found.push({ segmentId, records, place: 'archive', name, rewrite });
  }
  return found;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
