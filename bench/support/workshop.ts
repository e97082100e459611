import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BenchError } from './bench-error';
import { ChildProgram } from './child-program';
import type { ChildProgramOptions } from './child-program';

const TMPFS = 0x01021994;
const RUNNER = resolve(__dirname, '../../test/support/run-typescript.mjs');
const PROGRAMS = resolve(__dirname, '../programs');

/** The folder and the processes of one benchmark, which leaves neither behind. */
export class Workshop {
  private readonly programs = new Set<ChildProgram>();
  private isClosed = false;
  private wasInterrupted = false;

  private constructor(readonly folder: string) {}

  /**
   * @param parent a folder on the disk to be measured
   * @throws BenchError when it is in memory: waiting for the disk would cost nothing there
   */
  static async open(parent: string): Promise<Workshop> {
    await mkdir(parent, { recursive: true });
    if ((await statfs(parent)).type === TMPFS)
      throw new BenchError(`${parent} is kept in memory. Name a folder on a disk with --dir.`);
    return new Workshop(await mkdtemp(join(resolve(parent), 'signalzen-bench-')));
  }

  newFolder(name: string): Promise<string> {
    return mkdtemp(join(this.folder, `${name}-`));
  }

  start(options: ChildProgramOptions): ChildProgram {
    if (this.isClosed) throw new BenchError('The benchmark was stopped.');
    const program = ChildProgram.start(options);
    this.programs.add(program);
    return program;
  }

  /** Starts one of `bench/programs`, which reads its orders from its first argument, as JSON. */
  startOwn(program: string, orders: object = {}): ChildProgram {
    const path = join(PROGRAMS, `${program}.ts`);
    return this.start({ name: program, nodeArguments: [RUNNER, path, JSON.stringify(orders)] });
  }

  async stop(program: ChildProgram): Promise<void> {
    await program.stop();
    this.programs.delete(program);
  }

  /** Ends every process; nothing more is started. Whoever waits for one of them fails. */
  async interrupt(): Promise<void> {
    this.wasInterrupted = true;
    await this.end();
  }

  /** Whether it was a person who ended it: whatever failed then, failed for that. */
  get isInterrupted(): boolean {
    return this.wasInterrupted;
  }

  async close(): Promise<void> {
    await this.end();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async end(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.programs].map((program) => this.stop(program)));
  }
}
