import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BenchError } from '../support/bench-error';
import type { Workshop } from '../support/workshop';
import type { Generated } from './generate-deliveries';

/** Where the data directory of one size is, and whether its deliveries are there already. */
export class DataFolder {
  private constructor(
    /** Of this size. */
    readonly path: string,
    private readonly isKept: boolean,
    /** What an earlier benchmark has put there; `undefined` for nothing. */
    readonly generated: Generated | undefined,
  ) {}

  /**
   * @param keep where folders are left for the next benchmark; `undefined`: a new one that is removed
   * @param size what the folder is called by
   */
  static async open(workshop: Workshop, keep: string | undefined, size: string): Promise<DataFolder> {
    if (keep === undefined) return new DataFolder(await workshop.newFolder('query'), false, undefined);
    const folder = join(resolve(keep), `deliveries-${size}`);
    const note = noteIn(folder);
    const isThere = existsSync(folder);
    if (isThere && !existsSync(note)) {
      throw new BenchError(`${folder} was left half made. Remove it, and it is made again.`);
    }
    await mkdir(folder, { recursive: true });
    const generated = isThere ? (JSON.parse(await readFile(note, 'utf8')) as Generated) : undefined;
    return new DataFolder(folder, true, generated);
  }

  /** The service's. */
  get dataDir(): string {
    return join(this.path, 'data');
  }

  /** Notes that everything was generated. */
  async note(generated: Generated): Promise<void> {
    await writeFile(noteIn(this.path), `${JSON.stringify(generated)}\n`);
  }

  /** Removes it, unless it is kept: the next size may need the room. */
  async close(): Promise<void> {
    if (!this.isKept) await rm(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

function noteIn(folder: string): string {
  return join(folder, 'generated.json');
}
