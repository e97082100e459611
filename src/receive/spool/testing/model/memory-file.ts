import type { Operation } from '../faulty-files';
import type { SpoolFile } from '../../spool-files';
import type { DiskFaults } from './disk-faults';
import type { DiskOperations } from './disk-operations';
import type { MemoryDisk } from './memory-disk';
import type { MemoryInode } from './memory-inode';

/** An open file of a {@link MemoryDisk}. */
export class MemoryFile implements SpoolFile {
  constructor(
    private readonly inode: MemoryInode,
    private readonly disk: MemoryDisk,
    private readonly operations: DiskOperations,
    private readonly faults: DiskFaults,
  ) {}

  read(target: Buffer, position: number): Promise<number> {
    return this.operate('read', () => this.inode.read(target, position));
  }

  write(bytes: Buffer, position: number): Promise<number> {
    const { choices } = this.disk;
    const writeBeginning = (): number => {
      const taken = choices.below(bytes.length);
      if (taken > 0) this.inode.write(bytes.subarray(0, taken), position);
      return taken;
    };
    return this.operations.add(() => {
      const fault = this.strike('write');
      if (fault !== undefined) {
        const taken = writeBeginning();
        if (fault === 'short') return taken;
        throw fault;
      }
      this.inode.write(bytes, position);
      return bytes.length;
    }, writeBeginning);
  }

  /** The same as {@link sync} here: after it the disk holds the length as well, as the data need it. */
  datasync(): Promise<void> {
    return this.syncAs('datasync');
  }

  sync(): Promise<void> {
    return this.syncAs('sync');
  }

  truncate(length: number): Promise<void> {
    return this.operate('truncate', () => {
      this.inode.truncate(length);
    });
  }

  size(): Promise<number> {
    return this.operations.add(() => this.inode.length);
  }

  close(): Promise<void> {
    return this.operations.add(() => undefined);
  }

  private syncAs(operation: 'datasync' | 'sync'): Promise<void> {
    return this.operate(
      operation,
      () => {
        this.inode.sync();
      },
      () => {
        this.inode.failSync();
      },
    );
  }

  private operate<T>(operation: Operation, effect: () => T, effectOfFailure?: () => void): Promise<T> {
    return this.operations.add(() => {
      const fault = this.strike(operation);
      if (fault === undefined || fault === 'short') return effect();
      effectOfFailure?.();
      throw fault;
    });
  }

  private strike(operation: Operation): Error | 'short' | undefined {
    return this.faults.strike(operation, this.disk.names.nameOf(this.inode) ?? '');
  }
}
