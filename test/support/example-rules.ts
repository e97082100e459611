import { parse } from 'yaml';
import type { ReferenceHours, ReferenceHoursFrom, ReferenceSchedule } from '../reference/working-time';
import { dayLabel, momentIn } from './wall-clock';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type Hours = string | readonly string[];

interface WrittenHours {
  readonly zone?: string;
  readonly week?: Readonly<Record<string, Hours>>;
  readonly days?: readonly (string | { readonly date: string; readonly hours: Hours })[];
  readonly from?: string;
}

interface WrittenRules {
  readonly schedules?: Readonly<
    Record<string, WrittenHours & { readonly changes?: readonly WrittenHours[] }>
  >;
}

/** The rules of an example, of which all schedules are its account's. */
export class ExampleRules {
  private readonly rules: WrittenRules;

  constructor(lines: readonly string[]) {
    this.rules = (parse(lines.join('\n')) as WrittenRules | null) ?? {};
  }

  /** As the reference takes them. */
  get schedules(): ReferenceSchedule[] {
    return Object.values(this.rules.schedules ?? {}).map(({ changes = [], ...first }) => {
      // "What a change does not name stays"
      const versions = changes.reduce(
        (before: WrittenHours[], change) => [...before, { ...before.at(-1), ...change }],
        [first],
      );
      return versions.map(hoursOf);
    });
  }

  /** All that they say, as those of one account among others. */
  of(account: string): { schedules: object; accounts: object } {
    const schedules = Object.entries(this.rules.schedules ?? {}).map(
      ([name, schedule]) => [`${account}-${name}`, schedule] as const,
    );
    const accounts =
      schedules.length === 0 ? {} : { [account]: { schedule: schedules.map(([name]) => name) } };
    return { schedules: Object.fromEntries(schedules), accounts };
  }
}

function hoursOf({ zone = '', week = {}, days = [], from }: WrittenHours): ReferenceHoursFrom {
  return {
    zone,
    week: WEEKDAYS.map((day) => stretchesOf(week[day] ?? 'closed')),
    days: Object.fromEntries(
      days.map((day) => (typeof day === 'string' ? [day, []] : [day.date, stretchesOf(day.hours)])),
    ),
    ...(from === undefined ? {} : { from: momentOf(from, zone) }),
  };
}

function stretchesOf(hours: Hours): ReferenceHours[] {
  if (hours === 'closed') return [];
  return [hours].flat().map((stretch) => stretch.split('-') as unknown as ReferenceHours);
}

/** @param text such as `2026-06-10` or `2026-06-10T12:00` */
function momentOf(text: string, zone: string): number {
  const [date = '', time = '00:00'] = text.split('T');
  return momentIn(`${dayLabel(Date.parse(date))} ${date.slice(0, 4)} ${time}`, zone);
}
