import type { Rules, TargetRules, TargetVersion } from '../../platform/rules/rules';
import { schedulesOf } from '../../platform/rules/rules';
import type { DayHours, ScheduleVersion } from '../../platform/rules/schedule';
import { DAY_MINUTES } from '../../platform/rules/schedule';
import { LocalTimes } from '../measures/calendar/local-time';
import { clampToStorable } from '../measures/calendar/time-range';
import type { TimeRange } from '../measures/calendar/time-range';
import type { Clock } from '../measures/clock';
import type { ColumnsOf } from '../measures/columns/column';
import { CLOCK } from '../measures/clock';
import { DURATION_MEASURE } from '../measures/heatmap/distribution.service';
import type { DurationMeasure } from '../measures/heatmap/distribution.service';
import type { Measure } from '../measures/registry/measure';

/** The working hours of an account as they were in force in a range, or a part of it. */
export interface ExplainedSchedule {
  readonly account: string;
  readonly name: string;
  readonly from: Date | null;
  readonly zone: string;
  readonly hours: string;
  readonly specialDays: string;
}

export const EXPLAINED_SCHEDULE_COLUMNS: ColumnsOf<ExplainedSchedule> = [
  { name: 'account', type: 'TEXT', isNullable: false },
  { name: 'name', type: 'TEXT', isNullable: false },
  { name: 'from', type: 'TIME', isNullable: true, description: 'Since when it is so; null: always.' },
  { name: 'zone', type: 'TEXT', isNullable: false, description: 'The IANA time zone of its hours.' },
  { name: 'hours', type: 'TEXT', isNullable: false, description: 'The hours of the week, in words.' },
  {
    name: 'specialDays',
    type: 'TEXT',
    isNullable: false,
    description: "Days of the range that are not as their weekday is, in words; '' for none.",
  },
];

/** A target as it was in force in a range, or a part of it. */
export interface ExplainedTarget {
  readonly name: string;
  readonly from: Date | null;
  readonly measure: DurationMeasure;
  readonly withinSeconds: number;
  readonly clock: Clock;
  readonly goalRate: number;
  readonly covers: string;
}

export const EXPLAINED_TARGET_COLUMNS: ColumnsOf<ExplainedTarget> = [
  { name: 'name', type: 'TEXT', isNullable: false },
  {
    name: 'from',
    type: 'TIME',
    isNullable: true,
    description: 'It covers what starts from then on; null: all there is.',
  },
  { name: 'measure', type: 'ENUM', values: DURATION_MEASURE, isNullable: false },
  { name: 'withinSeconds', type: 'NUMBER', isNullable: false, unit: 'seconds' },
  { name: 'clock', type: 'ENUM', values: CLOCK, isNullable: false },
  { name: 'goalRate', type: 'NUMBER', isNullable: false, unit: 'ratio' },
  { name: 'covers', type: 'TEXT', isNullable: false, description: 'What it applies to, in words.' },
];

/** @param asked the accounts, in their order; all that the rules name for none */
export function schedulesIn(
  rules: Pick<Rules, 'accounts' | 'schedules'>,
  asked: readonly string[],
  range: TimeRange,
): ExplainedSchedule[] {
  const accounts = asked.length > 0 ? asked : [...rules.accounts.keys()];
  return accounts.flatMap((account) =>
    schedulesOf(rules, account).flatMap(({ name, versions }) =>
      inForce(versions, range).map(({ version, within }) => ({
        ...{ account, name, from: dateOf(version.from), zone: version.zone },
        hours: weekInWords(version),
        specialDays: specialDaysIn(version, within),
      })),
    ),
  );
}

/** Those on a duration that a measure is computed from, of some accounts; of all for none. */
export function targetsOn(
  { targets }: Pick<Rules, 'targets'>,
  { kinds }: Pick<Measure, 'kinds'>,
  accounts: readonly string[],
  range: TimeRange,
): ExplainedTarget[] {
  const isMeant = ({ measure }: TargetRules) => kinds.some((kind) => kind.toUpperCase() === measure);
  return [...targets.values()].filter(isMeant).flatMap(({ name, measure, versions }) =>
    inForce(versions, range)
      .map(({ version }) => version)
      .filter(
        ({ accounts: own }) =>
          own.length === 0 || accounts.length === 0 || own.some((one) => accounts.includes(one)),
      )
      .map((version) => ({
        ...{ name, from: dateOf(version.from), measure, withinSeconds: version.withinMs / 1000 },
        ...{ clock: version.clock, goalRate: version.goal, covers: coverInWords(version) },
      })),
  );
}

