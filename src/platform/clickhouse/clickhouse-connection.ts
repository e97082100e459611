import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/settings';
import type { Log } from '../logging/log';
import { backoff } from './backoff';
import { ClickHouse } from './clickhouse';
import { ClickHouseError } from './clickhouse-error';
import { connectionProblem } from './connection-problem';
import type { ClickHouseAccess } from './clickhouse-access';
import { ConnectionSettingsWrong } from './connection-settings-wrong';
import type { DataDirectoryUnusable } from '../data-directory/data-directory-unusable';
import { EmbeddedClickHouse } from './embedded/embedded-clickhouse';
import { EngineFollower } from './embedded/engine-follower';
import { ClusterFollower } from './cluster/cluster-follower';
import { ClusterNodes } from './cluster/cluster-nodes';
import { ClusterSettingsWrong } from './cluster/cluster-settings-wrong';
import { MigrationsRefused } from './schema-files';
import { DatabaseNotWhole } from './bring-up-to-date';
import { isMigrated, migrate, requireWhole } from './migrations';

/** Milliseconds between attempts to reach and migrate the database. */
const RETRY = { first: 500, most: 30_000 };
/** Milliseconds between looks whether another process has made the tables. */
const BETWEEN_LOOKS = 100;
/** The same, whether what is restored or moved there is whole. */
const BETWEEN_LOOKS_FOR_ALL = 500;

const MEMORY_NOT_USED =
  'CLICKHOUSE_MEMORY has no effect: it is for the embedded ClickHouse, and CLICKHOUSE_URL names another, which has its ' +
  'own setting for it, max_server_memory_usage';

export type ConnectionSettings = Pick<Settings, 'dataDir' | 'clickhouse'>;

/** What must be mended before there can be a database: waiting will not help. */
export type UselessConnection = ConnectionSettingsWrong | ClusterSettingsWrong | DataDirectoryUnusable;

/** The service stopped before the database could be used. */
export class ClickHouseConnectionClosed extends Error {
  readonly code = 'CLICKHOUSE_CONNECTION_CLOSED';

  constructor() {
    super('the connection to ClickHouse was closed');
  }
}

/**
 * The service's way to its database: the server that `CLICKHOUSE_URL` names, or the embedded one, which this
 * starts, restarts and stops, or follows where another process does. Connecting and migrating go on in the background
 * for as long as it takes, so that the service receives events while ClickHouse is down.
 */
export class ClickHouseConnection {
  /** Usable at once; until the server answers its calls fail as unreachable. */
  readonly clickhouse: ClickHouse;
  readonly #embedded: EmbeddedClickHouse | EngineFollower | undefined;
  readonly #cluster: ClusterFollower | undefined;
  readonly #closing = new AbortController();
  readonly #ready: Promise<ClickHouseAccess>;
  readonly #useless = deferred<UselessConnection>();
  /** Its tables are made by the process that runs it. */
  #isMadeElsewhere = false;
  #access: ClickHouseAccess | undefined;
  /** What the database holds is whole, as far as anybody has said: before, nobody gets to it. */
  #isOpen = false;
  #notReadyBecause: string | undefined =
    'ClickHouse is starting, or its tables are being made. Ask again in a moment.';

