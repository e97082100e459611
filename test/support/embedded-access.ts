import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { accessToServerIn } from '../../src/platform/clickhouse/embedded/connection-file';
import { READER } from '../../src/platform/clickhouse/embedded/users-config';

/** The password of `bi`, on the servers that have this user. */
export const BI_PASSWORD = 'reads-tea-at-4-oclock';

/** The way to the embedded server that runs on a data directory, as the service's own user. */
export function embeddedAccess(dataDir: string): ClickHouseAccess {
  const access = accessToServerIn(dataDir);
  if (access === undefined) throw new Error('there is no embedded ClickHouse');
  return access;
}

/** The same as the reader of the views, with the setting `BI_PASSWORD`. */
export function readerAccess(dataDir: string): ClickHouseAccess {
  const { url } = embeddedAccess(dataDir);
  return { url, user: READER, password: BI_PASSWORD };
}
