import { setTimeout as sleep } from 'node:timers/promises';
import { DataDirectoryUnusable } from '../../data-directory/data-directory-unusable';
import type { Log } from '../../logging/log';
import { backoff } from '../backoff';
import type { ClickHouseAccess } from '../clickhouse-access';
import { answersWithin } from './answers-within';
import { newCredentials, readConnectionFile, serviceAccess, writeConnectionFile } from './connection-file';
import type { Credentials, EmbeddedConnection } from './connection-file';
import type { Confinement } from './confinement';
import { engineLibrary } from './engine-library';
import { machineMemory, mebibytes, shareMemory, suitableMemory } from './engine-memory';
import type { EngineMemory } from './engine-memory';
import { EngineProcess } from './engine-process';
import type { EngineExit } from './engine-process';
import { dataFolderIn, prepareServerFiles } from './server-files';
import { usualPort } from './usual-port';

/** All in milliseconds. */
const SOCKET_TIMEOUT_MS = 60_000;
const ANSWER_TIMEOUT_MS = 60_000;
const DIRECTORY_TIMEOUT_MS = 60_000;
const BETWEEN_LOOKS_AT_THE_DIRECTORY = 500;
const RESTART = { first: 250, most: 30_000 };
/** Having lived this long, a process that dies is restarted as if it were the first time. */
const LONG_LIFE = 60_000;

/** What the service itself needs comes on top, and so does what the engine has of its own program in memory. */
const MAX_SHARE_OF_MACHINE = 0.7;

/** The server was stopped before it had answered. */
export class EmbeddedClickHouseStopped extends Error {
  readonly code = 'EMBEDDED_CLICKHOUSE_STOPPED';

  constructor() {
    super('the embedded ClickHouse was stopped before it had answered');
  }
}

export interface EmbeddedClickHouseOptions {
  readonly dataDir: string;
  /** The database that the service's user may write, and the reader may read. */
  readonly database: string;
  /** Of the user `bi`, who reads the public views; `undefined`: there is none. */
  readonly readerPassword: string | undefined;
  /** The most that it may use; `undefined`: what suits the machine. */
  readonly memoryBytes: number | undefined;
  readonly log: Log;
  /** Called each time the server answers after a start, before anybody else hears of it. */
  readonly onAnswering: (access: ClickHouseAccess) => void;
  /** Called when its files cannot be used, for as long as it has never answered. */
  readonly onUnusable: (error: DataDirectoryUnusable) => void;
}

/**
 * A ClickHouse server in a child process, on the loopback interface, with its data in `DATA_DIR/clickhouse`.
 * It is restarted when it dies, until it is stopped; there is never more than one on a data folder.
 * The caller holds the lock of the data directory.
 */
export class EmbeddedClickHouse {
  readonly #library: string;
  readonly #memory: EngineMemory;
  readonly #stopping = new AbortController();
  #engine: EngineProcess | undefined;
  #hasAnswered = false;
  #supervision: Promise<void> | undefined;

