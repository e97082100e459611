const FORMAT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * An instant as people write it: ISO 8601 with a zone, or a date alone, which is its midnight in UTC.
 * `undefined` for any other text, also for one without a zone: each reader would take it for its own local time.
 */
export function readInstant(text: string): Date | undefined {
  if (!FORMAT.test(text) || !isDay(text.slice(0, 10))) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** JavaScript takes 30 February for 2 March. */
function isDay(date: string): boolean {
  const midnight = new Date(date);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
