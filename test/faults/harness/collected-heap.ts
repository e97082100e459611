import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { StartOptions } from './supervised-service';
import { within } from './within';

const TIMEOUT_MS = 20_000;

/** What is left of the heap of a service after all garbage was collected: what it cannot let go of. */
export class CollectedHeap {
  private readonly file: string;

  constructor(folder: string) {
    this.file = join(folder, 'heap');
  }

  /** The service must be started so. */
  get startOptions(): StartOptions {
    return {
      nodeOptions: ['--expose-gc', '--require', resolve('test/faults/harness/heap-reporter.cjs')],
      environment: { HEAP_REPORT: this.file },
    };
  }

  /** In mebibytes. */
  async of(pid: number): Promise<number> {
    await rm(this.file, { force: true });
    process.kill(pid, 'SIGUSR2');
    const bytes = await within(TIMEOUT_MS, async () => Number(await readFile(this.file, 'utf8')));
    if (!bytes) throw new Error('The service did not tell of its heap.');
    return bytes / 2 ** 20;
  }
}
