import { MemoryInode } from './memory-inode';
import { MemoryNames } from './memory-names';
import type { RandomChoices } from './random-choices';

/** A file system in memory that outlives the processes using it, and forgets at a power cut what Linux may forget. */
export class MemoryDisk {
  readonly names: MemoryNames;

  constructor(readonly choices: RandomChoices) {
    this.names = new MemoryNames(choices);
  }

  create(path: string): MemoryInode {
    const inode = new MemoryInode(this.choices);
    this.names.add(path, inode);
    return inode;
  }

  /** Somebody else needs memory; see {@link MemoryInode.evict}. */
  evictSome(): void {
    for (const inode of this.names.inodes) if (this.choices.onceIn(2)) inode.evict();
  }

  cutPower(): void {
    for (const inode of this.names.inodes) inode.cutPower();
    this.names.cutPower();
  }
}
