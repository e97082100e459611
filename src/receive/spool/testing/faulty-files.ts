import { basename } from 'node:path';
import { DiskFiles } from '../disk-files';
import type { SpoolFile, SpoolFiles } from '../spool-files';

export type Operation =
  | 'create'
  | 'datasync'
  | 'free-bytes'
  | 'list'
  | 'make-directory'
  | 'open'
  | 'read'
  | 'rename'
  | 'sync'
  | 'sync-directory'
  | 'truncate'
  | 'unlink'
  | 'write';

/** Decides what happens instead of an operation on a file: an error, fewer bytes (of a write), or nothing unusual. */
export type Fault = (operation: Operation, file: string) => Error | number | undefined;

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected by a test`), { code });
}

/** The real file system, with the faults of a test. Remembers what was done, in order. */
export class FaultyFiles implements SpoolFiles {
  fault: Fault = () => undefined;
  readonly done: string[] = [];
  private readonly disk = new DiskFiles();
  private readonly opened: FaultyFile[] = [];

  async makeDirectory(path: string): Promise<void> {
    this.check('make-directory', path);
    await this.disk.makeDirectory(path);
  }

  async list(directory: string): Promise<string[]> {
    this.check('list', directory);
    return this.disk.list(directory);
  }

  async create(path: string): Promise<SpoolFile> {
    this.check('create', path);
    return this.remember(new FaultyFile(this, await this.disk.create(path), path));
  }

  async open(path: string): Promise<SpoolFile> {
    this.check('open', path);
    return this.remember(new FaultyFile(this, await this.disk.open(path), path));
  }

  async rename(from: string, to: string): Promise<void> {
    this.check('rename', from);
    await this.disk.rename(from, to);
    for (const file of this.opened) if (file.path === from) file.path = to;
  }

  async unlink(path: string): Promise<void> {
    this.check('unlink', path);
    await this.disk.unlink(path);
  }

  async syncDirectory(directory: string): Promise<void> {
    this.check('sync-directory', directory);
    await this.disk.syncDirectory(directory);
  }

  async freeBytes(directory: string): Promise<number> {
    return this.check('free-bytes', directory) ?? (await this.disk.freeBytes(directory));
  }

  /** @throws the injected error; returns the injected number. */
  check(operation: Operation, path: string): number | undefined {
    const outcome = this.fault(operation, basename(path));
    if (outcome instanceof Error) throw outcome;
    this.done.push(operation);
    return outcome;
  }

  private remember(file: FaultyFile): FaultyFile {
    this.opened.push(file);
    return file;
  }
}

class FaultyFile implements SpoolFile {
  constructor(
    private readonly files: FaultyFiles,
    private readonly file: SpoolFile,
    /** Its present name: faults are told apart by it. */
    public path: string,
  ) {}

  async read(target: Buffer, position: number): Promise<number> {
    this.files.check('read', this.path);
    return this.file.read(target, position);
  }

  async write(bytes: Buffer, position: number): Promise<number> {
    const taken = this.files.check('write', this.path) ?? bytes.length;
    return this.file.write(bytes.subarray(0, taken), position);
  }

  async datasync(): Promise<void> {
    this.files.check('datasync', this.path);
    await this.file.datasync();
  }

  async sync(): Promise<void> {
    this.files.check('sync', this.path);
    await this.file.sync();
  }

  async truncate(length: number): Promise<void> {
    this.files.check('truncate', this.path);
    await this.file.truncate(length);
  }

  size(): Promise<number> {
    return this.file.size();
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
