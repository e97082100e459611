import { setTimeout as sleep } from 'node:timers/promises';
import { ExplainedError } from '../explained-error';
import { DataDirectoryInUse, DataDirectoryLock } from '../data-directory/data-directory-lock';
import type { Log } from '../logging/log';
import { ClickHouse } from './clickhouse';
import type { ClickHouseAccess } from './clickhouse-access';
import { ClickHouseConnection } from './clickhouse-connection';
import type { ConnectionSettings } from './clickhouse-connection';
import { ClusterNodes } from './cluster/cluster-nodes';
import { accessToServerIn } from './embedded/connection-file';

/** Milliseconds that a service which has just started is given until its database answers. */
const CONNECT_TIMEOUT_MS = 30_000;
const BETWEEN_LOOKS = 500;
/** What runs on the data directory has no embedded server, where none has answered for so long. */
const NO_SERVER_AFTER_MS = 5_000;
/** Milliseconds that the embedded server is given to start, and to migrate. */
const START_TIMEOUT_MS = 120_000;

/** Milliseconds in which a node of a shard answers, if any of them runs: other shards wait for it meanwhile. */
const SHARD_ANSWERS_WITHIN_MS = 10_000;

/** No node of a shard answers. */
export class ShardAway extends ExplainedError {
  readonly code = 'SHARD_AWAY';
}

/** The embedded server did not come up; the log says why. */
export class ClickHouseNotReady extends ExplainedError {
  readonly code = 'CLICKHOUSE_NOT_READY';
}

export interface CommandConnection {
  readonly clickhouse: ClickHouse;
  readonly access: ClickHouseAccess;
  /** Whether a service may be at work on it; else the server was started for the command alone. */
  readonly isOfService: boolean;
  readonly close: () => Promise<void>;
}

/**
 * The database, for a command on the command line: the server of `CLICKHOUSE_URL`; else the embedded one of the
 * running service; else, when no service runs, the embedded one started for the time of the command, and
 * migrated as the service would.
 * @param migrationsFolder by default the repository's; false: the database is left as it is
 * @param isOtherInUse the service works with another database: the embedded one is started beside it
 * @throws DataDirectoryInUse when a service runs whose database does not answer
 * @throws ShardAway, EmbeddedClickHouseUnavailable, MigrationsRefused, ClickHouseNotReady, DataDirectoryUnusable
 */
export async function connectForCommand(
  settings: ConnectionSettings,
  log: Log,
  migrationsFolder?: string | false,
  isOtherInUse = false,
): Promise<CommandConnection> {
  const { url, cluster, user, password, database } = settings.clickhouse;
  if (cluster) return connectToCluster(settings, log);
  if (url) {
    const clickhouse = new ClickHouse(database);
    const access = { url, user, password };
    clickhouse.connectTo(access);
    return { clickhouse, access, isOfService: true, close: () => clickhouse.close() };
  }
  const startedAt = Date.now();
  for (;;) {
    try {
      return await startForTheCommand(settings, log, migrationsFolder);
    } catch (error) {
      if (!(error instanceof DataDirectoryInUse)) throw error;
      const running = await serverOfTheService(settings);
      if (running) return running;
      const waitedMs = Date.now() - startedAt;
      // Should it start one in this moment, the engine itself keeps a second one from the same data.
      if (isOtherInUse && waitedMs > NO_SERVER_AFTER_MS) return startedFor(settings, log, migrationsFolder);
      if (waitedMs > CONNECT_TIMEOUT_MS) throw error;
    }
    await sleep(BETWEEN_LOOKS);
  }
}

/** Which of its nodes is written on shows when they are asked. */
async function connectToCluster(settings: ConnectionSettings, log: Log): Promise<CommandConnection> {
  await requireNodeOfShard(settings);
  const connection = new ClickHouseConnection(settings, log, false);
  const close = (): Promise<void> => connection.close();
  const access = await readyInTime(connection).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { clickhouse: connection.clickhouse, access, isOfService: true, close };
}

/** @throws ShardAway; what else keeps a node from being used is found by whoever connects */
async function requireNodeOfShard({ clickhouse }: ConnectionSettings): Promise<void> {
  const { cluster, user, password, database } = clickhouse;
  if (cluster?.shard === undefined) return;
  const nodes = new ClusterNodes(cluster, { user, password, database });
  try {
    for (const end = performance.now() + SHARD_ANSWERS_WITHIN_MS; performance.now() < end;) {
      await nodes.look();
      if (nodes.there.length > 0) return;
      await sleep(BETWEEN_LOOKS);
    }
    const tried = cluster.urls.map(({ origin }) => origin).join(', ');
    throw new ShardAway(`Shard ${cluster.shard.number} is away: no node of it answers (${tried}).`);
  } finally {
    await nodes.close();
  }
}

/**
 * To be asked for while somebody holds the data directory: what its last holder has left is of no use, and its port
 * may be another program's.
 * @returns `undefined` where that one has no server that answers
 */
async function serverOfTheService(settings: ConnectionSettings): Promise<CommandConnection | undefined> {
  const access = accessToServerIn(settings.dataDir);
  if (!access) return undefined;
  const clickhouse = new ClickHouse(settings.clickhouse.database);
  clickhouse.connectTo(access);
  try {
    await clickhouse.ping();
    return { clickhouse, access, isOfService: true, close: () => clickhouse.close() };
  } catch {
    // Not yet, or no longer: what to do then is the caller's next step.
    await clickhouse.close();
    return undefined;
  }
}

async function startForTheCommand(
  settings: ConnectionSettings,
  log: Log,
  migrationsFolder: string | false | undefined,
): Promise<CommandConnection> {
  const lock = await DataDirectoryLock.take(settings.dataDir);
  try {
    const { close, ...started } = await startedFor(settings, log, migrationsFolder);
    return {
      ...started,
      close: async () => {
        await close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startedFor(
  settings: ConnectionSettings,
  log: Log,
  migrationsFolder: string | false | undefined,
): Promise<CommandConnection> {
  const connection = new ClickHouseConnection(settings, log, migrationsFolder);
  const close = (): Promise<void> => connection.close();
  const access = await readyInTime(connection).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { clickhouse: connection.clickhouse, access, isOfService: false, close };
}

async function readyInTime(connection: ClickHouseConnection): Promise<ClickHouseAccess> {
  const enough = new AbortController();
  const late = sleep(START_TIMEOUT_MS, undefined, { signal: enough.signal }).catch(() => undefined);
  try {
    const useless = connection.useless().then((error) => Promise.reject(error));
    const access = await Promise.race([connection.ready(), useless, late]);
    if (access) return access;
    throw new ClickHouseNotReady('ClickHouse has not come up within two minutes.');
  } finally {
    enough.abort();
  }
}
