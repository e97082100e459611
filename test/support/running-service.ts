import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram } from './built-program';
import { makeDataFolder } from './data-folder';

export const SECRET = 'a-secret-as-shown-in-the-console';
export const TOKEN = 'a-token-for-the-api';
const START = builtProgram('start');

export interface ServiceOptions {
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What starts it, by default what `npm run build` made. */
  readonly program?: readonly string[];
  /** For `node` itself, such as a limit of its memory. */
  readonly nodeOptions?: readonly string[];
  /** A command that becomes the service, such as `prlimit` with a limit: what follows it is run under it. */
  readonly through?: readonly string[];
}

const LINES_KEPT = 500;

/** The built service in processes of its own, on a free port. */
export class RunningService {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly dataDir: string,
    private readonly lines: readonly string[],
  ) {}

  /** Resolves when the service says that it is ready to receive, or for what else its roles are. */
  static async start(options: ServiceOptions): Promise<RunningService> {
    const { dataDir, environment, program: start = START, nodeOptions = [], through = [] } = options;
    const [command = '', ...rest] = [...through, process.execPath, ...nodeOptions, ...start];
    const child = spawn(command, rest, {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DATA_DIR: dataDir,
        SIGNALZEN_API_SECRET: SECRET,
        SIGNALZEN_API: 'off',
        API_TOKEN: TOKEN,
        ROLLUP_EVERY_SECONDS: '1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    const hear = (line: string) => {
      lines.push(line);
      if (lines.length > LINES_KEPT) lines.shift();
    };
    createInterface({ input: child.stderr }).on('line', hear);
    const url = await new Promise<string>((found, failed) => {
      child.once('error', failed);
      child.once('exit', (code) => {
        failed(new Error(`the service ended with ${code}:\n${lines.slice(-20).join('\n')}`));
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        hear(line);
        const said = JSON.parse(line) as {
          msg: string;
          webhooks?: string[];
          graphql?: string;
          metrics?: string;
        };
        const address = said.webhooks?.[0] ?? said.graphql ?? said.metrics;
        if (/^ready to (receive|serve|work)$/.test(said.msg) && address !== undefined)
          found(new URL(address).origin);
      });
    });
    return new RunningService(child, url, dataDir, lines);
  }

  /** Of the process that was started: of a service in several processes, the supervisor of the others. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Of the process that receives. It is another one after a crash. */
  get receiverPid(): number {
    return this.pidOf((name) => name === 'receive');
  }

  /** Of the process that computes and answers. It is another one after a crash. */
  get answeringPid(): number {
    return this.pidOf((name) => name !== 'receive');
  }

  private pidOf(isMeant: (name: string) => boolean): number {
    const found = roleProcessesOf(this.pid).find(({ name }) => isMeant(name));
    if (found === undefined) throw new Error('the service has no such process at the moment');
    return found.pid;
  }

  /** The last lines of its log, and of what it wrote to standard error. */
  get lastLines(): readonly string[] {
    return this.lines;
  }

  /** Resolves when it is gone, whatever ended it. */
  ended(): Promise<void> {
    return this.end(undefined).then(() => undefined);
  }

  /** SIGTERM, as a supervisor stops it. @returns the exit code */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** kill -9 of all its processes; resolves when they are gone. */
  async kill(): Promise<void> {
    const others = roleProcessesOf(this.pid);
    const gone = this.end('SIGKILL');
    for (const { pid } of others) signalIfThere(pid, 'SIGKILL');
    await gone;
    for (const { pid } of others) while (isRunning(pid)) await sleep(5);
  }

  private end(signal: NodeJS.Signals | undefined): Promise<number | null> {
    return new Promise((ended) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) ended(this.child.exitCode);
      this.child.once('exit', (code) => {
        ended(code);
      });
      if (signal !== undefined) this.child.kill(signal);
    });
  }
}

/** The processes that a supervisor has started, by the roles they were given. */
function roleProcessesOf(supervisor: number): { readonly pid: number; readonly name: string }[] {
  return textOf(`/proc/${supervisor}/task/${supervisor}/children`)
    .split(' ')
    .filter((pid) => pid !== '')
    .map((pid) => {
      const name = textOf(`/proc/${pid}/cmdline`).split('\0').at(-2) ?? '';
      return { pid: Number(pid), name };
    });
}

/** One that has ended may wait for whoever is to take note of it. */
function isRunning(pid: number): boolean {
  return /^State:\s+[^ZX]/m.test(textOf(`/proc/${pid}/status`));
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has gone by itself.
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

/** A data directory for one test. */
export function temporaryDataDir(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = makeDataFolder('signalzen-analytics-');
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 5 });
  return Promise.resolve({ path, remove });
}
