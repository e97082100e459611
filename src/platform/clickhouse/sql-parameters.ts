/**
 * A value for a typed ClickHouse parameter, `{name: Type}` in the SQL. A `Date` fits DateTime64(3), a bigint
 * any integer type. Values travel beside the statement and are never part of its text. One value may have up
 * to 128 KiB as text: a list of some ten thousand ids.
 */
export type SqlParameter =
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | readonly SqlParameter[]
  | ReadonlyMap<string, SqlParameter>;

export type SqlParameters = Readonly<Record<string, SqlParameter>>;

/** Every single value, as text; used to keep them out of error messages. */
export function textsOf(parameters: SqlParameters): string[] {
  return Object.values(parameters).flatMap(textsOfValue);
}

function textsOfValue(value: SqlParameter): string[] {
  if (value === null) return [];
  if (value instanceof Date) return [value.toISOString(), String(value.getTime())];
  if (value instanceof Map) return [...value].flat().flatMap(textsOfValue);
  if (typeof value === 'object') return [...value.values()].flatMap((one) => textsOfValue(one));
  return [String(value)];
}
