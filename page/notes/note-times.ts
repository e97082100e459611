import type { Annotation, NewAnnotation } from '../api/annotations';
import { fullDay, moment, span } from '../format/times';
import { dateAt, daysLater, startOf } from '../time/local-calendar';
import type { LocalDate } from '../time/local-calendar';

/** A day, or some days, of a zone. */
export interface NoteDays {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** From the first moment of the first day; the end is that of the last one, where there are several. */
export function timesOf({ first, last }: NoteDays, zone: string): Pick<NewAnnotation, 'time' | 'endTime'> {
  const endTime = last > first ? new Date(startOf(daysLater(last, 1), zone)).toISOString() : null;
  return { time: new Date(startOf(first, zone)).toISOString(), endTime };
}

export function daysOf({ time, endTime }: Pick<Annotation, 'time' | 'endTime'>, zone: string): NoteDays {
  const first = dateAt(Date.parse(time), zone);
  return { first, last: endTime === null ? first : dateAt(Date.parse(endTime) - 1, zone) };
}

/** When something was, in words: a day where it begins with one, else a moment. */
export function noteTime({ time, endTime }: Pick<Annotation, 'time' | 'endTime'>, zone: string): string {
  const from = Date.parse(time);
  if (endTime !== null) return span({ from, to: Date.parse(endTime) }, zone);
  return from === startOf(dateAt(from, zone), zone) ? fullDay(from, zone) : moment(from, zone);
}
