import { schedulesOf } from '../../../platform/rules/rules';
import type { Rules } from '../../../platform/rules/rules';
import { WorkingClock } from '../../../platform/rules/working-clock';
import type { Clock } from '../clock';

/** A visitor of an account who waits, since when and until when, in milliseconds. */
interface Wait {
  readonly account: string;
  readonly since: number;
  readonly now: number;
  readonly clock: Clock;
}

/** How long somebody has waited on a clock, in milliseconds. */
export function waitMs(rules: Rules, { account, since, now, clock }: Wait): number {
  const schedules = clock === 'WORKING' ? schedulesOf(rules, account) : [];
  if (schedules.length === 0) return now - since;
  return WorkingClock.of(schedules, since, now).lengthMs(since, now);
}
