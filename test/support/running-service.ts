import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtProgram } from './built-program';

export const SECRET = 'a-secret-as-shown-in-the-console';
export const TOKEN = 'a-token-for-the-api';
const MAIN = builtProgram('main');

export interface ServiceOptions {
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** For `node` itself, such as a limit of its memory. */
  readonly nodeOptions?: readonly string[];
  /** A command that becomes the service, such as `prlimit` with a limit: what follows it is run under it. */
  readonly through?: readonly string[];
}

const LINES_KEPT = 500;

/** The built service in a process of its own, on a free port. */
export class RunningService {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly dataDir: string,
    private readonly lines: readonly string[],
  ) {}

  /** Resolves when the service says that it is ready to receive. */
  static async start(options: ServiceOptions): Promise<RunningService> {
    const { dataDir, environment, nodeOptions = [], through = [] } = options;
    const [program, ...rest] = [...through, process.execPath, ...nodeOptions, MAIN];
    const child = spawn(program, rest, {
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
        const said = JSON.parse(line) as { msg: string; graphql?: string };
        if (said.msg === 'ready to receive' && said.graphql !== undefined)
          found(new URL(said.graphql).origin);
      });
    });
    return new RunningService(child, url, dataDir, lines);
  }

  get pid(): number {
    return this.child.pid ?? 0;
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

  /** kill -9. */
  kill(): Promise<number | null> {
    return this.end('SIGKILL');
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

/** A data directory for one test. */
export async function temporaryDataDir(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'signalzen-analytics-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
