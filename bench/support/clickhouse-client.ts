import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { ClickHouseClient } from '@clickhouse/client';
import { readConnectionFile, serviceAccess } from '../../src/platform/clickhouse/embedded/connection-file';
import { BenchError } from './bench-error';

/** Long statements are what some benchmarks are about. */
const LONGEST_STATEMENT_MS = 3_600_000;

/** A way to the service's own ClickHouse, past the service. */
export function clickhouseIn(dataDir: string): ClickHouseClient {
  const connection = readConnectionFile(dataDir);
  const access = connection && serviceAccess(connection);
  if (!access) throw new BenchError('The service has no ClickHouse that can be reached.');
  const { url, user: username, password } = access;
  const { database } = connection;
  return createClient({
    url,
    username,
    password,
    database,
    request_timeout: LONGEST_STATEMENT_MS,
    // What fails is thrown, and reported once.
    log: { level: ClickHouseLogLevel.OFF },
    // A sign of life now and then: a connection on which nothing is heard for long may be taken for dead.
    clickhouse_settings: { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: '110000' },
  });
}

/** Of a statement's rows, all of them or an error; integers of 64 bits as texts. */
export async function rowsOf<Row>(
  client: ClickHouseClient,
  query: string,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  const answer = await client.query({
    query,
    query_params: parameters,
    format: 'JSONEachRow',
    clickhouse_settings: { wait_end_of_query: 1, output_format_json_quote_64bit_integers: 1 },
  });
  return answer.json<Row>();
}
