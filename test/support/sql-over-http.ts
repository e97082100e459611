import type { ClickHouseAccess } from '../../src/clickhouse/clickhouse-access';
import { TEST_DATABASE } from './temporary-clickhouse';

/** Sends a statement as any client would, in the service's database. @returns what is answered, errors too */
export async function sqlAs({ url, user, password }: ClickHouseAccess, sql: string): Promise<string> {
  const response = await fetch(new URL(`/?database=${TEST_DATABASE}`, url), {
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
): Promise<Record<string, string | number | null>[]> {
  const text = await sqlAs(
    access,
    `${sql}\nSETTINGS output_format_json_quote_64bit_integers = 0 FORMAT JSONEachRow`,
  );
  if (text.includes('DB::Exception')) throw new Error(text);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, string | number | null>);
}
