import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command';
import type { Stage } from './stage';

const CHUNK = Buffer.alloc(1 << 20);

/** A disk in memory, so small that it can be filled up. */
export class SmallDisk {
  private constructor(private readonly folder: string) {}

  /** Puts the disk in the place of a folder until the scenario is over. */
  static async mount(stage: Stage, folder: string, mebibytes: number): Promise<SmallDisk> {
    await mkdir(folder, { recursive: true });
    await runCommand('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder);
    stage.atTheEnd(() => runCommand('umount', folder));
    return new SmallDisk(folder);
  }

  /** Leaves not a byte free. */
  fill(): void {
    const file = openSync(this.ballast, 'w');
    try {
      for (let length = CHUNK.length; length > 0;) {
        try {
          if (writeSync(file, CHUNK, 0, length) < length) length >>= 1;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          length >>= 1;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.ballast, { force: true });
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}
