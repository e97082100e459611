import type { Log } from '../logging/log';
import { commandLine } from '../command-line';
import { ExplainedError } from '../explained-error';
import type { ClickHouse } from './clickhouse';
import {
  openMigrationLog,
  recordBegun,
  recordMade,
  recordMigration,
  recordMigrationsOf,
  recordViews,
} from './migration-log';
import type { AppliedMigration, MigrationLog } from './migration-log';
import { labelOf, tableSizes, touchedBy } from './table-sizes';
import type { TableSize } from './table-sizes';
import { checksumOf, MigrationsRefused } from './schema-files';
import type { Migration, SchemaFile, SchemaFiles } from './schema-files';

/** Milliseconds; a migration may rewrite a large table. */
const MIGRATION_TIMEOUT = 3_600_000;

/** What is in the database is not whole yet: whoever waits gets all of it. */
export abstract class DatabaseNotWhole extends ExplainedError {}

export class RestoreUnderWay extends DatabaseNotWhole {
  readonly code = 'RESTORE_UNDER_WAY';
}

export class MoveUnderWay extends DatabaseNotWhole {
  readonly code = 'MOVE_UNDER_WAY';
}

/** Another server that has the tables, and shares their rows. */
export interface PeerServer {
  readonly migrations: readonly AppliedMigration[];
  /** Makes all its tables on the one that has none. */
  readonly copyTables: () => Promise<void>;
  /** Of a migration that it has: what is still to be done on another one. */
  readonly remainderOf: (migration: Migration) => Migration;
}

export interface BringingUp {
  readonly files: SchemaFiles;
  readonly log: Log;
  /** It is filled by a restore or a move, which brings it up to date itself. */
  readonly isRestore: boolean;
  readonly peer?: PeerServer | undefined;
}

/**
 * Brings one server, which has the database, up to date: see `migrate`.
 * @returns how many migrations were applied
 */
export async function bringUpToDate(
  clickhouse: ClickHouse,
  { files, log, isRestore, peer }: BringingUp,
): Promise<number> {
  const { database } = clickhouse;
  const state = await openMigrationLog(clickhouse);
  if (!isRestore) refuseNotWhole(state, database);
  refuseWhatDoesNotFit(state, files, database);
  let applied: number;
  if (state.isMade) applied = await applyDue(clickhouse, files.migrations, state.migrations, { log, peer });
  else if (peer) applied = await copyTables(clickhouse, files, peer, log);
  else applied = await makeTables(clickhouse, files, log);
  if (state.views !== checksumOf(files.views)) await makeViews(clickhouse, files.views, log);
  return applied;
}

/** @throws RestoreUnderWay, MoveUnderWay */
export function refuseNotWhole({ isRestoring, movedFrom }: MigrationLog, database: string): void {
  if (movedFrom !== undefined)
    throw new MoveUnderWay(
      `Another database (${movedFrom}) is being moved to the database "${database}", and what it holds is not whole. It ` +
        `can be used when "${commandLine('move', '--from <file or embedded> --finish')}" is done: run that when all ` +
        'services were started with the new settings. See docs/cookbook/moving.md.',
    );
  if (!isRestoring) return;
  throw new RestoreUnderWay(
    `A backup is being restored to the database "${database}", or that was broken off: what it holds is not whole. ` +
      `It can be used when "${commandLine('restore')}" is done; where that was broken off, run it again, which begins anew.`,
  );
}

export function refuseWhatDoesNotFit(state: MigrationLog, files: SchemaFiles, database: string): void {
  const { begunWith, isMade, migrations } = state;
  if (begunWith === undefined && migrations.length > 0) {
    throw new MigrationsRefused(
      `The database "${database}" was created by a version before the first release, which this one cannot bring up ` +
        'to date. Give the service a new DATA_DIR or CLICKHOUSE_DATABASE, and bring the deliveries over with ' +
        `"${commandLine('replay')}".`,
    );
  }
  if (begunWith !== undefined && !isMade && begunWith !== checksumOf(files.tables)) {
    throw new MigrationsRefused(
      `Another version began to create the database "${database}" and did not finish. It holds nothing yet: drop it, ` +
        'and start again.',
    );
  }
  for (const one of migrations) refuseMigration(one, files.migrations[one.number - 1], database);
}

