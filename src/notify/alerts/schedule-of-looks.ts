import type { AlertRules } from '../../platform/rules/alert-rules';
import { basisOf } from './judge-rounds';
import { questionOf } from './question-of';

/** How often each kind is looked at, in milliseconds, though nothing was computed meanwhile: time goes by. */
const EVERY: Readonly<Partial<Record<AlertRules['condition']['kind'], number>>> = {
  ...{ waiting: 0, due: 0, threshold: 60_000, target: 60_000, change: 30_000, silence: 30_000, data: 10_000 },
  backup: 60_000,
};
/** Those that were looked at longest ago come first. */
const MAX_QUESTIONS_AT_ONCE = 20;
/** What questions may take of the time, each on up to two cores: many rules wait for their turn. */
const SHARE_OF_TIME = 0.02;
/** The same where so many alerts are judged by them: of thousands nobody expects to hear within seconds. */
const MANY = 1_000;
const SHARE_OF_MANY = 0.01;

interface Seen {
  readonly at: number;
  /** Of which turn the numbers were. */
  readonly computed: bigint;
}

interface Watched {
  readonly alert: AlertRules;
  readonly every: number;
  /** `undefined`: it is due. */
  seen: Seen | undefined;
}

/** Says which alerts are looked at when, so that thousands of them cost no more than a few. */
export class ScheduleOfLooks {
  private alerts: readonly AlertRules[] = [];
  private watched = new Map<AlertRules, Watched>();
  private byTime: readonly Watched[] = [];
  /** Those that share a question. */
  private byQuestion: readonly (readonly Watched[])[] = [];
  private mayAskAt = 0;

  /**
   * @param alerts the same list for as long as they are the same
   * @param now in milliseconds
   * @param computed of which turn the numbers are
   */
  due(alerts: readonly AlertRules[], now: number, computed: bigint): AlertRules[] {
    if (this.alerts !== alerts) this.watch(alerts);
    const isOver = ({ seen, every }: Watched) => seen === undefined || now - seen.at >= every;
    const due = this.byTime.filter(isOver);
    if (this.mayAsk()) {
      const asked = this.byQuestion
        .map((all) => all.filter((one) => isOver(one) || one.seen?.computed !== computed))
        .filter(({ length }) => length > 0)
        .sort((one, other) => (one[0]?.seen?.at ?? 0) - (other[0]?.seen?.at ?? 0));
      due.push(...asked.slice(0, MAX_QUESTIONS_AT_ONCE).flat());
    }
    for (const one of due) one.seen = { at: now, computed };
    return due.map(({ alert }) => alert);
  }

  /** Those that are as they were are not looked at sooner for that. */
  private watch(alerts: readonly AlertRules[]): void {
    const before = new Map([...this.watched.values()].map((one) => [keyOf(one.alert), one.seen]));
    this.alerts = alerts;
    this.watched = new Map();
    const byTime: Watched[] = [];
    const byQuestion = new Map<string, Watched[]>();
    for (const alert of alerts) {
      const every = EVERY[alert.condition.kind];
      if (every === undefined) continue;
      const one = { alert, every, seen: before.get(keyOf(alert)) };
      this.watched.set(alert, one);
      const question = questionOf(alert);
      const sharing = question === undefined ? byTime : (byQuestion.get(question) ?? []);
      sharing.push(one);
      if (question !== undefined) byQuestion.set(question, sharing);
    }
    this.byTime = byTime;
    this.byQuestion = [...byQuestion.values()];
  }

  /** Whether questions have taken so little of the time lately that there may be more of them. */
  mayAsk(): boolean {
    return performance.now() >= this.mayAskAt;
  }

  /** Of an alert that could not be judged: it is due again, where it takes its turn after those that can. */
  again(alert: AlertRules): void {
    const one = this.watched.get(alert);
    if (one === undefined) return;
    const at = one.seen?.at ?? 0;
    one.seen = questionOf(alert) === undefined ? undefined : { at, computed: -1n };
  }

  /** All are due. */
  reset(): void {
    for (const one of this.watched.values()) one.seen = undefined;
  }

  /**
   * @param tookMs how long questions took: the next ones wait for as long as that is too much
   * @param alerts that were judged by them
   */
  took(tookMs: number, alerts = 1): void {
    const share = alerts < MANY ? SHARE_OF_TIME : SHARE_OF_MANY;
    // Those that came in between, and asked nothing, do not shorten that.
    this.mayAskAt = Math.max(this.mayAskAt, performance.now() + tookMs / share - tookMs);
  }
}

function keyOf(alert: AlertRules): string {
  return alert.name + basisOf(alert);
}
