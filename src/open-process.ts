import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ClickHouseConnection } from './platform/clickhouse/clickhouse-connection';
import type { Role } from './platform/config/roles';
import type { Settings } from './platform/config/settings';
import { CannotListen } from './receive/http/listening-address';
import type { Log } from './platform/logging/log';
import { NestLog } from './platform/logging/nest-log';
import type { RulesInForce } from './platform/rules/rules-in-force';
import { showConnections } from './operate/metrics/connection-metrics';
import { MetricsRegistry } from './operate/metrics/metrics-registry';
import { listenPrivately } from './platform/processes/private-socket';

/** For what was begun to end in good order, when the start fails. The kernel takes back what is left. */
export const CLOSE_WITHIN_MS = 3_000;

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
export interface Opened {
  /** Where it is reached; '' where only others of its service reach it. */
  readonly url: string;
  readonly app: INestApplicationContext;
  /** To all databases; where one of them cannot be used, the process is useless. */
  readonly connections: readonly ClickHouseConnection[];
  /** Whether there are deliveries to take care of: then no wrong setting of the database makes it useless. */
  readonly hasDeliveries: () => boolean;
  /** Rejects where it turns out later that it cannot start. */
  readonly failing?: Promise<never>;
  /** Resolves when the requests that run are answered and the modules have ended. */
  readonly close: () => Promise<void>;
}

/** Without Nest's HTTP application, and without Express: it is to stay small, and to start fast. */
export async function openReceiver(
  module: DynamicModule,
  { log, isSupervised }: ProcessOptions,
): Promise<Opened> {
  const { ReceiverEdge } = await import('./operate/edge/receiver-edge.js');
  const app = await NestFactory.createApplicationContext(module, nestOptions(log));
  const edge = app.get(ReceiverEdge);
  const close = async () => {
    await edge.close();
    await app.close();
  };
  const url = await ending(close, () => edge.listen(isSupervised));
  const connections = [app.get(ClickHouseConnection)];
  return { url, app, connections, hasDeliveries: () => edge.hasDeliveries(), close };
}

/** With Nest's HTTP application: at the address of the settings, or behind the receiver of the same service. */
export async function openAnswering(
  module: DynamicModule,
  { settings, log, isSupervised }: ProcessOptions,
): Promise<Opened> {
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
  return { url, app, connections: [app.get(ClickHouseConnection)], hasDeliveries: () => false, close };
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
