import { presentGenerations } from '../../compute/facts/generations';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { ClickHouseAccess } from '../../platform/clickhouse/clickhouse-access';
import { publishGeneration } from '../../platform/clickhouse/cluster/generation-tables';
import { NUMBER_TABLES } from '../../platform/clickhouse/cluster/node-tables';
import {
  readMigrationLog,
  recordMigrationsOf,
  recordMoveBegun,
  recordMoved,
  recordReadyForMove,
} from '../../platform/clickhouse/migration-log';
import { migrate } from '../../platform/clickhouse/migrations';
import type { Log } from '../../platform/logging/log';
import { tablesOfDatabase } from '../backup/frozen-tables';
import {
  createWithoutTables,
  dropTables,
  hasMigrationLog,
  makeTables,
  presentTables,
} from '../backup/new-database';
import { MoveError } from './move-error';
import { movedTables } from './moved-table';
import type { Ends, Round, Rounds } from './rounds';

/** Rounds after which it is given up: by then, something else than what is moved changes one of the databases. */
const MAX_LAST_ROUNDS = 5;
/** Of all tables, they take as long as it takes to write them. */
const MERGE_TIMEOUT_MS = 24 * 3_600_000;

export interface Destination {
  readonly clickhouse: ClickHouse;
  readonly access: ClickHouseAccess;
}

/** How much of a move is done already in the database that is moved to. */
export type Progress =
  | 'not begun'
  | 'begun'
  /** Services may be at work on it: nothing of it may be changed. */
  | 'finished';

/**
 * @param from names the database that is moved
 * @throws MoveError where there is anything else in it
 */
export async function progressOf({ clickhouse }: Destination, from: string): Promise<Progress> {
  let progress: Progress = 'begun';
  for (const server of (await clickhouse.everyNode()).values()) {
    const tables = await presentTables(server);
    const log = hasMigrationLog(tables) ? await readMigrationLog(server) : undefined;
    if (log?.movedFrom !== undefined && log.movedFrom !== from)
      throw new MoveError(
        'MOVE_NOT_EMPTY',
        `The database "${clickhouse.database}" is one that ${log.movedFrom} is being moved to, and this is ${from}. ` +
          'Go on with that, or name another one with CLICKHOUSE_DATABASE.',
      );
    const isNone =
      tables.length === 0 || (tables.length === 1 && log !== undefined && log.movedFrom === undefined);
    if (isNone) progress = 'not begun';
    else if (log?.isReadyForMove === true && log.movedFrom === undefined) return 'finished';
    else if (log?.movedFrom === undefined)
      throw new MoveError(
        'MOVE_NOT_EMPTY',
        `The database "${clickhouse.database}" is not empty: it has ${tables.length} tables and views. Another one is ` +
          'moved only to where nothing is. Name another with CLICKHOUSE_DATABASE, or drop it.',
      );
    else if (!log.isReadyForMove) progress = 'not begun';
  }
  return progress;
}

/**
 * Makes the tables in a database that has none, on all nodes of a cluster; where that was done, brings them up to date.
 * From then on, and until {@link finishMove}, no service uses it.
 */
export async function prepareMove(
  source: ClickHouse,
  to: Destination,
  from: string,
  log: Log,
): Promise<void> {
  const { clickhouse, access } = to;
  const { database } = clickhouse;
  const progress = await progressOf(to, from);
  if (progress === 'finished')
    throw new MoveError(
      'MOVE_NOT_EMPTY',
      `The database "${database}" was moved to before, and is in use. Another one is moved only to where nothing is. ` +
        'Name another with CLICKHOUSE_DATABASE, or drop it.',
    );
  if (progress === 'not begun') {
    const tables = await tablesOfDatabase(source);
    const { migrations } = await readMigrationLog(source);
    for (const server of (await clickhouse.everyNode()).values())
      await dropTables(server, await presentTables(server));
    await createWithoutTables({ access, database, log });
    const servers = [...(await clickhouse.everyNode()).values()];
    for (const server of servers) await recordMoveBegun(server, from);
    await makeTables(clickhouse, tables);
    for (const server of servers) await recordMigrationsOf(server, migrations);
    await migrate({ access, database, log, isRestore: true });
    for (const server of servers) await recordReadyForMove(server, from);
    return;
  }
  await migrate({ access, database, log, isRestore: true });
}

