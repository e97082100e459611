import { Inject, Injectable } from '@nestjs/common';
import type { Bounds } from '../../../platform/access/caller';
import { schedulesOf } from '../../../platform/rules/rules';
import { RulesOfNumbers } from '../../../compute/facts/rules-of-numbers';
import type { Schedule } from '../../../platform/rules/schedule';
import { openStateAt } from '../../../platform/rules/working-clock';
import type { ColumnsOf } from '../../measures/columns/column';
import { isAccountWithin } from '../../measures/stats/list-bounds';

/** A schedule as it is now, of one of the accounts that work by it. */
export interface ScheduleNow {
  /** Null: no account works by it. */
  readonly account: string | null;
  readonly name: string;
  readonly zone: string;
  readonly openNow: boolean;
  readonly nextOpening: Date | null;
  readonly nextClosing: Date | null;
  /** By all schedules of the account together. */
  readonly accountOpenNow: boolean | null;
}

export const SCHEDULE_COLUMNS: ColumnsOf<ScheduleNow> = [
  { name: 'account', type: 'TEXT', isNullable: true, description: 'Null: no account works by it.' },
  { name: 'name', type: 'TEXT', isNullable: false },
  { name: 'zone', type: 'TEXT', isNullable: false, description: 'The IANA time zone of its hours.' },
  {
    name: 'openNow',
    type: 'BOOLEAN',
    isNullable: false,
    description: 'Before a schedule is in force, every hour counts: then it is open.',
  },
  {
    name: 'nextOpening',
    type: 'TIME',
    isNullable: true,
    description: 'After now, also where it is open; null: not within the next two years.',
  },
  {
    name: 'nextClosing',
    type: 'TIME',
    isNullable: true,
    description: 'Null: not within the next two years.',
  },
  {
    name: 'accountOpenNow',
    type: 'BOOLEAN',
    isNullable: true,
    description: 'Whether any schedule of the account is open; null without an account.',
  },
];

/** The schedules of the rules, and whether anybody works now. */
@Injectable()
export class ScheduleList {
  constructor(@Inject(RulesOfNumbers) private readonly rules: Pick<RulesOfNumbers, 'current'>) {}

  /** By account and name, those of no account first: these only where nothing is bound. */
  at(now: number, bounds: Bounds): ScheduleNow[] {
    const { schedules, accounts, teams } = this.rules.current;
    const isBound = bounds.accounts.length + bounds.teams.length > 0;
    const within = [...accounts.keys()].filter((account) => isAccountWithin(account, bounds, teams));
    const rows = within.flatMap((account) => {
      const own = schedulesOf(this.rules.current, account);
      const { isOpen } = openStateAt(own, now);
      return own.map((schedule) => ({ account, ...stateOf(schedule, now), accountOpenNow: isOpen }));
    });
    const used = new Set(rows.map(({ name }) => name));
    const unused = isBound ? [] : [...schedules.values()].filter(({ name }) => !used.has(name));
    return [
      ...unused.map((schedule) => ({ account: null, ...stateOf(schedule, now), accountOpenNow: null })),
      ...rows,
    ].sort((one, other) => compare(one.account ?? '', other.account ?? '') || compare(one.name, other.name));
  }
}

function stateOf(schedule: Schedule, now: number) {
  const { isOpen, nextOpening, nextClosing } = openStateAt([schedule], now);
  const inForce = schedule.versions.findLast(({ from }) => from <= now) ?? schedule.versions[0];
  const date = (time: number | undefined) => (time === undefined ? null : new Date(time));
  return {
    name: schedule.name,
    zone: inForce?.zone ?? 'UTC',
    openNow: isOpen,
    nextOpening: date(nextOpening),
    nextClosing: date(nextClosing),
  };
}

function compare(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
