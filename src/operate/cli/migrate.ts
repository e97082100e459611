import { Command } from 'commander';
import { commandEnvironment, onDatabase } from './command-context';

export const command = new Command('migrate')
  .description(
    'Creates the tables and views of a new database, and brings an older one up to date. The service does so at every start.',
  )
  .addHelpText(
    'after',
    `
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR: that of the running service, or
started for the time of this command.`,
  )
  .action(bringUpToDate);

async function bringUpToDate(): Promise<void> {
  const environment = commandEnvironment();
  const { database } = environment.settings.clickhouse;
  await onDatabase(environment, ({ access, migrationsApplied }) => {
    console.log(`The database "${database}" at ${access.url.origin} is up to date.`);
    if (migrationsApplied > 0) console.log(`Migrations applied: ${migrationsApplied}.`);
    return Promise.resolve();
  });
}
