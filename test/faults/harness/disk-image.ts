import { copyFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command';
import type { Stage } from './stage';

const BYTES = 96 << 20;

/**
 * An ext4 disk whose device is a file. A copy of that file, taken while the file system is in use, is what a
 * disk holds after its power was cut: nothing of what the system kept in memory.
 */
export class DiskImage {
  private isMounted = false;

  private constructor(
    private readonly image: string,
    private readonly folder: string,
  ) {}

  /** Makes an empty disk and puts it in the place of a folder. */
  static async make(stage: Stage, folder: string): Promise<DiskImage> {
    await mkdir(folder, { recursive: true });
    const disk = new DiskImage(join(stage.folder, 'disk-0.img'), folder);
    await writeFile(disk.image, '');
    await truncate(disk.image, BYTES);
    await runCommand('mkfs.ext4', '-q', '-F', disk.image);
    await disk.mount();
    return disk;
  }

  /** What would be left of the disk if the power were cut now, as the file of another disk. */
  async copy(stage: Stage, number: number): Promise<DiskImage> {
    const copy = new DiskImage(join(stage.folder, `disk-${number}.img`), this.folder);
    await copyFile(this.image, copy.image);
    return copy;
  }

  /**
   * The journal is replayed by it. Without `commit=300` the system would itself write the journal every five seconds.
   */
  async mount(): Promise<void> {
    await runCommand('mount', '-o', 'loop,commit=300', this.image, this.folder);
    this.isMounted = true;
  }

  async remove(): Promise<void> {
    if (this.isMounted) await runCommand('umount', this.folder);
    this.isMounted = false;
    await rm(this.image);
  }
}
