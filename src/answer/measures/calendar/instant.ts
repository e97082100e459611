const FORMAT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const DATE_LENGTH = '2026-01-31'.length;

/** A date without a time, such as `2026-06-01`: no moment before a zone says when it begins. */
export class LocalDate {
  constructor(readonly text: string) {}
}

/** A point in time as people give it. */
export type TimeInput = Date | LocalDate;

/**
 * A point in time as people write it: ISO 8601 with a zone, or a date alone. `undefined` for any other text, also for
 * a time without a zone: each reader would take it for its own local time.
 */
export function readTime(text: string): TimeInput | undefined {
  if (!FORMAT.test(text) || !isDay(text.slice(0, DATE_LENGTH))) return undefined;
  if (text.length === DATE_LENGTH) return new LocalDate(text);
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** The same where there is no zone to ask for: a date alone is its midnight in UTC. */
export function readInstant(text: string): Date | undefined {
  const time = readTime(text);
  return time instanceof LocalDate ? new Date(time.text) : time;
}

/** JavaScript takes 30 February for 2 March. */
function isDay(date: string): boolean {
  const midnight = new Date(date);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
