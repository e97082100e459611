import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const SECRET = 'a-secret-as-shown-in-the-console';
export const TOKEN = 'a-token-for-the-api';
const MAIN = resolve('dist/main.js');

export interface ServiceOptions {
  readonly dataDir: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The built service in a process of its own, on a free port. */
export class RunningService {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly dataDir: string,
  ) {}

  /** Resolves when the service says that it is ready to receive. */
  static async start({ dataDir, environment }: ServiceOptions): Promise<RunningService> {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DATA_DIR: dataDir,
        SIGNALZEN_API_SECRET: SECRET,
        API_TOKEN: TOKEN,
        ROLLUP_EVERY_SECONDS: '1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
    const url = await new Promise<string>((found, failed) => {
      child.once('exit', (code) => {
        failed(new Error(`the service ended with ${code}:\n${lines.slice(-20).join('\n')}`));
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        lines.push(line);
        const said = JSON.parse(line) as { msg: string; graphql?: string };
        if (said.msg === 'ready to receive' && said.graphql !== undefined)
          found(new URL(said.graphql).origin);
      });
    });
    return new RunningService(child, url, dataDir);
  }

  /** SIGTERM, as a supervisor stops it. @returns the exit code */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** kill -9. */
  kill(): Promise<number | null> {
    return this.end('SIGKILL');
  }

  private end(signal: NodeJS.Signals): Promise<number | null> {
    return new Promise((ended) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) ended(this.child.exitCode);
      this.child.once('exit', (code) => {
        ended(code);
      });
      this.child.kill(signal);
    });
  }
}

/** A data directory for one test. */
export async function temporaryDataDir(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'signalzen-analytics-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