  /**
   * @param migrationsFolder by default the repository's; false: the database is left as it is
   * @param isFollowing the embedded server, and what it holds, is another process's: it is found, and not started
   * @throws EmbeddedClickHouseUnavailable where the embedded server is asked for and cannot run
   */
  constructor(
    settings: ConnectionSettings,
    private readonly log: Log,
    private readonly migrationsFolder?: string | false,
    isFollowing = false,
  ) {
    const { url, cluster, user, password, database, readerPassword, memoryBytes } = settings.clickhouse;
    this.#isOpen = migrationsFolder === false;
    this.clickhouse = new ClickHouse(database);
    if (url) {
      if (cluster) this.#cluster = this.#follow(new ClusterNodes(cluster, { user, password, database }));
      else this.#use({ url, user, password });
      if (memoryBytes !== undefined && !isFollowing) log.warn(MEMORY_NOT_USED);
    } else if (isFollowing) {
      this.#isMadeElsewhere = true;
      const { dataDir } = settings;
      this.#embedded = new EngineFollower({
        dataDir,
        log,
        onAnswering: (access) => {
          this.#use(access);
        },
      });
    } else {
      this.#embedded = new EmbeddedClickHouse({
        dataDir: settings.dataDir,
        database,
        readerPassword,
        memoryBytes,
        log,
        onAnswering: (access) => {
          this.#use(access);
        },
        onUnusable: (error) => {
          this.#useless.resolve(error);
          this.#notReadyBecause = error.message;
        },
      });
    }
    this.#ready = this.#connect();
    // Whoever waits for it hears of a failure; it must not end the process when nobody waits.
    this.#ready.catch(() => undefined);
  }

  /**
   * Resolves once the server answers and has all migrations, with the way to it.
   * @throws MigrationsRefused when this program must not use that database: waiting will not help
   * @throws ClickHouseConnectionClosed when the service stopped first
   */
  ready(): Promise<ClickHouseAccess> {
    return this.#ready;
  }

  /**
   * Resolves when it shows for the first time that a setting is wrong, or that the data directory is not to be used.
   */
  useless(): Promise<UselessConnection> {
    return this.#useless.promise;
  }

  /** Why the database cannot be asked yet, for those who ask; `undefined` once it can. */
  get notReadyBecause(): string | undefined {
    return this.#notReadyBecause;
  }

  /** Ends the connections, and the embedded server with them; resolves when it is gone. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.clickhouse.close();
    await this.#embedded?.stop();
    await this.#cluster?.stop();
    await this.#ready.catch(() => undefined);
  }

  #use(access: ClickHouseAccess): void {
    if (this.#isClosing()) return;
    const isNew = access.url.href !== this.#access?.url.href || access.password !== this.#access.password;
    this.#access = access;
    if (isNew && this.#isOpen) this.clickhouse.connectTo(access);
  }

  async #connect(): Promise<ClickHouseAccess> {
    // Fails only when it was stopped, which is noticed next.
    await (this.#embedded ?? this.#cluster)?.start().catch(() => undefined);
    for (let attempt = 1; ; attempt += 1) {
      if (this.#isClosing()) throw new ClickHouseConnectionClosed();
      try {
        const access = this.#access;
        if (!access) throw new Error('ClickHouse has started without telling where');
        await this.#open(access);
        await (this.#isMadeElsewhere ? this.#untilMade() : this.#migrate(access));
        this.#cluster?.keepUpToDate();
        this.#notReadyBecause = undefined;
        return access;
      } catch (error) {
        if (this.#isClosing()) throw new ClickHouseConnectionClosed();
        if (error instanceof MigrationsRefused) {
          this.#notReadyBecause = error.message;
          throw error;
        }
        const waitMs = backoff(attempt, RETRY);
        this.#reportFailure(error, { attempt, waitMs });
        if (error instanceof DatabaseNotWhole) await this.#untilWhole(waitMs);
        else await sleep(waitMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  #follow(cluster: ClusterNodes): ClusterFollower {
    return new ClusterFollower({
      cluster,
      log: this.log,
      folder: this.migrationsFolder,
      onAnswering: (access) => {
        this.#use(access);
      },
      onUnusable: (error) => {
        this.#useless.resolve(error);
        this.#notReadyBecause = error.message;
      },
    });
  }

  #reportFailure(error: unknown, attempt: { attempt: number; waitMs: number }): void {
    const wrong = error instanceof ClusterSettingsWrong ? error : ConnectionSettingsWrong.from(error);
    if (wrong) {
      this.#useless.resolve(wrong);
      this.#notReadyBecause = wrong.message;
      this.log.error(attempt, `${wrong.message} What is received meanwhile is kept on disk; trying again`);
    } else if (error instanceof ClickHouseError) {
      const server = this.#access?.url.origin ?? '';
      this.#notReadyBecause = connectionProblem(error, { isEmbedded: this.#embedded !== undefined });
      this.log.warn(
        { server, reason: error.message, ...attempt },
        `ClickHouse is not ready. ${this.#notReadyBecause} What is received meanwhile is kept on disk; trying again`,
      );
    } else if (error instanceof DatabaseNotWhole) {
      this.#notReadyBecause = error.message;
      this.log.warn(attempt, `${error.message} What is received meanwhile is kept on disk; trying again`);
    } else {
      this.log.warn({ err: error, ...attempt }, 'ClickHouse is not ready; trying again');
    }
  }

  /** @throws DatabaseNotWhole: nobody is to ask, or write to, what is restored or moved there */
  async #open(access: ClickHouseAccess): Promise<void> {
    if (this.#isOpen) return;
    await requireWhole(access, this.clickhouse.database);
    this.#isOpen = true;
    if (!this.#isClosing()) this.clickhouse.connectTo(access);
  }

  /** Whoever moves a database keeps questions waiting for no longer than that takes. */
  async #untilWhole(atMostMs: number): Promise<void> {
    const { signal } = this.#closing;
    for (const end = performance.now() + atMostMs; performance.now() < end && !signal.aborted;) {
      await sleep(BETWEEN_LOOKS_FOR_ALL, undefined, { signal }).catch(() => undefined);
      const access = this.#access;
      if (access && (await isWhole(access, this.clickhouse.database))) return;
    }
  }

  /** The engine may be another by then. */
  async #untilMade(): Promise<void> {
    const { signal } = this.#closing;
    const { database } = this.clickhouse;
    const folder = this.migrationsFolder;
    while (folder !== false && this.#access && !signal.aborted) {
      if (await isMigrated({ access: this.#access, database, folder })) return;
      await sleep(BETWEEN_LOOKS, undefined, { signal }).catch(() => undefined);
    }
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  async #migrate(access: ClickHouseAccess): Promise<void> {
    if (this.migrationsFolder === false) return;
    const { database } = this.clickhouse;
    const applied = await migrate({
      access,
      database,
      log: this.log,
      folder: this.migrationsFolder,
    });
    this.log.info({ server: access.url.origin, database, applied }, 'ClickHouse is ready');
  }
}

function isWhole(access: ClickHouseAccess, database: string): Promise<boolean> {
  return requireWhole(access, database).then(
    () => true,
    (error: unknown) => {
      if (error instanceof DatabaseNotWhole) return false;
      throw error;
    },
  );
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
