import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { accessToServerIn } from '../../platform/clickhouse/embedded/connection-file';
import type { Settings } from '../../platform/config/settings';
import type { Database } from '../doctor/check-database';

/** The database of the service, where it is known or runs; to be closed. None is started. */
export function databaseIfThere({ clickhouse: given, dataDir }: Settings): Database | undefined {
  const { url, user, password, database: name } = given;
  const access = url ? { url, user, password } : accessToServerIn(dataDir);
  if (access === undefined) return undefined;
  const clickhouse = new ClickHouse(name);
  clickhouse.connectTo(access);
  return { clickhouse, access, name };
}
