import { Command } from 'commander';
import { connectForCommand } from '../../platform/clickhouse/connect-for-command';
import { planMigrations } from '../../platform/clickhouse/migrations';
import type { MigrationPlan } from '../../platform/clickhouse/migrations';
import type { TableSize } from '../../platform/clickhouse/table-sizes';
import { commandEnvironment, onDatabase } from './command-context';
import type { CommandEnvironment } from './command-context';
import { onEachShard } from './on-each-shard';

export const command = new Command('migrate')
  .description(
    'Creates the tables and views of a new database, and brings an older one up to date. The service does so at every start.',
  )
  .option('--dry-run', 'say what is due and how much data it concerns, and change nothing')
  .addHelpText(
    'after',
    `
The database is that of CLICKHOUSE_URL; without it, the embedded one in DATA_DIR: that of the running service, or
started for the time of this command. See docs/upgrading.md.`,
  )
  .action(({ dryRun: isDryRun = false }: { dryRun?: boolean }) =>
    onEachShard(commandEnvironment('each'), isDryRun ? plan : migrateNow),
  );

async function plan({ settings, log }: CommandEnvironment): Promise<void> {
  const { access, close } = await connectForCommand(settings, log, false);
  try {
    const { database } = settings.clickhouse;
    for (const line of linesOf(await planMigrations({ access, database }), database)) console.log(line);
  } finally {
    await close();
  }
}

function linesOf({ isNew, due, areViewsDue }: MigrationPlan, database: string): string[] {
  if (isNew) return [`The database "${database}" has no tables yet: all would be made.`];
  const views = areViewsDue ? ['The views would be made again, which takes a moment.'] : [];
  if (due.length === 0) return [`No migration is due for the database "${database}".`, ...views];
  return [
    `Migrations due for the database "${database}": ${due.length}.`,
    ...due.map(
      ({ label, touches }) => `  ${label}: ${touches.map(sizeText).join(', ') || 'no table with data'}`,
    ),
    ...views,
    'Nothing was changed: this was a dry run. Make a backup before you migrate.',
  ];
}

function sizeText({ table, rows, bytes }: TableSize): string {
  return `${table} (${rows.toLocaleString('en')} rows, ${(bytes / 2 ** 20).toFixed(1)} MiB)`;
}

async function migrateNow(environment: CommandEnvironment): Promise<void> {
  const { database } = environment.settings.clickhouse;
  await onDatabase(environment, ({ access, migrationsApplied }) => {
    console.log(`The database "${database}" at ${access.url.origin} is up to date.`);
    if (migrationsApplied > 0) console.log(`Migrations applied: ${migrationsApplied}.`);
    return Promise.resolve();
  });
}
