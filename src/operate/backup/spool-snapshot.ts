import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openToRead } from '../../receive/spool/disk-files';
import { parseDrainedName, parseSegmentName } from '../../receive/spool/segment-names';
import { scanSegment } from '../../receive/spool/segment-scan';
import { makeDirectory } from '../../platform/data-directory/make-directory';
import { BackupError } from './backup-error';

export interface KeptSegment {
  readonly name: string;
  /** Where it stays as long as the snapshot does. */
  readonly path: string;
  /** Where its last whole record ends; `undefined`: it is drained, and does not change. */
  readonly end: number | undefined;
}

/** Files are drained, renamed and removed meanwhile; each round sees what the one before has missed. */
const MAX_ROUNDS = 50;

/**
 * The segments of a spool that ClickHouse may not have: those that wait, and those that were drained since some time.
 * Links keep them while the service goes on draining and removing them; nothing of the spool is changed.
 *
 * They are looked at before the tables are, and again after: what is drained and removed in between, the first look has
 * seen.
 */
export class SpoolSnapshot {
  private looks = 0;

  /** @param drainedSince milliseconds since 1970 */
  constructor(
    private readonly spool: string,
    private readonly work: string,
    private readonly drainedSince: number,
  ) {}

  async look(): Promise<void> {
    const folder = join(this.work, String((this.looks += 1)));
    makeDirectory(this.work);
    await mkdir(folder, { mode: 0o700 });
    for (let round = 1; ; round += 1) {
      const gone = await this.linkAll(folder);
      if (gone === 0) return;
      if (round === MAX_ROUNDS)
        throw new BackupError(
          'BACKUP_NOT_POSSIBLE',
          `The files in ${this.spool} do not keep still. Run it again.`,
        );
    }
  }

  /** Of each segment its latest file. */
  async segments(): Promise<KeptSegment[]> {
    const latest = new Map<bigint, { readonly name: string; readonly path: string }>();
    for (let look = 1; look <= this.looks; look += 1) {
      const folder = join(this.work, String(look));
      // A segment that was drained during a look is there by both names, the second of which sorts first.
      for (const name of (await readdir(folder)).sort().reverse()) {
        const id = segmentIdOf(name);
        if (id !== undefined) latest.set(id, { name, path: join(folder, name) });
      }
    }
    return Promise.all([...latest].map(([id, file]) => withEnd(id, file)));
  }

  async remove(): Promise<void> {
    await rm(this.work, { recursive: true, force: true });
  }

  /** @returns how many were gone before they were linked */
  private async linkAll(folder: string): Promise<number> {
    let gone = 0;
    for (const name of await namesIn(this.spool)) {
      if (!this.isWanted(name)) continue;
      try {
        await link(join(this.spool, name), join(folder, name));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT') gone += 1;
        else if (code !== 'EEXIST') throw error;
      }
    }
    return gone;
  }

  private isWanted(name: string): boolean {
    const drained = parseDrainedName(name);
    return drained ? drained.drainedAt >= this.drainedSince : parseSegmentName(name) !== undefined;
  }
}

function segmentIdOf(name: string): bigint | undefined {
  return parseDrainedName(name)?.segmentId ?? parseSegmentName(name);
}

async function withEnd(
  id: bigint,
  file: { readonly name: string; readonly path: string },
): Promise<KeptSegment> {
  if (parseDrainedName(file.name)) return { ...file, end: undefined };
  const open = await openToRead(file.path);
  try {
    // Records that are written meanwhile come after it, whole or not.
    return { ...file, end: (await scanSegment(open, id)).end };
  } finally {
    await open.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
}
