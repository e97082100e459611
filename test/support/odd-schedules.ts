import type { ReferenceHours, ReferenceHoursFrom, ReferenceSchedule } from '../reference/working-time';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const DAY_MS = 86_400_000;

const everyDay = (...hours: ReferenceHours[]) => WEEKDAYS.map(() => hours);
const weekdays = (...hours: ReferenceHours[]) => WEEKDAYS.map((_, day) => (day < 5 ? hours : []));
/** The date in UTC some days later. */
const dayAfter = (start: number, days: number) => new Date(start + days * DAY_MS).toISOString().slice(0, 10);

/**
 * Working hours of every kind, for histories that begin at a moment: what is open, shut, special and changed lies in
 * the days in which they happen.
 * @param start UTC milliseconds
 */
export function oddSchedules(start: number): (readonly ReferenceSchedule[])[] {
  const week = weekdays(['09:00', '12:30'], ['13:00', '18:00']);
  const special = { [dayAfter(start, 1)]: [], [dayAfter(start, 2)]: [['10:07', '11:00'] as const] };
  const office = { zone: 'Europe/Vilnius', week: everyDay(['08:00', '16:00']), days: special };
  const night = { zone: 'Australia/Lord_Howe', week: everyDay(['22:30', '06:15']), days: special };
  const changed = Date.parse(`${dayAfter(start, 3)}T12:00+05:45`);
  const kathmandu = { zone: 'Asia/Kathmandu', days: {} };
  return [
    [],
    [[{ ...office, week }]],
    [[office]],
    [[night]],
    // All day: a week of it is as long as on the calendar.
    [[{ zone: 'America/New_York', week: everyDay(['00:00', '24:00']), days: {} }]],
    [[office], [night]],
    // Before its first day every hour counts; the night is cut where the hours change.
    [
      [
        { ...kathmandu, from: changed - 2 * DAY_MS, week: everyDay(['20:00', '14:00']) },
        { ...kathmandu, from: changed, week: everyDay(['11:00', '13:00']) },
      ],
    ],
  ];
}

/**
 * @param schedules by account
 * @param more what else stands in it
 * @returns the text of an analytics.yaml that says the same: JSON is YAML
 */
export function rulesTextOf(
  schedules: ReadonlyMap<string, readonly ReferenceSchedule[]>,
  more: object = {},
): string {
  const named = [...schedules].map(([account, own]) => ({
    account,
    own: own.map((schedule, index) => [`${account}-${index}`, schedule] as const),
  }));
  return JSON.stringify({
    ...more,
    schedules: Object.fromEntries(
      named.flatMap(({ own }) => own).map(([name, schedule]) => [name, writtenSchedule(schedule)]),
    ),
    accounts: Object.fromEntries(
      named.map(({ account, own }) => [
        account,
        own.length === 0 ? {} : { schedule: own.map(([name]) => name) },
      ]),
    ),
  });
}

function writtenSchedule([first, ...changes]: ReferenceSchedule): object {
  if (first === undefined) throw new Error('a schedule has hours');
  return { ...written(first), changes: changes.map(written) };
}

function written({ from, zone, week, days }: ReferenceHoursFrom): object {
  const hoursOf = (hours: readonly ReferenceHours[]) => hours.map((stretch) => stretch.join('-'));
  return {
    ...(from === undefined ? {} : { from: localTime(from, zone) }),
    zone,
    week: Object.fromEntries(WEEKDAYS.map((day, index) => [day, hoursOf(week[index] ?? [])])),
    days: Object.entries(days).map(([date, hours]) =>
      hours.length === 0 ? date : { date, hours: hoursOf(hours) },
    ),
  };
}

function localTime(time: number, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(time).replace(' ', 'T');
}
