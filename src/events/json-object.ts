import { LATEST_MS } from './latest-time';

/** A JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** Short texts only: ids, types and names are short; anything longer is not one of them. */
export function asText(value: unknown, longest = 200): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}

/** An id as SignalZen gives it: a whole number, or text. Numbers too large to be exact are no ids. */
export function asId(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : asText(value);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * An instant in milliseconds since 1970. A text without a zone is none, for nobody could say when it was;
 * neither is one before 1970 or from 2106 on, which the 32-bit bucket times cannot hold.
 */
export function asInstant(value: unknown): number | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const instant = Date.parse(value);
  return instant >= 0 && instant < LATEST_MS ? instant : undefined;
}
