import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import { ClickHouseConnection } from './clickhouse/clickhouse-connection';
import { MigrationsRefused } from './clickhouse/migration-files';
import { runCommand } from './cli/run-command';
import { processEnvironment } from './config/process-environment';
import { readSettings } from './config/read-settings';
import { secretsFileIn } from './config/secrets-file';
import type { Settings } from './config/settings';
import { DataDirectoryLock } from './data-directory/data-directory-lock';
import { EdgeAdapter } from './http/edge-adapter';
import { createLog } from './logging/log';
import type { Log } from './logging/log';
import { NestLog } from './logging/nest-log';
import { WebhookReceiver } from './webhook/webhook-receiver';

/** Starts the service and runs it until SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const settings = readSettings(processEnvironment());
  const log = createLog(settings.logLevel);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'the service cannot go on');
    process.exit(1);
  });
  // Held until the process ends, however it ends.
  DataDirectoryLock.take(settings.dataDir);

  const adapter = new EdgeAdapter();
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(settings, log), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  adapter.setFrontHandler(app.get(WebhookReceiver));
  app
    .get(ClickHouseConnection)
    .ready()
    .catch((error: unknown) => {
      if (error instanceof MigrationsRefused) process.exit(1);
    });
  await app.listen(settings.port, settings.host);
  reportStart(settings, await app.getUrl(), log);
}

function reportStart(settings: Settings, url: string, log: Log): void {
  const accounts = [...settings.accounts.keys()];
  log.info(
    {
      webhooks: accounts.map((name) => `${url}/webhooks/signalzen${name === 'default' ? '' : `/${name}`}`),
      graphql: `${url}/graphql`,
      ...(settings.hasGeneratedSecrets ? { generatedSecrets: secretsFileIn(settings.dataDir) } : {}),
    },
    'ready to receive',
  );
}

runCommand(main);
