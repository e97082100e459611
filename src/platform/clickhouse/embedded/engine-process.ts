import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../logging/log';
import { ownProgram } from '../../package-root';
import { confinementSaidIn } from './confinement';
import type { Confinement } from './confinement';
import { ListeningSocket } from './listening-socket';

const PROGRAM = ownProgram('platform/clickhouse/embedded/confined-start.mjs');
const DIRECTORY_BUSY = 'Another server instance in same directory is already running';

/** Milliseconds given for an end in good order. */
const EXIT_TIMEOUT_MS = 30_000;
const BETWEEN_LOOKS = 50;

export interface EngineOptions {
  readonly library: string;
  readonly configFile: string;
  readonly dataFolder: string;
  /** 0: any that is free. */
  readonly port: number;
}

export interface EngineExit {
  /** For the log: `exit code 1` or `signal SIGKILL`. */
  readonly how: string;
  /** It ended because an earlier process has not let go of the data folder yet. */
  readonly directoryBusy: boolean;
}

/** One run of the engine in a process of its own. */
export class EngineProcess {
  /** Resolves when the process is gone, whatever ended it. */
  readonly exited: Promise<EngineExit>;
  #directoryBusy = false;
  #confinement: Confinement | undefined;

  private constructor(
    private readonly child: ChildProcess,
    log: Log,
  ) {
    this.exited = new Promise((resolve) => {
      // 'close' comes after the last line of standard error, unlike 'exit'.
      child.once('close', (code, signal) => {
        const how = signal === null ? `exit code ${code ?? '?'}` : `signal ${signal}`;
        resolve({ how, directoryBusy: this.#directoryBusy });
      });
      child.once('error', (error) => {
        resolve({ how: `it could not be started (${error.message})`, directoryBusy: false });
      });
    });
    // Writing to a process that has just died is no failure of ours.
    child.stdin?.on('error', () => undefined);
    if (child.stderr)
      createInterface({ input: child.stderr }).on('line', (line) => {
        this.#hear(line, log);
      });
  }

  static spawn(options: EngineOptions, log: Log): EngineProcess {
    const { library, configFile, dataFolder, port } = options;
    const child = spawn(process.execPath, [PROGRAM, library, configFile, dataFolder, String(port)], {
      stdio: ['pipe', 'ignore', 'pipe'],
      // None of the service's environment: it holds secrets, and settings of other programs. Node ends at once
      // where there is a configuration of OpenSSL that it may not read.
      env: { TZ: 'UTC', OPENSSL_CONF: '/dev/null' },
    });
    return new EngineProcess(child, log);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Known from its first sign of life on. */
  get confinement(): Confinement | undefined {
    return this.#confinement;
  }

  /** Resolves with the socket on which it listens; `undefined` when it ended, or did not in these milliseconds. */
  async listensWithin(milliseconds: number): Promise<ListeningSocket | undefined> {
    const end = Date.now() + milliseconds;
    while (this.#isRunning() && Date.now() < end) {
      const socket = this.pid === undefined ? undefined : ListeningSocket.of(this.pid);
      if (socket) return socket;
      await sleep(BETWEEN_LOOKS);
    }
    return undefined;
  }

  /** Ends it in good order, by its standard input; if that takes too long, by force: no data is lost by it. */
  async stop(): Promise<void> {
    this.child.stdin?.end();
    if (await this.#goneWithin(EXIT_TIMEOUT_MS)) return;
    this.kill();
    await this.exited;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  #isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async #goneWithin(milliseconds: number): Promise<boolean> {
    const enough = new AbortController();
    const late = sleep(milliseconds, false, { signal: enough.signal }).catch(() => false);
    const gone = await Promise.race([this.exited.then(() => true), late]);
    enough.abort();
    return gone;
  }

  #hear(line: string, log: Log): void {
    const confinement = confinementSaidIn(line);
    if (confinement) this.#confinement = confinement;
    else if (line.includes(DIRECTORY_BUSY)) {
      // Expected after the service was killed; whoever starts this tells it in other words.
      this.#directoryBusy = true;
      log.debug({ pid: this.pid }, `embedded ClickHouse says: ${line}`);
    } else if (line.trim() !== '') {
      log.warn({ pid: this.pid }, `embedded ClickHouse says: ${line}`);
    }
  }
}
