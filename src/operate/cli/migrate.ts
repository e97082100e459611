import '../../require-node.cjs';
import { Command } from 'commander';
import { connectForCommand } from '../../platform/clickhouse/connect-for-command';
import { migrate } from '../../platform/clickhouse/migrations';
import { processEnvironment } from '../../platform/config/process-environment';
import { readSettings } from '../../platform/config/read-settings';
import { createLog } from '../../platform/logging/log';
import { runCommand } from './run-command';

new Command('migrate')
  .description(
    'Creates the tables and views of a new database, and brings an older one up to date. The service does so at every start.',
  )
  .addHelpText(
    'after',
    `
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR: that of the running service, or
started for the time of this command.`,
  )
  .parse();

runCommand(async () => {
  const settings = readSettings(processEnvironment());
  const log = createLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel);
  const { access, close } = await connectForCommand(settings, log);
  try {
    const { database } = settings.clickhouse;
    const applied = await migrate({ access, database, log });
    console.log(`The database "${database}" at ${access.url.origin} is up to date.`);
    if (applied > 0) console.log(`Migrations applied: ${applied}.`);
  } finally {
    await close();
  }
});