/** Each with the part of the range in which it was. */
function inForce<Version extends { readonly from: number }>(
  versions: readonly Version[],
  range: TimeRange,
): { readonly version: Version; readonly within: TimeRange }[] {
  return versions.flatMap((version, index) => {
    const from = Math.max(version.from, range.from);
    const to = Math.min(versions[index + 1]?.from ?? Infinity, range.to);
    return from < to ? [{ version, within: { from, to } }] : [];
  });
}

function dateOf(from: number): Date | null {
  return from === -Infinity ? null : new Date(from);
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `Monday to Thursday 09:00–18:00, Friday 09:00–16:00, Saturday and Sunday closed`. */
function weekInWords({ week }: ScheduleVersion): string {
  const stretches: { first: number; last: number; hours: string }[] = [];
  for (const [day, ofDay] of week.entries()) {
    const hours = hoursInWords(ofDay);
    const before = stretches.at(-1);
    if (before?.hours === hours) before.last = day;
    else stretches.push({ first: day, last: day, hours });
  }
  return stretches
    .map(({ first, last, hours }) => {
      const days = first === last ? [first] : [first, last];
      const joint = last - first === 1 ? ' and ' : ' to ';
      return `${days.map((day) => WEEKDAYS[day] ?? '').join(joint)} ${hours}`;
    })
    .join(', ');
}

/** An end on the next day is the time of that day. */
function hoursInWords(hours: DayHours): string {
  const clock = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  if (hours.length === 0) return 'closed';
  return hours
    .map(({ start, end }) => `${clock(start)}–${clock(end > DAY_MINUTES ? end - DAY_MINUTES : end)}`)
    .join(' and ');
}

const MAX_NAMED_DAYS = 20;

function specialDaysIn({ zone, days }: ScheduleVersion, range: TimeRange): string {
  const times = new LocalTimes(zone);
  const [first = '', last = ''] = [range.from, range.to - 1].map((time) =>
    times.dateAt(clampToStorable(time)).toString(),
  );
  const years = yearsOf(first, last);
  const isThere = (day: string) =>
    day.length === '12-25'.length
      ? years.some((year) => isBetween(`${year}-${day}`, first, last))
      : isBetween(day, first, last);
  const found = [...days].filter(([day]) => isThere(day)).sort(([one], [other]) => (one < other ? -1 : 1));
  const named = found.slice(0, MAX_NAMED_DAYS).map(([day, { hours, name }]) => {
    const words = `${day.length === '12-25'.length ? `every ${day}` : day} ${hoursInWords(hours)}`;
    return name === '' ? words : `${words} (${name})`;
  });
  const more = found.length - named.length;
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}

/** Of a range of two years every day is there: more need not be looked at. */
function yearsOf(first: string, last: string): number[] {
  const [from, to] = [first, last].map((date) => Number(date.slice(0, 4))) as [number, number];
  return Array.from({ length: Math.min(to - from, 2) + 1 }, (_, index) => from + index);
}

function isBetween(day: string, first: string, last: string): boolean {
  return day >= first && day <= last;
}

function coverInWords({ accounts, copilot, pages, attributes }: TargetVersion): string {
  const any = (values: readonly string[]) => values.map((value) => JSON.stringify(value)).join(' or ');
  const parts = [
    ...(accounts.length > 0 ? [`the account ${any(accounts)}`] : []),
    ...(copilot === undefined ? [] : [`episodes ${copilot ? 'with' : 'without'} the copilot`]),
    ...(pages.length > 0 ? [`the page ${any(pages)}`] : []),
    ...[...attributes].map(([name, values]) => `the attribute ${JSON.stringify(name)} ${any(values)}`),
  ];
  return parts.length === 0 ? 'everything' : parts.join('; ');
}
