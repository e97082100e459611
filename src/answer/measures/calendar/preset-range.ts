import { Temporal } from 'temporal-polyfill';
import type { RangePreset } from '../../../platform/access/shared-view';
import { requireZone } from './require-zone';
import type { TimeRange } from './time-range';

interface Days {
  readonly first: Temporal.PlainDate;
  /** The one after the last. */
  readonly end: Temporal.PlainDate;
}

const last =
  (days: number) =>
  (today: Temporal.PlainDate): Days => ({
    first: today.subtract({ days: days - 1 }),
    end: today.add({ days: 1 }),
  });
const week = (day: Temporal.PlainDate): Days => {
  const first = day.subtract({ days: day.dayOfWeek - 1 });
  return { first, end: first.add({ days: 7 }) };
};
const month = (day: Temporal.PlainDate): Days => {
  const first = day.with({ day: 1 });
  return { first, end: first.add({ months: 1 }) };
};

/** Weeks begin on Monday. */
const DAYS_AT: Readonly<Record<RangePreset, (today: Temporal.PlainDate) => Days>> = {
  TODAY: last(1),
  YESTERDAY: (today) => ({ first: today.subtract({ days: 1 }), end: today }),
  LAST_7_DAYS: last(7),
  LAST_30_DAYS: last(30),
  LAST_90_DAYS: last(90),
  THIS_WEEK: week,
  LAST_WEEK: (today) => week(today.subtract({ days: 7 })),
  THIS_MONTH: month,
  LAST_MONTH: (today) => month(today.subtract({ months: 1 })),
};

/**
 * What a range that moves on is at a moment: whole days of a zone.
 * @throws InvalidZone
 */
export function presetRange(preset: RangePreset, now: number, zoneName: string): TimeRange {
  const zone = requireZone(zoneName);
  const { first, end } = DAYS_AT[preset](
    Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate(),
  );
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds;
  return { from: startOf(first), to: startOf(end) };
}

/** Whether a range is of whole days of a zone, as those of the page are. @throws InvalidZone */
export function isOfWholeDays({ from, to }: TimeRange, zoneName: string): boolean {
  const zone = requireZone(zoneName);
  return [from, to].every((instant) => {
    const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
    return moment.startOfDay().epochMilliseconds === instant;
  });
}
