import { processEnvironment } from './platform/config/process-environment';
import { readSettings } from './platform/config/read-settings';
import { DataDirectoryLock } from './platform/data-directory/data-directory-lock';
import { tryListening } from './receive/http/listening-address';
import { createLog } from './platform/logging/log';

/**
 * Starts the service, which runs until SIGINT or SIGTERM.
 * @throws what keeps it from starting, or makes it useless; the process is to be ended then
 */
export async function runService(): Promise<void> {
  const settings = readSettings(processEnvironment());
  const log = createLog(settings.logLevel);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'the service cannot go on');
    process.exit(1);
  });
  // Held until the process ends, however it ends.
  await DataDirectoryLock.take(settings.dataDir);
  await tryListening(settings.host, settings.port);
  // Loaded only now: it takes longer than all of the above, which is what goes wrong in a first hour.
  const { runApp } = await import('./run-app.js');
  await runApp(settings, log);
}
