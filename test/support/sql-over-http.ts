import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { TEST_DATABASE } from './temporary-clickhouse';

type Settings = Readonly<Record<string, string>>;

/**
 * Sends a statement as any client would, in the service's database, with settings of the client.
 * @returns what is answered, errors too
 */
export async function sqlAs(
  { url, user, password }: ClickHouseAccess,
  sql: string,
  settings: Settings = {},
): Promise<string> {
  const query = new URLSearchParams({ database: TEST_DATABASE, ...settings });
  const response = await fetch(new URL(`/?${query.toString()}`, url), {
    method: 'POST',
    body: sql,
    headers: { authorization: `Basic ${btoa(`${user}:${password}`)}` },
  });
  return response.text();
}

/** The rows of an answer, with numbers as numbers. @throws Error for a refusal, with its text */
export async function rowsAs(
  access: ClickHouseAccess,
  sql: string,
  settings: Settings = {},
): Promise<Record<string, string | number | null>[]> {
  const text = await sqlAs(access, sql, {
    default_format: 'JSONEachRow',
    output_format_json_quote_64bit_integers: '0',
    ...settings,
  });
  if (text.includes('DB::Exception')) throw new Error(text);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, string | number | null>);
}
