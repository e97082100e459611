import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The calls that the spool makes of the system. `UV_THREADPOOL_SIZE=1` has one thread make them all, in order. */
export type SystemCall =
  'fdatasync' | 'fsync' | 'ftruncate' | 'openat' | 'pread64' | 'pwrite64' | 'rename' | 'unlink';

/**
 * What happens to a call, in the words of strace: `error=EIO`, `retval=3`, `signal=KILL`, `delay_enter=200000`
 * (microseconds); `:when=5` the fifth time only, `:when=5+` from then on, counted per thread.
 */
export interface Injection {
  readonly call: SystemCall;
  readonly effect: string;
  /** Only for calls that concern one of these files and folders. */
  readonly paths?: readonly string[];
}

/**
 * A command that runs the service under strace with the injection. The service keeps its process id. It must not
 * start an embedded ClickHouse: that would be under the fault, too.
 */
export function underStrace(injection: Injection): string[] {
  return ['strace', '-D', '-f', '-qq', ...wordsFor(injection)];
}

/** An injection into a process that runs, until it is ended. */
export class SystemCallFault {
  private readonly ended: Promise<void>;

  private constructor(private readonly tracer: ChildProcess) {
    this.ended = new Promise((resolve) => {
      tracer.once('exit', () => {
        resolve();
      });
    });
  }

  /** Resolves when every thread of the process is under the fault. */
  static async inject(pid: number, injection: Injection): Promise<SystemCallFault> {
    const tracer = spawn('strace', ['-f', '-p', String(pid), ...wordsFor(injection)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const fault = new SystemCallFault(tracer);
    await new Promise<void>((attached, failed) => {
      const lines: string[] = [];
      createInterface({ input: tracer.stderr }).on('line', (line) => {
        lines.push(line);
        if (/Process \d+ attached/.test(line)) attached();
      });
      void fault.ended.then(() => {
        failed(new Error(`strace could not be attached: ${lines.join(' ')}`));
      });
    });
    return fault;
  }

  /** The process goes on without it. */
  async end(): Promise<void> {
    this.tracer.kill('SIGTERM');
    await this.ended;
  }
}

function wordsFor({ call, effect, paths = [] }: Injection): string[] {
  const where = paths.flatMap((path) => ['-P', path]);
  return ['-o', '/dev/null', ...where, '-e', `trace=${call}`, '-e', `inject=${call}:${effect}`];
}
