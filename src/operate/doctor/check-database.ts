import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { ClickHouseAccess } from '../../platform/clickhouse/clickhouse-access';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { isMigrated } from '../../platform/clickhouse/migrations';
import { MigrationsRefused } from '../../platform/clickhouse/schema-files';
import { findingsOf } from './finding';
import type { Finding } from './finding';
import { commandLine } from '../../platform/command-line';

/** Leases and deadlines are by ClickHouse's clock, times of receipt by ours. */
const CLOCK_WARN_MS = 2_000;
const CLOCK_FAIL_MS = 60_000;
const MIN_FREE_SHARE = 0.1;
/** ClickHouse's UNKNOWN_TABLE and UNKNOWN_DATABASE. */
const NOT_THERE = [60, 81];

export interface Database {
  readonly clickhouse: ClickHouse;
  readonly access: ClickHouseAccess;
  readonly name: string;
}

/** Whether nothing is there yet, as before the first start of a service. */
export function isWithoutTables(error: unknown): boolean {
  return error instanceof ClickHouseError && NOT_THERE.includes(error.serverCode ?? 0);
}

/**
 * Version, schema, clock and room, on a cluster of each node that is there.
 * @throws ClickHouseError where it cannot be asked at all
 */
export async function checkDatabase(database: Database): Promise<Finding[]> {
  const { clickhouse, access } = database;
  return [
    ...(await checkServer(clickhouse, access.url, '')),
    ...checkNodes(database),
    ...(await checkSchema(database)),
    ...(await checkOtherNodes(database)),
  ];
}

async function checkOtherNodes({ access: { replica } }: Database): Promise<Finding[]> {
  const others = replica?.cluster.there.filter(({ name }) => name !== replica.name) ?? [];
  const found = others.map(({ database, url, name = '' }) =>
    checkServer(database, url, ` of ${name}`).catch((error: unknown) => {
      if (!(error instanceof ClickHouseError)) throw error;
      return [findingsOf('cluster').warn(`${name} could not be asked: ${error.message}`)];
    }),
  );
  return (await Promise.all(found)).flat();
}

/** @param of which node, where there are several */
async function checkServer(clickhouse: ClickHouse, { origin }: URL, of: string): Promise<Finding[]> {
  const { ok } = findingsOf('ClickHouse');
  const askedAt = Date.now();
  const [server] = await clickhouse.query<{ version: string; now_ms: string }>('doctor/server');
  const here = (askedAt + Date.now()) / 2;
  return [
    ok(`version ${server?.version ?? '?'} answers at ${origin}`),
    ...(await checkDisks(clickhouse, of)),
    checkClock(Number(server?.now_ms) - here, of),
  ];
}

/** @param aheadMs of ClickHouse's clock */
export function checkClock(aheadMs: number, of = ''): Finding {
  const { ok, warn, fail } = findingsOf('clock');
  const off = Math.abs(aheadMs);
  if (off < CLOCK_WARN_MS) return ok(`this machine's clock and ClickHouse's${of} agree`);
  const text =
    `ClickHouse's clock${of} is ${(off / 1000).toFixed(1)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's: ` +
    'set both by NTP (timedatectl status)';
  return off < CLOCK_FAIL_MS ? warn(text) : fail(text);
}

/** Of a cluster: whether all of its nodes answer. */
function checkNodes({ access: { replica } }: Database): Finding[] {
  if (replica === undefined) return [];
  const { ok, warn, fail } = findingsOf('cluster');
  const { nodes, there, settings } = replica.cluster;
  const away = nodes.filter(({ isThere }) => !isThere).map(({ url }) => url.origin);
  if (away.length === 0)
    return [ok(`all ${nodes.length} nodes of "${settings.name}" answer; ${replica.name} is written on`)];
  const text = `of "${settings.name}" these do not answer: ${away.join(', ')}`;
  const areEnough = !settings.hasQuorum || there.length > nodes.length / 2;
  return [
    areEnough
      ? warn(`${text}; the others go on, and these get all again when they are back`)
      : fail(`${text}: nothing new is stored or computed until more than half of the nodes answer`),
  ];
}

async function checkSchema({ access, name }: Database): Promise<Finding[]> {
  const { ok, warn, fail } = findingsOf('schema');
  try {
    return (await isMigrated({ access, database: name }))
      ? [ok(`the database "${name}" is up to date`)]
      : [
          warn(
            `the database "${name}" is not up to date: the next start, or "${commandLine('migrate')}", brings it there`,
          ),
        ];
  } catch (error) {
    if (error instanceof MigrationsRefused) return [fail(error.message)];
    throw error;
  }
}

async function checkDisks(clickhouse: ClickHouse, of: string): Promise<Finding[]> {
  const { ok, warn } = findingsOf('space');
  try {
    const [fullest] = await clickhouse.query<{ name: string; free_bytes: string; total_bytes: string }>(
      'doctor/disks',
    );
    if (fullest === undefined) return [ok("ClickHouse's disks have no end")];
    const share = Number(fullest.free_bytes) / Number(fullest.total_bytes);
    const text = `${Math.floor(share * 100)} % of ClickHouse's disk "${fullest.name}"${of} are free`;
    return [share < MIN_FREE_SHARE ? warn(`${text}: make room, merges need some`) : ok(text)];
  } catch (error) {
    if (error instanceof ClickHouseError) return [warn(`could not be asked for: ${error.message}`)];
    throw error;
  }
}
