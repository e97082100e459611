import type { ClickHouseClient } from '@clickhouse/client';
import { ProgressLine } from '../../src/platform/terminal/progress-line';
import { rowsOf } from '../support/clickhouse-client';
import { sqlFile } from './sql-file';

/** What is copied month by month. */
const BY_MONTH = ['deliveries', 'facts'];

/**
 * Lets each delivery stand for so many, of as many chats: what the service computed is copied or multiplied, as it
 * would have been computed of these. To compute it all takes hours.
 */
export async function multiply(client: ClickHouseClient, times: number): Promise<void> {
  const months = await rowsOf<{ month: number }>(
    client,
    'SELECT DISTINCT toYYYYMM(bucket) AS month FROM facts ORDER BY month',
  );
  const progress = new ProgressLine(process.stderr);
  for (const { month } of months) {
    progress.update(() => `making ${times} deliveries of each of ${month} …`);
    for (const name of BY_MONTH) await run(client, `multiply-${name}`, { times, month });
  }
  await run(client, 'multiply-episodes', { times });
  for (const table of ['rollups', 'facet_sums']) await run(client, 'multiply-sums', { times, table });
  progress.finish(`made ${times} deliveries of each in ${progress.seconds.toFixed(0)} s`);
}

async function run(
  client: ClickHouseClient,
  name: string,
  parameters: Readonly<Record<string, number | string>>,
): Promise<void> {
  await client.command({
    query: sqlFile(name),
    query_params: parameters,
    clickhouse_settings: { wait_end_of_query: 1 },
  });
}
