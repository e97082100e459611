import type { AlertRules } from '../../platform/rules/alert-rules';
import { openIntervals } from '../../platform/rules/open-intervals';
import type { Rules } from '../../platform/rules/rules';

const DAY_MS = 86_400_000;
/** What happened is told after so long, though no schedule has opened. */
const MAX_WAIT_DAYS = 14;

/** Whether people want to be told of something at a moment. */
export class Hearing {
  /** By the schedules, of which thousands of rules have a few: in how many milliseconds one opens. */
  private readonly waits = new Map<string, number>();

  /** @param now in milliseconds */
  constructor(
    private readonly rules: Pick<Rules, 'schedules'>,
    private readonly now: number,
  ) {}

  isHeard(alert: Pick<AlertRules, 'during'>): boolean {
    return this.opensIn(alert) === 0;
  }

  /** In how many milliseconds they do, at the latest in {@link MAX_WAIT_DAYS}; 0: they do now. */
  opensIn({ during }: Pick<AlertRules, 'during'>): number {
    if (during.length === 0) return 0;
    const key = JSON.stringify(during);
    const known = this.waits.get(key);
    if (known !== undefined) return known;
    const own = during.flatMap((name) => this.rules.schedules.get(name) ?? []);
    const end = this.now + MAX_WAIT_DAYS * DAY_MS;
    const wait = (openIntervals(own, this.now, end)[0]?.start ?? end) - this.now;
    this.waits.set(key, wait);
    return wait;
  }
}
