import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import {
  ClickHouseConnection,
  ClickHouseConnectionClosed,
} from './platform/clickhouse/clickhouse-connection';
import { secretsFileIn } from './platform/config/secrets-file';
import type { Settings } from './platform/config/settings';
import { DataDirectoryUnusable } from './platform/data-directory/data-directory-unusable';
import { EdgeAdapter } from './receive/http/edge-adapter';
import { CannotListen } from './receive/http/listening-address';
import type { Log } from './platform/logging/log';
import { NestLog } from './platform/logging/nest-log';
import { Spool } from './receive/spool/spool';
import { webhookPathOfAccount } from './receive/webhook/webhook-path';
import { WebhookReceiver } from './receive/webhook/webhook-receiver';

/** For what was begun to end in good order, when the start fails. The kernel takes back what is left. */
const CLOSE_WITHIN_MS = 3_000;

/**
 * Starts the application and lets it run until SIGINT or SIGTERM. The caller holds the lock of the data directory.
 * @throws what keeps it from starting, or makes it useless; the process is to be ended then
 */
export async function runApp(settings: Settings, log: Log): Promise<void> {
  const adapter = new EdgeAdapter();
  const app = await createApp(settings, log, adapter);
  try {
    adapter.setFrontHandler(app.get(WebhookReceiver));
    await listen(app, settings);
    reportStart(settings, await app.getUrl(), log);
    await untilUseless(app.get(ClickHouseConnection), app.get(Spool));
  } catch (error) {
    await Promise.race([app.close(), sleep(CLOSE_WITHIN_MS)]);
    throw error;
  }
}

async function createApp(
  settings: Settings,
  log: Log,
  adapter: EdgeAdapter,
): Promise<NestExpressApplication> {
  try {
    const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, log), adapter, {
      logger: new NestLog(log),
      abortOnError: false,
    });
    app.disable('x-powered-by');
    // Of answers: to compute one of a long answer takes as long as to send it, and nobody asks for it again.
    app.disable('etag');
    reportStop(log);
    return app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  } catch (error) {
    throw DataDirectoryUnusable.from(error, settings.dataDir);
  }
}

/** A log that just ends leaves open whether the service was stopped or killed. */
function reportStop(log: Log): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'stopping: running requests are answered, and what was received is on disk');
      process.once('exit', (code) => {
        log.info({ code }, 'stopped');
      });
    });
  }
}

async function listen(app: NestExpressApplication, { host, port }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw CannotListen.from(error, host, port);
  }
}

/**
 * Never resolves.
 * @throws MigrationsRefused when this program must not use the database
 * @throws UselessConnection unless there are deliveries to take care of: as long as there are, the service goes on
 * receiving, as with a database that is down
 */
async function untilUseless(connection: ClickHouseConnection, spool: Spool): Promise<void> {
  const useless = connection.useless().then((error) => {
    const { pendingRecords, waitingRecords, drainedSegments, appendedRecords } = spool.stats();
    if (pendingRecords + waitingRecords + drainedSegments + appendedRecords === 0) throw error;
  });
  const ready = connection.ready().catch((error: unknown) => {
    if (!(error instanceof ClickHouseConnectionClosed)) throw error;
  });
  await Promise.all([useless, ready, new Promise(() => undefined)]);
}

function reportStart(settings: Settings, url: string, log: Log): void {
  const accounts = [...settings.accounts.keys()];
  log.info(
    {
      webhooks: accounts.map((name) => `${url}${webhookPathOfAccount(name)}`),
      graphql: `${url}/graphql`,
      ...(settings.hasGeneratedSecrets ? { generatedSecrets: secretsFileIn(settings.dataDir) } : {}),
    },
    'ready to receive',
  );
}
