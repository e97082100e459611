import { InvalidArgumentError } from 'commander';
import { readInstant } from '../../answer/measures/calendar/instant';

/** Reads the value of an option that is a point in time, as milliseconds. */
export function instantOption(text: string): number {
  const parsed = readInstant(text);
  if (parsed === undefined) {
    throw new InvalidArgumentError(
      'It must be a time with its zone, such as 2026-03-01T12:00:00Z, or a date, which is its midnight in UTC.',
    );
  }
  return parsed.getTime();
}
