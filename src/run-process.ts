import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import {
  ClickHouseConnection,
  ClickHouseConnectionClosed,
} from './platform/clickhouse/clickhouse-connection';
import type { Role } from './platform/config/roles';
import type { Settings } from './platform/config/settings';
import { DataDirectoryUnusable } from './platform/data-directory/data-directory-unusable';
import { CannotListen } from './receive/http/listening-address';
import type { Log } from './platform/logging/log';
import { NestLog } from './platform/logging/nest-log';
import type { RulesInForce } from './platform/rules/rules-in-force';
import { showConnections } from './operate/metrics/connection-metrics';
import { MetricsRegistry } from './operate/metrics/metrics-registry';
import { listenPrivately } from './platform/processes/private-socket';

/** For what was begun to end in good order, when the start fails. The kernel takes back what is left. */
const CLOSE_WITHIN_MS = 3_000;

export interface ProcessOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** Of this process. */
  readonly roles: readonly Role[];
  /** `undefined`: what it does needs none. */
  readonly rules: RulesInForce | undefined;
  /** A supervisor has started it, beside other processes of the service. */
  readonly isSupervised: boolean;
}

/** What became of a start. */
interface Opened {
  /** Where it is reached; '' where only others of its service reach it. */
  readonly url: string;
  /** Whether there are deliveries to take care of: then no wrong setting of the database makes it useless. */
  readonly hasDeliveries: () => boolean;
  /** Resolves when the requests that run are answered and the modules have ended. */
  readonly close: () => Promise<void>;
}

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
    const module = await AppModule.with(options);
    const isReceiver = roles.includes('receive');
    const { app, opened } = await (isReceiver
      ? openReceiver(module, options)
      : openAnswering(module, options));
    // Beside a receiver, whether there is a database at all is for that one to say.
    const useless = isReceiver || !isSupervised ? untilUseless(app, opened.hasDeliveries) : never();
    // Whoever runs it hears of it.
    useless.catch(() => undefined);
    return {
      url: opened.url,
      runUntil: async (stop, onUseless) => {
        try {
          await Promise.race([stop, useless]);
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

type Started = { readonly app: INestApplicationContext; readonly opened: Opened };

/** Without Nest's HTTP application, and without Express: it is to stay small, and to start fast. */
async function openReceiver(module: DynamicModule, { log, isSupervised }: ProcessOptions): Promise<Started> {
  const { ReceiverEdge } = await import('./operate/edge/receiver-edge.js');
  const app = await NestFactory.createApplicationContext(module, nestOptions(log));
  const edge = app.get(ReceiverEdge);
  const close = async () => {
    await edge.close();
    await app.close();
  };
  const url = await ending(close, () => edge.listen(isSupervised));
  return { app, opened: { url, hasDeliveries: () => edge.hasDeliveries(), close } };
}

/** With Nest's HTTP application: at the address of the settings, or behind the receiver of the same service. */
async function openAnswering(
  module: DynamicModule,
  { settings, log, isSupervised }: ProcessOptions,
): Promise<Started> {
  const { EdgeAdapter } = await import('./receive/http/edge-adapter.js');
  const adapter = new EdgeAdapter({}, isSupervised);
  const app = await NestFactory.create<NestExpressApplication>(module, adapter, {
    ...nestOptions(log),
    // Whoever takes one reads it, once it is known who sends it.
    bodyParser: false,
  });
  app.disable('x-powered-by');
  // Of answers: to compute one of a long answer takes as long as to send it, and nobody asks for it again.
  app.disable('etag');
  if (!isSupervised) showConnections(app.get(MetricsRegistry), () => adapter.server.connections());
  const close = () => app.close();
  const url = await ending(close, async () => {
    if (!isSupervised) return listen(app, settings);
    await app.init();
    await listenPrivately(app.getHttpServer(), settings.dataDir, 'serve.sock');
    return '';
  });
  return { app, opened: { url, hasDeliveries: () => false, close } };
}

function nestOptions(log: Log) {
  return { logger: new NestLog(log), abortOnError: false };
}

/** What was begun ends, where the rest of it fails. */
async function ending<T>(close: () => Promise<void>, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    await Promise.race([close(), sleep(CLOSE_WITHIN_MS)]);
    throw error;
  }
}

async function listen(app: NestExpressApplication, { host, port }: Settings): Promise<string> {
  try {
    await app.listen(port, host);
    return await app.getUrl();
  } catch (error) {
    throw CannotListen.from(error, host, port);
  }
}

/** Never resolves. @throws as {@link RunningProcess.runUntil} says */
async function untilUseless(app: INestApplicationContext, hasDeliveries: () => boolean): Promise<never> {
  const connection = app.get(ClickHouseConnection);
  const useless = connection.useless().then((error) => {
    if (!hasDeliveries()) throw error;
  });
  const ready = connection.ready().catch((error: unknown) => {
    if (!(error instanceof ClickHouseConnectionClosed)) throw error;
  });
  await Promise.all([useless, ready]);
  return never();
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
