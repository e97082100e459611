import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppModule } from './app.module';
import { ClickHouseConnectionClosed } from './platform/clickhouse/clickhouse-connection';
import type { ClickHouseConnection } from './platform/clickhouse/clickhouse-connection';
import { DataDirectoryUnusable } from './platform/data-directory/data-directory-unusable';
import { CLOSE_WITHIN_MS, openAnswering, openReceiver } from './open-process';
import type { Opened, ProcessOptions } from './open-process';

export interface RunningProcess {
  /** Where it is reached; '' where only others of its service reach it. */
  readonly url: string;
  /**
   * Resolves when it was stopped in good order, after `stop`.
   * @param onUseless called when it has turned out that it can do nothing, before it ends
   * @throws MigrationsRefused when this program must not use the database
   * @throws UselessConnection unless there are deliveries to take care of: as long as there are, the service goes on
   * receiving, as with a database that is down
   */
  runUntil(stop: Promise<unknown>, onUseless?: () => void): Promise<void>;
}

/**
 * Starts a process of the service. The caller holds the lock of the data directory, for one that receives.
 * @throws what keeps it from starting; the process is to be ended then
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { settings, roles, isSupervised } = options;
  try {
    const isReceiver = roles.includes('receive');
    const opened = await open(options);
    // Beside a receiver, whether there is a database at all is for that one to say.
    const useless = isReceiver || !isSupervised ? untilUseless(opened) : never();
    // Whoever runs it hears of it.
    useless.catch(() => undefined);
    return {
      url: opened.url,
      runUntil: async (stop, onUseless) => {
        try {
          await Promise.race([stop, useless, ...(opened.failing ? [opened.failing] : [])]);
        } catch (error) {
          onUseless?.();
          await Promise.race([opened.close(), sleep(CLOSE_WITHIN_MS)]);
          throw error;
        }
        await opened.close();
      },
    };
  } catch (error) {
    throw DataDirectoryUnusable.from(error, settings.dataDir);
  }
}

async function open(options: ProcessOptions): Promise<Opened> {
  const isReceiver = options.roles.includes('receive');
  if (options.settings.shards.length > 0) {
    const { openAnsweringOfShards, openReceiverOfShards } = await import('./run-shards.js');
    return isReceiver ? openReceiverOfShards(options) : openAnsweringOfShards(options);
  }
  const module = await AppModule.with(options);
  return isReceiver ? openReceiver(module, options) : openAnswering(module, options);
}

/** Never resolves. @throws as {@link RunningProcess.runUntil} says */
async function untilUseless({ connections, hasDeliveries }: Opened): Promise<never> {
  await Promise.all(connections.map((one) => untilOneIsUseless(one, hasDeliveries, connections.length > 1)));
  return never();
}

/** @param isOneOfSeveral of which the others go on, once this one could be used */
async function untilOneIsUseless(
  connection: ClickHouseConnection,
  hasDeliveries: () => boolean,
  isOneOfSeveral: boolean,
): Promise<void> {
  let couldBeUsed = false;
  const useless = connection.useless().then((error) => {
    if (!hasDeliveries() && !(isOneOfSeveral && couldBeUsed)) throw error;
  });
  const ready = connection.ready().then(
    () => {
      couldBeUsed = true;
    },
    (error: unknown) => {
      if (!(error instanceof ClickHouseConnectionClosed)) throw error;
    },
  );
  await Promise.all([useless, ready]);
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
