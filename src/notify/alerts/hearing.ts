import type { AlertRules } from '../../platform/rules/alert-rules';
import { openIntervals } from '../../platform/rules/open-intervals';
import type { Rules } from '../../platform/rules/rules';

/** Whether people want to be told of something at a moment. */
export class Hearing {
  /** By the schedules: thousands of rules have a few. */
  private readonly open = new Map<string, boolean>();

  /** @param now in milliseconds */
  constructor(
    private readonly rules: Pick<Rules, 'schedules'>,
    private readonly now: number,
  ) {}

  isHeard({ during }: Pick<AlertRules, 'during'>): boolean {
    if (during.length === 0) return true;
    const key = JSON.stringify(during);
    const known = this.open.get(key);
    if (known !== undefined) return known;
    const own = during.flatMap((name) => this.rules.schedules.get(name) ?? []);
    const isOpen = openIntervals(own, this.now, this.now + 1).length > 0;
    this.open.set(key, isOpen);
    return isOpen;
  }
}
