import { measureOf } from './described-measure';

/** The clock that is chosen above. */
export const CLOCK_ARGUMENT = 'clock: ${clock}';

/** A title that says on which clock the durations are that it stands above. */
export function titleOnClock(title: string): string {
  return `${title} · \${clock:text}`;
}

/** Whether any of these measures is a duration, and so on a clock. */
export function areOnClock(names: readonly string[]): boolean {
  return names.some((name) => measureOf(name).unit === 'seconds');
}

/** The title of what shows some measures: it says the clock where one is a duration. */
export function titleOfMeasures(title: string, names: readonly string[]): string {
  return areOnClock(names) ? titleOnClock(title) : title;
}
