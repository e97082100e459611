export type JsonObject = Readonly<Record<string, unknown>>;

/** The value if it is a JSON object; arrays are not. */
export function objectIn(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** An id as text: a whole number, or up to 200 characters; 28 and "28" name the same thing. */
export function idIn(value: unknown): string | undefined {
  if (Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
}
