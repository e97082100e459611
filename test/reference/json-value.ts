export type JsonObject = Readonly<Record<string, unknown>>;

/** The value if it is a JSON object; arrays are not. */
export function objectIn(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** An id as text: SignalZen writes numbers, and 28 and "28" name the same thing. */
export function idIn(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** UTC milliseconds of an ISO 8601 text; docs/metrics.md: "All times are UTC", so a text without a zone is UTC. */
export function instantIn(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const match = INSTANT.exec(value);
  if (match === null) return undefined;
  const instant = Date.parse(match[3] === undefined ? `${value}Z` : value);
  return Number.isNaN(instant) ? undefined : instant;
}