export function refuseMigration(
  applied: AppliedMigration,
  file: Migration | undefined,
  database: string,
): void {
  const label = labelOf(applied);
  if (!file) {
    throw new MigrationsRefused(
      `The database "${database}" has migration ${label}, which this program does not know: it was last used ` +
        'by a newer version. Start that version, or restore a backup made before it.',
    );
  }
  if (file.checksum !== applied.checksum) {
    throw new MigrationsRefused(
      `Migration ${label} was changed after it had been applied to the database "${database}". Put the file ` +
        'back as it was, and bring the change in a new migration.',
    );
  }
}

async function makeTables(clickhouse: ClickHouse, files: SchemaFiles, log: Log): Promise<number> {
  const startedAt = Date.now();
  await recordBegun(clickhouse, files.tables);
  for (const table of files.tables) await execute(clickhouse, table, `schema/${table.name}`);
  await recordMade(clickhouse, files);
  log.info({ tables: files.tables.length, tookMs: Date.now() - startedAt }, 'tables created');
  return 0;
}

/** The tables of the other server have all migrations that it has; what it lacks is applied as everywhere. */
async function copyTables(
  clickhouse: ClickHouse,
  files: SchemaFiles,
  peer: PeerServer,
  log: Log,
): Promise<number> {
  await recordBegun(clickhouse, files.tables);
  await peer.copyTables();
  await recordMade(clickhouse, { ...files, migrations: [] });
  await recordMigrationsOf(clickhouse, peer.migrations);
  log.info({ database: clickhouse.database }, 'tables created as another node has them');
  return applyDue(clickhouse, files.migrations, peer.migrations, { log, peer });
}

async function applyDue(
  clickhouse: ClickHouse,
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
  { log, peer }: Pick<BringingUp, 'log' | 'peer'>,
): Promise<number> {
  const due = dueOf(migrations, applied);
  const ofPeer = new Set(peer?.migrations.map(({ number }) => number));
  for (const whole of due) {
    const migration = peer && ofPeer.has(whole.number) ? peer.remainderOf(whole) : whole;
    const startedAt = Date.now();
    const { number, name } = migration;
    const before = await tableSizes(clickhouse);
    log.info({ number, name, touches: touchedBy(migration, before) }, 'migration begins');
    await execute(clickhouse, migration, `migration ${labelOf(migration)}`);
    refuseLoss(migration, before, await tableSizes(clickhouse));
    await recordMigration(clickhouse, migration);
    log.info({ number, name, tookMs: Date.now() - startedAt }, 'migration applied');
  }
  return due.length;
}

export function dueOf(migrations: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const known = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !known.has(number));
}

/** A table that held rows, and that no statement says to do away with, is to hold some afterwards. */
function refuseLoss(migration: Migration, before: readonly TableSize[], after: readonly TableSize[]): void {
  const held = new Set(after.filter(({ rows }) => rows > 0).map(({ table }) => table));
  for (const { table, rows } of before) {
    const isMeant = migration.statements.some((sql) =>
      new RegExp(`\\b(DROP|TRUNCATE|RENAME|EXCHANGE)\\b[^]*\\b${table}\\b`, 'i').test(sql),
    );
    if (rows === 0 || held.has(table) || isMeant) continue;
    throw new MigrationsRefused(
      `Migration ${labelOf(migration)} has left the table ${table} without any of its ${rows} rows, which it does not ` +
        'say it would. It goes no further: restore a backup made before it, and report this.',
    );
  }
}

/** All of them: the columns of one may be those of another. */
async function makeViews(clickhouse: ClickHouse, views: readonly SchemaFile[], log: Log): Promise<void> {
  for (const view of views) await execute(clickhouse, view, `views/${view.name}`);
  await recordViews(clickhouse, views);
  log.info({ views: views.length }, 'views created');
}

async function execute(clickhouse: ClickHouse, { statements }: SchemaFile, name: string): Promise<void> {
  for (const [index, sql] of statements.entries()) {
    const label = statements.length === 1 ? name : `${name}, statement ${index + 1}`;
    await clickhouse.commandText(sql, {}, label, { timeoutMs: MIGRATION_TIMEOUT });
  }
}
