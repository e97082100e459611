import type { ClickHouse } from '../../platform/clickhouse/clickhouse';

/** That a chat was read from the API. */
export interface ReadState {
  /** Milliseconds since 1970. */
  readonly readAt: number;
  /** SignalZen has it no more. */
  readonly isGone: boolean;
}

/** When some chats (at most some hundreds) were last read; those that never were are left out. */
export async function readStates(
  clickhouse: ClickHouse,
  account: string,
  chatIds: readonly string[],
): Promise<ReadonlyMap<string, ReadState>> {
  if (chatIds.length === 0) return new Map();
  const rows = await clickhouse.query<{ chat_id: string; read_at: string; is_gone: boolean }>(
    'signalzen/read_states',
    { account, chat_ids: chatIds },
  );
  return new Map(rows.map((row) => [row.chat_id, { readAt: Date.parse(row.read_at), isGone: row.is_gone }]));
}