  /** @throws EmbeddedClickHouseUnavailable where there is no engine for this platform */
  constructor(private readonly options: EmbeddedClickHouseOptions) {
    this.#library = engineLibrary();
    const machineBytes = machineMemory();
    this.#memory = shareMemory(options.memoryBytes ?? suitableMemory(machineBytes));
    if (this.#memory.server > MAX_SHARE_OF_MACHINE * machineBytes) this.#reportScarcity(machineBytes);
  }

  /** The process id of the engine, while it runs. */
  get pid(): number | undefined {
    return this.#engine?.pid;
  }

  /**
   * Starts the server, once, and keeps it running. Resolves when it answers for the first time, however long
   * that takes and however many attempts.
   * @throws EmbeddedClickHouseStopped when it was stopped before that
   */
  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#supervision = this.#supervise(resolve).then(() => {
        reject(new EmbeddedClickHouseStopped());
      });
    });
  }

  /** Stops the server in good order; resolves when its process is gone. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#engine?.stop();
    await this.#supervision;
  }

  async #supervise(answering: () => void): Promise<void> {
    const { log } = this.options;
    const { signal } = this.#stopping;
    let failures = 0;
    let busySince: number | undefined;
    while (!this.#isStopping()) {
      const startedAt = Date.now();
      const exit = await this.#run(answering);
      if (this.#isStopping()) return;
      let waitMs: number;
      if (exit.directoryBusy) {
        busySince ??= startedAt;
        waitMs = BETWEEN_LOOKS_AT_THE_DIRECTORY;
        this.#reportBusy(Date.now() - busySince);
      } else {
        busySince = undefined;
        const livedMs = Date.now() - startedAt;
        failures = livedMs > LONG_LIFE ? 1 : failures + 1;
        waitMs = backoff(failures, RESTART);
        log.error(
          { how: exit.how, livedMs, waitMs },
          'embedded ClickHouse is not running and is started again',
        );
      }
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One life of the engine, from its start to its end; whatever goes wrong is an end, too. */
  async #run(answering: () => void): Promise<EngineExit> {
    try {
      await this.#startEngine(answering);
    } catch (error) {
      // No engine may be left behind: its data folder is needed for the next.
      this.#engine?.kill();
      this.#reportFailure(DataDirectoryUnusable.from(error, this.options.dataDir));
    }
    const exit = await this.#engine?.exited;
    this.#engine = undefined;
    return exit ?? { how: 'not started', directoryBusy: false };
  }

  /** Resolves when the server answers, or has ended. */
  async #startEngine(answering: () => void): Promise<void> {
    const { dataDir, database, readerPassword, log, onAnswering } = this.options;
    const startedAt = Date.now();
    // Only tools that somebody has told where it is need it to stay there.
    const usual = readerPassword === undefined ? undefined : readConnectionFile(dataDir)?.httpPort;
    const port = await usualPort(usual, log, this.#stopping.signal);
    const service = newCredentials();
    const files = prepareServerFiles(dataDir, { database, service, readerPassword }, this.#memory);
    if (this.#isStopping()) return;

    const engine = EngineProcess.spawn({ library: this.#library, ...files, port }, log);
    this.#engine = engine;
    const connection = await this.#connectionTo(engine, service);
    const access = connection && serviceAccess(connection);
    if (access && (await answersWithin(ANSWER_TIMEOUT_MS, access, engine.exited))) {
      writeConnectionFile(dataDir, connection);
      this.#reportAnswering(connection, engine.confinement, Date.now() - startedAt);
      this.#hasAnswered = true;
      onAnswering(access);
      answering();
    } else if (!this.#isStopping()) {
      // Gone already, or it listens on nothing: another program may have taken its port in between.
      engine.kill();
    }
  }

  /** Once the kernel tells that it is the engine that listens: before, another program could be told the password. */
  async #connectionTo(engine: EngineProcess, service: Credentials): Promise<EmbeddedConnection | undefined> {
    const socket = await engine.listensWithin(SOCKET_TIMEOUT_MS);
    if (!socket || engine.pid === undefined) return undefined;
    return { pid: engine.pid, httpPort: socket.port, database: this.options.database, service };
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #reportAnswering(
    { pid, httpPort }: EmbeddedConnection,
    confinement: Confinement | undefined,
    tookMs: number,
  ): void {
    const { log, readerPassword } = this.options;
    const memory = mebibytes(this.#memory.server);
    log.info({ pid, httpPort, memory, confinement, tookMs }, 'embedded ClickHouse answers');
    if (confinement && 'version' in confinement) return;
    const readers = readerPassword === undefined ? '' : ' THE USER bi CAN READ EVERY FILE OF THIS USER.';
    log.warn(
      { confinement },
      'embedded ClickHouse: its process could not be confined to its own files (Linux 5.19 or newer, with Landlock, ' +
        `can).${readers} See docs/operations.md, "Other users of the machine"`,
    );
  }

  #reportScarcity(machineBytes: number): void {
    const sizes = { memory: mebibytes(this.#memory.server), machine: mebibytes(machineBytes) };
    this.options.log.warn(
      sizes,
      'embedded ClickHouse: what it may use is most of what this machine or container has, and the system may kill ' +
        'processes when memory runs out: lower CLICKHOUSE_MEMORY, or give it more',
    );
  }

  /** Such as a full disk, or files that belong to another user. */
  #reportFailure(error: unknown): void {
    const { log, onUnusable } = this.options;
    if (!(error instanceof DataDirectoryUnusable)) {
      log.error({ err: error }, 'embedded ClickHouse could not be started');
      return;
    }
    log.error(`embedded ClickHouse could not be started. ${error.message}`);
    if (!this.#hasAnswered) onUnusable(error);
  }

  #reportBusy(sinceMs: number): void {
    const { dataDir, log } = this.options;
    if (sinceMs < DIRECTORY_TIMEOUT_MS) {
      log.warn('embedded ClickHouse: waiting for the process of the last run to release its data');
      return;
    }
    log.error(
      { dataFolder: dataFolderIn(dataDir), sinceMs },
      'embedded ClickHouse: another process still works with its data and does not end. The file "status" in ' +
        'the data folder names its process id: end it with kill -9, which loses nothing',
    );
  }
}
