import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { BenchError } from './bench-error';

const EXIT_TIMEOUT_MS = 45_000;
const LINES_SHOWN = 20;

export interface ChildProgramOptions {
  readonly name: string;
  /** What is run with these arguments; default: this Node. */
  readonly command?: readonly [string, ...string[]];
  /** What follows `node` on the command line. */
  readonly nodeArguments: readonly string[];
  /** All that the program sees of the environment, besides `PATH`. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A program in a process of its own that writes one JSON object per line on standard output. */
export class ChildProgram {
  private readonly ended: Promise<string>;
  private readonly lines: string[] = [];
  private end: string | undefined;
  private listener: ((line: string) => void) | undefined;
  private watcher: ((line: string) => void) | undefined;

  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    this.ended = new Promise<string>((resolve) => {
      child.once('close', (code, signal) => {
        resolve(signal ?? `exit code ${code ?? '?'}`);
      });
      child.once('error', (error) => {
        resolve(error.message);
      });
    }).then((how) => (this.end = how));
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.hear(line);
      });
    }
  }

  static start({ name, command, nodeArguments, environment }: ChildProgramOptions): ChildProgram {
    const [program, ...before] = command ?? [process.execPath];
    const child = spawn(program, [...before, ...nodeArguments], {
      env: { PATH: process.env['PATH'], ...environment },
      // The bench's own programs end with their standard input, however the bench ends.
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => undefined);
    return new ChildProgram(name, child);
  }

  /**
   * The first line for which `read` gives a value.
   * @throws BenchError when the program ends before, or says no such thing in time
   */
  async says<T>(read: (line: string) => T | undefined, withinMs: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await Promise.race([
        new Promise<T>((found) => {
          this.listener = (line) => {
            const value = read(line);
            if (value !== undefined) found(value);
          };
          this.lines.forEach(this.listener);
        }),
        this.ended.then((how) => this.fail(`ended too early (${how})`)),
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => {
            reject(this.failure(`said nothing for ${withinMs / 1000} s`));
          }, withinMs);
        }),
      ]);
    } finally {
      clearTimeout(timer);
      this.listener = undefined;
    }
  }

  /** Shows each line that it says from now on. */
  watch(watcher: (line: string) => void): void {
    this.watcher = watcher;
  }

  get pid(): number {
    return this.child.pid ?? this.fail('could not be started');
  }

  /** Whether it still runs, and its last lines: for the message when something went wrong. */
  get lastWords(): string {
    const state = this.end === undefined ? 'still runs' : `has ended (${this.end})`;
    return [`${this.name} ${state}. It last said:`, ...this.lines].join('\n');
  }

  get hasEnded(): boolean {
    return this.end !== undefined;
  }

  /** Asks it to end, and after some time makes it; resolves when it is gone. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), EXIT_TIMEOUT_MS);
    this.child.kill('SIGTERM');
    this.child.stdin?.end();
    await this.ended;
    clearTimeout(timer);
  }

  private hear(line: string): void {
    this.lines.push(line);
    if (this.lines.length > LINES_SHOWN) this.lines.shift();
    this.listener?.(line);
    this.watcher?.(line);
  }

  private fail(what: string): never {
    throw this.failure(what);
  }

  private failure(what: string): BenchError {
    return new BenchError([`${this.name} ${what}. It last said:`, ...this.lines].join('\n'));
  }
}
