import { z } from 'zod';
import type { Schedule, ScheduleVersion, SpecialDay } from '../schedule';
import { keyed, oneOrMore } from './keyed';
import type { RulesContext } from './rules-context';
import { date, dateOrYearly, dayHours, instantOfLocal, localMoment, WEEKDAYS, zone } from './times';

const DAY_MS = 86_400_000;
const MAX_STRETCH_DAYS = 366;

const week = keyed({
  monday: dayHours.optional(),
  tuesday: dayHours.optional(),
  wednesday: dayHours.optional(),
  thursday: dayHours.optional(),
  friday: dayHours.optional(),
  saturday: dayHours.optional(),
  sunday: dayHours.optional(),
})
  .transform((given) => WEEKDAYS.map((day) => given[day] ?? []))
  .describe('Working hours by weekday. A day that is not named is closed.');

/** Days that one entry of the list stands for. */
interface DayEntry {
  /** Whether they are of a calendar, which a day that is written out takes precedence over. */
  readonly isCalendar: boolean;
  readonly days: readonly (readonly [day: string, SpecialDay])[];
}

const singleDay = dateOrYearly.transform((day): DayEntry => ({
  isCalendar: false,
  days: [[day, { hours: [], name: '' }]],
}));

const describedDay = keyed({
  date: dateOrYearly.describe('The day, `2026-12-24`, or `12-24` for every year.'),
  through: date.optional().describe('The last day of several, itself included.'),
  name: z.string({ error: 'must be a text' }).optional().describe('What the day is called.'),
  hours: dayHours.optional().describe('The hours of that day; without them it is closed.'),
}).transform(({ date: first, through, hours = [], name = '' }, context): DayEntry => {
  const days = through === undefined ? [first] : daysThrough(first, through);
  if (days !== undefined) return { isCalendar: false, days: days.map((day) => [day, { hours, name }]) };
  const message = `must be a day after \`date\`, which needs its year, and at most ${MAX_STRETCH_DAYS} days later`;
  context.addIssue({ code: 'custom', path: ['through'], message });
  return z.NEVER;
});

const text = z.string({ error: 'must be a text' }).min(1, 'must not be empty');
const texts = oneOrMore(text, 'a text, or a list of texts');

const calendarDays = ({ calendars }: RulesContext) =>
  keyed({
    ics: text.describe(
      'An .ics file, beside this one unless it is a whole path: its all-day entries are days.',
    ),
    only: texts
      .optional()
      .describe('Only entries whose title holds one of these texts, in any case of letters.'),
    except: texts.optional().describe('No entries whose title holds one of these texts.'),
    free: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .describe(
        'Whether entries count that are shown as free (transparent): some calendars mark all holidays so.',
      ),
    hours: dayHours.optional().describe('The hours of those days; without them they are closed.'),
  }).transform(({ ics, only = [], except = [], free = false, hours = [] }, context): DayEntry => {
    const { days, problems } = calendars.daysOf({ file: ics, only, except, takesFree: free });
    for (const message of problems) context.addIssue({ code: 'custom', path: ['ics'], message });
    return { isCalendar: true, days: days.map(({ day, name }) => [day, { hours, name }]) };
  });

const daysIn = (rules: RulesContext) =>
  z
    .array(
      z.union([singleDay, describedDay, calendarDays(rules)], {
        error: 'must be a date such as 2026-12-24, or an entry with a `date` or an `ics`',
      }),
      { error: 'must be a list of dates, or of entries with a `date` or an `ics`' },
    )
    .transform((entries, context): ReadonlyMap<string, SpecialDay> => {
      const written = new Map<string, SpecialDay>();
      for (const [index, { isCalendar, days }] of entries.entries()) {
        if (isCalendar) continue;
        for (const [day, special] of days) {
          if (written.has(day))
            context.addIssue({ code: 'custom', path: [index], message: `names ${day} a second time` });
          written.set(day, special);
        }
      }
      const ofCalendars = entries.flatMap(({ isCalendar, days }) => (isCalendar ? days : []));
      return new Map([...ofCalendars.filter(([day]) => !written.has(day.slice(5))), ...written]);
    })
    .describe(
      'Holidays and special days, each as a date (closed), as an entry with hours of its own, or from an .ics file. A day that is written out takes precedence over one of an .ics file.',
    );

const scheduleZone = zone.describe('The time zone of all times in it, such as Europe/Vilnius.');

const changeOf = (rules: RulesContext) =>
  keyed({
    from: localMoment.describe(
      'Since when, in the zone of the schedule: `2026-03-01`, or `2026-03-01T12:00`.',
    ),
    zone: scheduleZone.optional(),
    week: week.optional(),
    days: daysIn(rules).optional(),
  }).describe('What is different from a moment on; what it does not name stays as it was.');

/** A schedule, by its name. */
export const scheduleOf = (rules: RulesContext) =>
  keyed({
    zone: scheduleZone,
    from: localMoment
      .optional()
      .describe('Since when there is the schedule: before it every hour counts. Without it: since ever.'),
    week,
    days: daysIn(rules).optional(),
    changes: z
      .array(changeOf(rules), { error: 'must be a list of changes, each with a `from`' })
      .optional()
      .describe('How it has changed since, oldest first: past numbers keep the hours that held then.'),
  })
    .transform((given, context): Omit<Schedule, 'name'> => {
      const versions = versionsOf(given);
      for (const [index, { from }] of versions.entries()) {
        const before = versions[index - 1];
        if (before === undefined || from > before.from) continue;
        const message = 'must be later than the `from` before it: changes stand oldest first';
        context.addIssue({ code: 'custom', path: ['changes', index - 1, 'from'], message });
      }
      return { versions };
    })
    .describe('When people work.');

interface GivenVersion {
  readonly from?: string | undefined;
  readonly zone?: string | undefined;
  readonly week?: ScheduleVersion['week'] | undefined;
  readonly days?: ScheduleVersion['days'] | undefined;
}

function versionsOf({
  changes = [],
  ...first
}: GivenVersion & { readonly changes?: readonly GivenVersion[] | undefined }): ScheduleVersion[] {
  const versions: ScheduleVersion[] = [];
  for (const { from, ...given } of [first, ...changes]) {
    const before = versions.at(-1);
    const inZone = given.zone ?? before?.zone ?? 'UTC';
    versions.push({
      from: from === undefined ? -Infinity : instantOfLocal(from, inZone),
      zone: inZone,
      week: given.week ?? before?.week ?? [],
      days: given.days ?? before?.days ?? new Map(),
    });
  }
  return versions;
}

function daysThrough(first: string, last: string): string[] | undefined {
  const count = (Date.parse(last) - Date.parse(first)) / DAY_MS;
  if (first.length === 5 || !(count > 0 && count <= MAX_STRETCH_DAYS)) return undefined;
  return Array.from({ length: count + 1 }, (_, index) =>
    new Date(Date.parse(first) + index * DAY_MS).toISOString().slice(0, 10),
  );
}
