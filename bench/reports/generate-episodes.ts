import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';

const DAY_MS = 86_400_000;
const DAYS = 730;
/** In this order: each reads what the one before has put there. */
const STATEMENTS = ['episodes', 'facts', 'rollups'];

/** The range in which all of them start. */
export interface GeneratedEpisodes {
  readonly from: Date;
  readonly to: Date;
}

/** So many episodes of the two years up to today, with what is counted of them, straight in the tables of facts. */
export async function generateEpisodes(
  client: ClickHouseClient,
  episodes: number,
): Promise<GeneratedEpisodes> {
  const to = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const from = to - DAYS * DAY_MS;
  for (const name of STATEMENTS) {
    await client.command({
      query: readFileSync(join(__dirname, 'sql', `${name}.sql`), 'utf8'),
      query_params: { episodes, begins_ms: from, step_ms: (to - from) / episodes },
      clickhouse_settings: { wait_end_of_query: 1 },
    });
  }
  return { from: new Date(from), to: new Date(to) };
}
