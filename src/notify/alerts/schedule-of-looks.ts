import type { AlertRules } from '../../platform/rules/alert-rules';
import { basisOf } from './judge-rounds';
import { questionOf } from './looks';

/** How often each kind is looked at, in milliseconds, though nothing was computed meanwhile: time goes by. */
const EVERY: Readonly<Partial<Record<AlertRules['condition']['kind'], number>>> = {
  ...{ waiting: 0, due: 0, threshold: 30_000, target: 30_000, change: 30_000, silence: 30_000, data: 10_000 },
};
/** Those that were looked at longest ago come first. */
const MAX_QUESTIONS_AT_ONCE = 20;
/** What questions may take of the time, each on up to two cores: thousands of rules wait for their turn. */
const SHARE_OF_TIME = 0.02;

interface Seen {
  readonly at: number;
  /** Of which turn the numbers were. */
  readonly computed: bigint;
}

/** Says which alerts are looked at when, so that thousands of them cost no more than a few. */
export class ScheduleOfLooks {
  private seen = new Map<string, Seen>();
  private mayAskAt = 0;

  /** @param now in milliseconds @param computed of which turn the numbers are */
  due(alerts: Iterable<AlertRules>, now: number, computed: bigint): AlertRules[] {
    const due: AlertRules[] = [];
    const asked = new Map<string, { readonly alerts: AlertRules[]; readonly at: number }>();
    for (const alert of alerts) {
      const every = EVERY[alert.condition.kind];
      if (every === undefined) continue;
      const key = questionOf(alert);
      const seen = this.seen.get(keyOf(alert));
      const isOver = seen === undefined || now - seen.at >= every;
      if (key === undefined) {
        if (isOver) due.push(alert);
      } else if (isOver || seen.computed !== computed) {
        const question = asked.get(key) ?? { alerts: [], at: seen?.at ?? 0 };
        question.alerts.push(alert);
        asked.set(key, question);
      }
    }
    if (this.mayAsk()) {
      const oldest = [...asked.values()].sort((one, other) => one.at - other.at);
      due.push(...oldest.slice(0, MAX_QUESTIONS_AT_ONCE).flatMap((question) => question.alerts));
    }
    for (const alert of due) this.seen.set(keyOf(alert), { at: now, computed });
    return due;
  }

  /** Whether questions have taken so little of the time lately that there may be more of them. */
  mayAsk(): boolean {
    return performance.now() >= this.mayAskAt;
  }

  /** Of an alert that could not be judged: it is due again, where it takes its turn after those that can. */
  again(alert: AlertRules): void {
    if (questionOf(alert) === undefined) {
      this.seen.delete(keyOf(alert));
      return;
    }
    const at = this.seen.get(keyOf(alert))?.at ?? 0;
    this.seen.set(keyOf(alert), { at, computed: -1n });
  }

  /** All are due. */
  reset(): void {
    this.seen = new Map();
  }

  /** @param tookMs how long questions took: the next ones wait for as long as that is too much */
  took(tookMs: number): void {
    this.mayAskAt = performance.now() + tookMs / SHARE_OF_TIME - tookMs;
  }
}

function keyOf(alert: AlertRules): string {
  return alert.name + basisOf(alert);
}
