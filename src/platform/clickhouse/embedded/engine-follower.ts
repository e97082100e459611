import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../logging/log';
import type { ClickHouseAccess } from '../clickhouse-access';
import { connectionFileIn, readConnectionFile, serviceAccess } from './connection-file';

/** Milliseconds between looks at the file: while an engine is awaited, and while one is known. */
const BETWEEN_LOOKS = { atFirst: 250, later: 1_000 };
/** Whoever runs the engine beside this says himself that it takes long. */
const WARN_AFTER = 30_000;

export interface EngineFollowerOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** Called each time when the engine is another: it has another port and another password. */
  readonly onAnswering: (access: ClickHouseAccess) => void;
}

/**
 * Finds the embedded server that another process runs on the same data directory, and finds it again after each of its
 * restarts: whoever runs it notes in a file where it is, as soon as it answers.
 */
export class EngineFollower {
  readonly #stopping = new AbortController();
  #following: Promise<void> | undefined;
  /** When the file was written that told of the engine that is known; each start of an engine replaces it. */
  #knownFrom: number | undefined;

  constructor(private readonly options: EngineFollowerOptions) {}

  /** Resolves when there is one for the first time, or when this was stopped. */
  async start(): Promise<void> {
    await new Promise<void>((found) => {
      this.#following = this.#follow(found).then(found);
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  async #follow(found: () => void): Promise<void> {
    const { signal } = this.#stopping;
    const startedAt = performance.now();
    let isPatient = true;
    while (!signal.aborted) {
      if (this.#look()) found();
      else if (this.#knownFrom === undefined && isPatient && performance.now() - startedAt > WARN_AFTER) {
        isPatient = false;
        this.#warn();
      }
      const { atFirst, later } = BETWEEN_LOOKS;
      await sleep(this.#knownFrom === undefined ? atFirst : later, undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  /** @returns whether there is one that was not known */
  #look(): boolean {
    const { connection, writtenAt } = this.#read() ?? {};
    // One that does not listen yet, or any more, is looked at again.
    const access = connection && serviceAccess(connection);
    if (access === undefined) return false;
    this.#knownFrom = writtenAt;
    this.options.onAnswering(access);
    return true;
  }

  /** What the file says, if it is another than the one that told of the engine that is known. */
  #read(): { connection: ReturnType<typeof readConnectionFile>; writtenAt: number } | undefined {
    const { dataDir } = this.options;
    try {
      const writtenAt = statSync(connectionFileIn(dataDir)).mtimeMs;
      return writtenAt === this.#knownFrom
        ? undefined
        : { connection: readConnectionFile(dataDir), writtenAt };
    } catch {
      // What is wrong with the data directory is said by whoever runs the engine in it.
      return undefined;
    }
  }

  #warn(): void {
    this.options.log.warn(
      { dataDir: this.options.dataDir },
      'no embedded ClickHouse runs in the data directory. It belongs to a service with the role receive: start one with ' +
        'this DATA_DIR on this machine, or set CLICKHOUSE_URL to the server that all services use. Waiting for it',
    );
  }
}
