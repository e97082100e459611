import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../logging/log';
import { backoff } from '../backoff';
import type { ClickHouseAccess } from '../clickhouse-access';
import { answersWithin } from './answers-within';
import { newCredentials, readConnectionFile, serviceAccess, writeConnectionFile } from './connection-file';
import type { EmbeddedConnection } from './connection-file';
import { engineLibrary } from './engine-library';
import { EngineProcess } from './engine-process';
import type { EngineExit } from './engine-process';
import { choosePorts } from './free-port';
import { dataFolderIn, prepareServerFiles } from './server-files';

/** All in milliseconds. */
const PATIENCE_FOR_AN_ANSWER = 60_000;
const PATIENCE_FOR_THE_DIRECTORY = 60_000;
const BETWEEN_LOOKS_AT_THE_DIRECTORY = 500;
const RESTART = { first: 250, most: 30_000 };
/** Having lived this long, a process that dies is restarted as if it were the first time. */
const LONG_LIFE = 60_000;

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
  readonly log: Log;
  /** Called each time the server answers after a start, before anything else is told. */
  readonly onAnswering: (access: ClickHouseAccess) => void;
}

/**
 * A ClickHouse server in a child process, on the loopback interface, with its data in `DATA_DIR/clickhouse`.
 * It is restarted when it dies, until it is stopped; there is never more than one on a data folder.
 * The caller holds the lock of the data directory.
 */
export class EmbeddedClickHouse {
  readonly #library: string;
  readonly #stopping = new AbortController();
  #engine: EngineProcess | undefined;
  #supervision: Promise<void> | undefined;

  /** @throws EmbeddedClickHouseUnavailable where there is no engine for this platform */
  constructor(private readonly options: EmbeddedClickHouseOptions) {
    this.#library = engineLibrary();
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
      // Such as a full disk. No engine may be left behind: its data folder is needed for the next.
      this.#engine?.kill();
      this.options.log.error({ err: error }, 'embedded ClickHouse could not be started');
    }
    const exit = await this.#engine?.exited;
    this.#engine = undefined;
    return exit ?? { how: 'not started', directoryBusy: false };
  }

  /** Resolves when the server answers, or has ended. */
  async #startEngine(answering: () => void): Promise<void> {
    const { dataDir, database, log, onAnswering } = this.options;
    const startedAt = Date.now();
    const before = readConnectionFile(dataDir);
    const { service, readOnly } = before ?? newCredentials();
    const ports = await choosePorts(before, log, this.#stopping.signal);
    const connection: EmbeddedConnection = { ...ports, database, service, readOnly };
    const files = prepareServerFiles(dataDir, connection);
    if (this.#isStopping()) return;

    const engine = EngineProcess.spawn({ library: this.#library, ...files, ...ports }, log);
    this.#engine = engine;
    const access = serviceAccess(connection);
    if (await answersWithin(PATIENCE_FOR_AN_ANSWER, access, engine.exited)) {
      writeConnectionFile(dataDir, connection);
      log.info({ pid: engine.pid, ...ports, tookMs: Date.now() - startedAt }, 'embedded ClickHouse answers');
      onAnswering(access);
      answering();
    } else if (!this.#isStopping()) {
      // Gone already, or it listens on nothing: another program may have taken its port in between.
      engine.kill();
    }
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #reportBusy(sinceMs: number): void {
    const { dataDir, log } = this.options;
    if (sinceMs < PATIENCE_FOR_THE_DIRECTORY) {
      log.warn('embedded ClickHouse: waiting for the process of the last run to let go of its data');
      return;
    }
    log.error(
      { dataFolder: dataFolderIn(dataDir), sinceMs },
      'embedded ClickHouse: another process still works with its data and does not end. The file "status" in ' +
        'the data folder names its process id: end it with kill -9, which loses nothing',
    );
  }
}
