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

export interface Database {
  readonly clickhouse: ClickHouse;
  readonly access: ClickHouseAccess;
  readonly name: string;
}

/** Version, schema, clock and room. @throws ClickHouseError where it cannot be asked at all */
export async function checkDatabase(database: Database): Promise<Finding[]> {
  const { ok } = findingsOf('ClickHouse');
  const askedAt = Date.now();
  const [server] = await database.clickhouse.query<{ version: string; now_ms: string }>('doctor/server');
  const here = (askedAt + Date.now()) / 2;
  const found = await Promise.all([checkSchema(database), checkDisks(database)]);
  return [
    ok(`version ${server?.version ?? '?'} answers at ${database.access.url.origin}`),
    ...found.flat(),
    checkClock(Number(server?.now_ms) - here),
  ];
}

/** @param aheadMs of ClickHouse's clock */
export function checkClock(aheadMs: number): Finding {
  const { ok, warn, fail } = findingsOf('clock');
  const off = Math.abs(aheadMs);
  if (off < CLOCK_WARN_MS) return ok("this machine's clock and ClickHouse's agree");
  const text =
    `ClickHouse's clock is ${(off / 1000).toFixed(1)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's: ` +
    'set both by NTP (timedatectl status)';
  return off < CLOCK_FAIL_MS ? warn(text) : fail(text);
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

async function checkDisks({ clickhouse }: Database): Promise<Finding[]> {
  const { ok, warn } = findingsOf('space');
  try {
    const [fullest] = await clickhouse.query<{ name: string; free_bytes: string; total_bytes: string }>(
      'doctor/disks',
    );
    if (fullest === undefined) return [ok("ClickHouse's disks have no end")];
    const share = Number(fullest.free_bytes) / Number(fullest.total_bytes);
    const text = `${Math.floor(share * 100)} % of ClickHouse's disk "${fullest.name}" are free`;
    return [share < MIN_FREE_SHARE ? warn(`${text}: make room, merges need some`) : ok(text)];
  } catch (error) {
    if (error instanceof ClickHouseError) return [warn(`could not be asked for: ${error.message}`)];
    throw error;
  }
}
