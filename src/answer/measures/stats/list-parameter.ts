/** ClickHouse takes 128 KiB for one parameter. */
const NUMBERS_PER_PARAMETER = 5_000;

/** A list of whole numbers, in as many parameters as it takes, and the SQL that puts it together. */
export function listParameter(
  name: string,
  type: 'Int64' | "DateTime('UTC')",
  values: readonly number[],
): { readonly sql: string; readonly parameters: Record<string, readonly number[]> } {
  const parameters: Record<string, readonly number[]> = {};
  for (let first = 0; first < values.length; first += NUMBERS_PER_PARAMETER) {
    parameters[`${name}_${first}`] = values.slice(first, first + NUMBERS_PER_PARAMETER);
  }
  const parts = Object.keys(parameters).map((part) => `{${part}: Array(${type})}`);
  return { sql: parts.length === 1 ? parts.join() : `arrayConcat(${parts.join(', ')})`, parameters };
}
