import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { ClickHouseClient } from '@clickhouse/client';
import { embeddedAccess } from './embedded-access';
import { TEST_DATABASE } from './temporary-clickhouse';

/** The day on which all of them start. */
export const STORED_RANGE = 'from=2026-03-02&to=2026-03-03';

/** A way to the embedded ClickHouse of a service, past the service. */
export function embeddedClient(dataDir: string): ClickHouseClient {
  const { url, user, password } = embeddedAccess(dataDir);
  return createClient({
    ...{ url, username: user, password, database: TEST_DATABASE },
    log: { level: ClickHouseLogLevel.OFF },
  });
}

/** Puts so many episodes straight into the facts, as a roll-up would have left them. */
export async function storeEpisodes(client: ClickHouseClient, episodes: number): Promise<void> {
  const columns = `'default' AS account, concat('chat/', toString(number)) AS thread,
    toDateTime64('2026-03-02 00:00:00', 3, 'UTC') + toIntervalMillisecond(number) AS begins`;
  const statements = [
    `INSERT INTO facts (account, bucket, thread, kind, ref, at, version)
     SELECT account, toStartOfFifteenMinutes(begins), thread, 'episode_started', '1', begins, 1
     FROM (SELECT ${columns} FROM numbers({episodes: UInt64}))`,
    `INSERT INTO episodes_store (account, thread, number, started_at, closed_at, copilot_outcome, version)
     SELECT account, thread, 1, begins, begins, 'NONE', 1
     FROM (SELECT ${columns} FROM numbers({episodes: UInt64}))`,
  ];
  for (const query of statements) await client.command({ query, query_params: { episodes } });
}
