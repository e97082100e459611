import { parse } from 'yaml';
import type { Clock } from '../reference/cells';
import type { ReferenceTarget } from '../reference/targets';
import type { ReferenceHours, ReferenceHoursFrom, ReferenceSchedule } from '../reference/working-time';
import { dayLabel, momentIn } from './wall-clock';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const SECONDS = { s: 1, m: 60, h: 3600 } as const;

type Hours = string | readonly string[];

interface WrittenHours {
  readonly zone?: string;
  readonly week?: Readonly<Record<string, Hours>>;
  readonly days?: readonly (string | { readonly date: string; readonly hours: Hours })[];
  readonly from?: string;
}

interface WrittenTarget {
  readonly measure: ReferenceTarget['measure'];
  /** `90s`, `5m`, `4h` */
  readonly within: string;
  readonly clock?: Clock;
  readonly goal: number;
}

interface WrittenRules {
  readonly targets?: Readonly<Record<string, WrittenTarget>>;
  readonly schedules?: Readonly<
    Record<string, WrittenHours & { readonly changes?: readonly WrittenHours[] }>
  >;
}

/** The rules of an example, of which all schedules and targets are its account's. */
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

  /** As the reference takes it. @throws Error where there is none of this name */
  target(name: string): ReferenceTarget {
    const { measure, within, clock = 'CALENDAR' } = this.rules.targets?.[name] ?? {};
    if (measure === undefined || within === undefined) throw new Error(`there is no target ${name}`);
    const unit = SECONDS[within.at(-1) as keyof typeof SECONDS];
    const withinSeconds = Number(within.slice(0, -1)) * unit;
    const version = { withinSeconds, clock, endedEarly: 'EXCLUDE', lastWord: 'IGNORE' } as const;
    return { name, measure, versions: [version] };
  }

  /** All that they say, as those of one account among others. */
  of(account: string): { schedules: object; accounts: object; targets: object } {
    const schedules = Object.entries(this.rules.schedules ?? {}).map(
      ([name, schedule]) => [`${account}-${name}`, schedule] as const,
    );
    const accounts =
      schedules.length === 0 ? {} : { [account]: { schedule: schedules.map(([name]) => name) } };
    const targets = Object.entries(this.rules.targets ?? {}).map(
      ([name, target]) => [`${account}-${name}`, { ...target, accounts: [account] }] as const,
    );
    return { schedules: Object.fromEntries(schedules), accounts, targets: Object.fromEntries(targets) };
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
