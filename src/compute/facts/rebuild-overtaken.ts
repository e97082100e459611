import type { ClickHouse } from '../../platform/clickhouse/clickhouse';

/**
 * A rebuild was given up, and nothing has changed: other rules are wanted by now, others have switched, or events went.
 */
export class RebuildOvertaken extends Error {
  readonly code = 'REBUILD_OVERTAKEN';
}

/** @throws RebuildOvertaken where chats were made final since a version, which what was computed since does not know */
export async function requireNoneMadeFinal(clickhouse: ClickHouse, since: bigint): Promise<void> {
  const [row] = await clickhouse.query<{ threads: string }>('rebuild/made_final', { since });
  if (row?.threads !== '0') throw new RebuildOvertaken('events of chats were removed meanwhile');
}
