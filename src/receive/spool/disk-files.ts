import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { ReadableFile, SpoolFile, SpoolFiles } from './spool-files';

const close = promisify(fs.close);
const fdatasync = promisify(fs.fdatasync);
const fstat = promisify(fs.fstat);
const fsync = promisify(fs.fsync);
const ftruncate = promisify(fs.ftruncate);
const mkdir = promisify(fs.mkdir);
const open = promisify(fs.open);
const stat = promisify(fs.stat);
const statfs = promisify(fs.statfs);

/** Deliveries hold personal data: they are for the service's own user only. */
const FILE_MODE = 0o600;
const DIRECTORY_MODE = 0o700;

/** A file by its descriptor. `fs` with callbacks costs a fraction of what `FileHandle` costs per call. */
class DiskFile implements SpoolFile {
  constructor(private readonly descriptor: number) {}

  async read(target: Buffer, position: number): Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      const read = await this.readOnce(target, filled, position + filled);
      if (read === 0) break;
      filled += read;
    }
    return filled;
  }

  write(bytes: Buffer, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      fs.write(this.descriptor, bytes, 0, bytes.length, position, (error, written) => {
        if (error) reject(error);
        else resolve(written);
      });
    });
  }

  datasync(): Promise<void> {
    return fdatasync(this.descriptor);
  }

  sync(): Promise<void> {
    return fsync(this.descriptor);
  }

  truncate(length: number): Promise<void> {
    return ftruncate(this.descriptor, length);
  }

  async size(): Promise<number> {
    return (await fstat(this.descriptor)).size;
  }

  close(): Promise<void> {
    return close(this.descriptor);
  }

  private readOnce(target: Buffer, offset: number, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      fs.read(this.descriptor, target, offset, target.length - offset, position, (error, read) => {
        if (error) reject(error);
        else resolve(read);
      });
    });
  }
}

/** Opens a file that this process need not be allowed to change, such as one of an archive. */
export async function openToRead(path: string): Promise<ReadableFile> {
  return new DiskFile(await open(path, 'r'));
}

/** The real file system. */
export class DiskFiles implements SpoolFiles {
  readonly list = promisify(fs.readdir) as (directory: string) => Promise<string[]>;
  readonly rename = promisify(fs.rename);
  readonly unlink = promisify(fs.unlink);

  async makeDirectory(path: string): Promise<void> {
    try {
      await mkdir(path, { mode: DIRECTORY_MODE });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const parent = dirname(path);
      if (code === 'EEXIST' && (await isDirectory(path))) return;
      // Node's own `recursive` never ends where the system says ENOENT below a place that is there, as /proc does.
      if (code !== 'ENOENT' || parent === path || (await isDirectory(parent))) throw error;
      await this.makeDirectory(parent);
      await this.makeDirectory(path);
      return;
    }
    await this.syncDirectory(dirname(path));
  }

  async create(path: string): Promise<SpoolFile> {
    return new DiskFile(await open(path, 'wx+', FILE_MODE));
  }

  async open(path: string): Promise<SpoolFile> {
    return new DiskFile(await open(path, 'r+'));
  }

  async syncDirectory(directory: string): Promise<void> {
    const descriptor = await open(directory, 'r');
    try {
      await fsync(descriptor);
    } finally {
      await close(descriptor);
    }
  }

  async freeBytes(directory: string): Promise<number> {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  }
}

function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