/**
 * Brings over the rest, once nobody writes to the database that is moved: until both are the same, row by row.
 * @returns the last round, which found nothing: neither where it looked, nor parts that are new since it looked before
 * @throws MoveError where they do not become so
 */
export async function lastRounds(rounds: Rounds): Promise<Round> {
  for (let attempt = 1; attempt <= MAX_LAST_ROUNDS; attempt += 1) {
    const round = await rounds.next(true);
    if (round.isSame) return round;
  }
  throw new MoveError(
    'MOVE_NOT_EQUAL',
    'Both databases still differ after several rounds: something still writes to one of them. End it, and run the ' +
      'same command again.',
  );
}

/** What is not in the rows of tables; and then services may begin. */
export async function finishMove({ from, to }: Ends, name: string): Promise<void> {
  await takeGeneration({ from, to });
  const [last] = await from.query<{ version: string }>('move/last_version');
  // As after a turn that went through: what is computed here next is newer, whatever the clock says.
  const version = BigInt(last?.version ?? 0);
  const said = { session: 'moved', holder: name, program: 'move', counter: 1, is_open: false, waits_ms: 0 };
  await to.command('lease/write', { ...said, version, clean_version: version });
  const names = (await movedTables(from)).map((table) => table.name);
  await to.sync([...names, 'compute_leases'], true);
  await releaseMoved(to, name);
}

/** Services may begin. Where it was broken off, some nodes of a cluster do not know it yet. */
export async function releaseMoved(to: ClickHouse, name: string): Promise<void> {
  for (const server of (await to.everyNode()).values())
    if ((await readMigrationLog(server)).movedFrom !== undefined) await recordMoved(server, name);
}

/** @throws MoveError where a database has no tables: it is not the one that was meant */
export async function requireTables(source: ClickHouse, name: string): Promise<void> {
  if (hasMigrationLog(await presentTables(source))) return;
  throw new MoveError(
    'MOVE_SETTINGS',
    `There is nothing to move from ${name}: it has no tables of this program.`,
  );
}

/** Which numbers are in place stands in comments of tables, and on a cluster in Keeper. */
async function takeGeneration({ from, to }: Ends): Promise<void> {
  const [generation, other] = await presentGenerations(from);
  if (generation === undefined || other !== undefined)
    throw new MoveError(
      'MOVE_NOT_EQUAL',
      'Numbers are being rebuilt: run the same command again when that is over.',
    );
  for (const server of (await to.everyNode()).values())
    for (const table of NUMBER_TABLES) {
      const sql = `ALTER TABLE ${table} MODIFY COMMENT '${generation === 0n ? '' : `Generation ${generation}`}'`;
      await server.commandText(sql, {}, 'move: name the generation');
    }
  await publishGeneration(to, generation);
}

/**
 * What was erased while it was copied is in no row any more, but may be in one that was replaced: these go.
 * @param onTable called before each
 */
export async function forgetErased(to: ClickHouse, onTable: (table: string) => void): Promise<void> {
  const [erased] = await to.query<{ is_any: boolean }>('move/erased_meanwhile');
  if (erased?.is_any !== true) return;
  for (const { name, isCollapsing, columns } of await movedTables(to)) {
    if (!isCollapsing || !columns.some(({ type }) => type.includes('String'))) continue;
    onTable(name);
    for (const server of (await to.everyNode()).values())
      await server.command('move/merge', { table: name }, { timeoutMs: MERGE_TIMEOUT_MS });
  }
}
