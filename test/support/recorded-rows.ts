import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `NNNN.sql`: the tables as they were when NNNN was the last migration; `NNNN.ndjson`: all rows of a small service of
 * that time, which has received the same deliveries each time.
 */
export const RECORDED = join(__dirname, '..', 'schemas');

/** What such a service tells, by its views. */
export const RECORDED_NUMBERS = `
  SELECT
    (SELECT count() FROM messages) AS messages,
    (SELECT uniqExact(chat_id) FROM messages) AS chats,
    (SELECT count() FROM episodes) AS episodes,
    (SELECT sum(rating) FROM ratings) AS stars`;
/** Three contacts of three messages each, of which one names no chat. */
export const NUMBERS_RECORDED = { messages: '9', chats: '4', episodes: '6', stars: '9' };

/** By table, each row as JSON. */
export function recordedRows(number: string): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  const text = readFileSync(join(RECORDED, `${number}.ndjson`), 'utf8');
  for (const line of text.trim().split('\n')) {
    const { table, row } = JSON.parse(line) as { table: string; row: object };
    rows.set(table, [...(rows.get(table) ?? []), JSON.stringify(row)]);
  }
  return rows;
}
