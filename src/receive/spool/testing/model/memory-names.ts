import { basename, dirname } from 'node:path';
import { systemError } from '../faulty-files';
import type { MemoryInode } from './memory-inode';
import type { RandomChoices } from './random-choices';

/** A path, or `undefined` for a file that has no name (yet, or any more). */
type Name = string | undefined;

/**
 * The names of files. Until its directory is synced, a name that was made, changed or removed may be the old one or
 * the new one after a power cut, for each file by itself. A renamed file has one of its names, never none, never both.
 */
export class MemoryNames {
  private readonly current = new Map<string, MemoryInode>();
  /** For each file the name on the disk, then every one since. */
  private readonly histories = new Map<MemoryInode, Name[]>();

  constructor(private readonly choices: RandomChoices) {}

  get inodes(): Iterable<MemoryInode> {
    return this.histories.keys();
  }

  list(directory: string): string[] {
    return [...this.current.keys()]
      .filter((path) => dirname(path) === directory)
      .map((path) => basename(path));
  }

  /** @throws ENOENT */
  find(path: string): MemoryInode {
    const inode = this.current.get(path);
    if (inode === undefined) throw systemError('ENOENT');
    return inode;
  }

  has(path: string): boolean {
    return this.current.has(path);
  }

  nameOf(inode: MemoryInode): Name {
    return this.histories.get(inode)?.at(-1);
  }

  add(path: string, inode: MemoryInode): void {
    if (this.current.has(path)) throw systemError('EEXIST');
    this.current.set(path, inode);
    this.histories.set(inode, [undefined, path]);
  }

  rename(from: string, to: string): void {
    const inode = this.find(from);
    if (this.current.has(to)) this.remove(to);
    this.current.delete(from);
    this.current.set(to, inode);
    this.histories.get(inode)?.push(to);
  }

  remove(path: string): void {
    const inode = this.find(path);
    this.current.delete(path);
    this.histories.get(inode)?.push(undefined);
  }

  sync(directory: string): void {
    for (const [inode, names] of this.histories) {
      if (names.some((name) => name !== undefined && dirname(name) === directory))
        this.settle(inode, names.at(-1));
    }
  }

  cutPower(): void {
    this.current.clear();
    for (const [inode, names] of this.histories) {
      const name = names[this.choices.below(names.length)];
      this.settle(inode, name);
      if (name !== undefined) this.current.set(name, inode);
    }
  }

  private settle(inode: MemoryInode, name: Name): void {
    if (name === undefined) this.histories.delete(inode);
    else this.histories.set(inode, [name]);
  }
}
