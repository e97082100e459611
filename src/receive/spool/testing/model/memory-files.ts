import type { Operation } from '../faulty-files';
import { systemError } from '../faulty-files';
import type { SpoolFile, SpoolFiles } from '../../spool-files';
import type { DiskFaults } from './disk-faults';
import type { DiskOperations } from './disk-operations';
import type { MemoryDisk } from './memory-disk';
import { MemoryFile } from './memory-file';
import type { MemoryInode } from './memory-inode';

/** The file system as one process sees it, until its {@link DiskOperations} end. */
export class MemoryFiles implements SpoolFiles {
  constructor(
    private readonly disk: MemoryDisk,
    readonly operations: DiskOperations,
    private readonly faults: DiskFaults,
  ) {}

  async makeDirectory(path: string): Promise<void> {
    // Directories are there, durably, once they are asked for: the model is about files.
    await this.operate('make-directory', path, () => undefined);
  }

  list(directory: string): Promise<string[]> {
    return this.operate('list', directory, () => this.disk.names.list(directory));
  }

  create(path: string): Promise<SpoolFile> {
    return this.operate('create', path, () => this.fileOf(this.disk.create(path)));
  }

  open(path: string): Promise<SpoolFile> {
    return this.operate('open', path, () => this.fileOf(this.disk.names.find(path)));
  }

  rename(from: string, to: string): Promise<void> {
    return this.operate('rename', from, () => {
      this.disk.names.rename(from, to);
    });
  }

  unlink(path: string): Promise<void> {
    return this.operate('unlink', path, () => {
      this.disk.names.remove(path);
    });
  }

  syncDirectory(directory: string): Promise<void> {
    return this.operate('sync-directory', directory, () => {
      this.disk.names.sync(directory);
    });
  }

  freeBytes(directory: string): Promise<number> {
    return this.operate('free-bytes', directory, () => 1 << 30);
  }

  private fileOf(inode: MemoryInode): MemoryFile {
    return new MemoryFile(inode, this.disk, this.operations, this.faults);
  }

  private operate<T>(operation: Operation, path: string, effect: () => T): Promise<T> {
    return this.operations.add(() => {
      const error = this.faults.strike(operation, path);
      if (error !== undefined) throw error === 'short' ? systemError('EIO') : error;
      return effect();
    });
  }
}
