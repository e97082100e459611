import { readEvent } from '../../src/platform/events/read-event';
import type { ClickHouseClient } from '@clickhouse/client';
import { BenchError } from '../support/bench-error';
import { rowsOf } from '../support/clickhouse-client';
import type { ServiceApi } from '../support/service-api';
import type { Generated } from './generate-deliveries';
import { sqlFile } from './sql-file';

const ROWS_READ_AGAIN = 2_000;

interface Row extends Readonly<Record<string, unknown>> {
  readonly body: string;
  readonly received_ms: string;
}

/**
 * That the columns of generated deliveries say what the service would have read in their bodies.
 * @throws BenchError when they do not
 */
export async function checkColumns(client: ClickHouseClient): Promise<void> {
  const rows = await rowsOf<Row>(
    client,
    `SELECT event_id, event_type, thread, chat_id, message_id, toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
       occurred_from, parse_error, message_type, sender_type, sender_id, operator_name, sender_is_ai, auto_invitation,
       may_be_last_word, rating, page_seen, page, attributes_seen, attributes, body,
       toUnixTimestamp64Milli(received_at) AS received_ms
     FROM deliveries_store WHERE segment_id = 1 ORDER BY sequence LIMIT ${ROWS_READ_AGAIN}`,
  );
  for (const { body, received_ms, ...columns } of rows) {
    const expected = JSON.stringify(columnsOf(body, Number(received_ms)));
    if (JSON.stringify(columns) === expected) continue;
    throw new BenchError(
      `A generated delivery is not as the service would have stored it.\n  ${body}\n  expected  ${expected}\n  generated ${JSON.stringify(columns)}`,
    );
  }
}

/** In the order of the statement above. */
function columnsOf(body: string, receivedAt: number): Readonly<Record<string, unknown>> {
  const event = readEvent({ bytes: Buffer.from(body), receivedAt, occurrence: 0n });
  const { page, attributes } = event.seenUser;
  return {
    event_id: event.eventId,
    event_type: event.eventType,
    thread: event.thread,
    chat_id: event.chatId,
    message_id: event.messageId,
    occurred_ms: String(event.occurredAt),
    occurred_from: event.occurredFrom,
    parse_error: event.parseError,
    message_type: event.messageType,
    sender_type: event.senderType,
    sender_id: event.senderId,
    operator_name: event.operatorName,
    sender_is_ai: event.senderIsAi,
    auto_invitation: event.autoInvitation,
    may_be_last_word: event.mayBeLastWord,
    rating: event.rating,
    page_seen: page !== undefined,
    page: page ?? '',
    attributes_seen: attributes !== undefined,
    attributes: Object.fromEntries(attributes ?? []),
  };
}

/**
 * That the service counts what the deliveries say, and that none of their messages is without its chat.
 * @throws BenchError when it does not
 */
export async function checkCounts(
  client: ClickHouseClient,
  api: ServiceApi,
  { fromMs, untilMs }: Pick<Generated, 'fromMs' | 'untilMs'>,
): Promise<void> {
  const [from, to] = [new Date(fromMs), new Date(untilMs)];
  const [counts] = await rowsOf<Record<string, string>>(client, sqlFile('generated-counts'), { from, to });
  const expected = Object.entries(counts ?? {}).map(([name, count]) => [name, Number(count)] as const);
  const { stats, freshness } = await api.ask<{
    stats: Record<string, number>[];
    freshness: { operatorMessagesUnlinked: number };
  }>(
    `query ($from: DateTime!, $to: DateTime!) {
       stats(from: $from, to: $to, granularity: TOTAL) { episodesStarted ${expected.map(([name]) => name).join(' ')} }
       freshness { operatorMessagesUnlinked }
     }`,
    { from, to },
  );
  const [counted] = stats;
  const wrong = expected.filter(([name, count]) => counted?.[name] !== count);
  if (expected.length > 0 && wrong.length === 0 && freshness.operatorMessagesUnlinked === 0) return;
  throw new BenchError(
    `The service does not count what was generated.\n  generated ${JSON.stringify(Object.fromEntries(expected))}\n  ` +
      `counted   ${JSON.stringify(counted)}, ${freshness.operatorMessagesUnlinked} messages without a chat`,
  );
}
