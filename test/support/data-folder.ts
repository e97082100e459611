import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';
/** Bytes: more than all that run at the same time have ever held. In a container there may be 64 MB. */
const ENOUGH_ROOM = 4 * 2 ** 30;

/**
 * An empty folder for the data of a service or of a server. Where there is room it is in memory: ClickHouse spends a
 * third of its start on files. What disks do is tried by test/faults, and by everything here with `TMPDIR` set.
 */
export function makeDataFolder(prefix: string): string {
  const parent = process.env['TMPDIR'] === undefined && hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir();
  return mkdtempSync(join(parent, prefix));
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_ROOM;
  } catch {
    // Only Linux has it.
    return false;
  }
}
