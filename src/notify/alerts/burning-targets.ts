import { Inject, Injectable } from '@nestjs/common';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { BadInput } from '../../answer/measures/bad-input';
import { AnswerBudget } from '../../answer/measures/limits/answer-budget';
import type { TimeRange } from '../../answer/measures/calendar/time-range';
import { nameOfGroup } from '../../answer/measures/stats/groups';
import { MAX_ROWS } from '../../answer/measures/stats/stats.service';
import type { Counted, MayGrow } from '../../answer/measures/stats/uncounted-times';
import { TargetsService } from '../../answer/measures/targets/targets.service';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import { schedulesOf } from '../../platform/rules/rules';
import type { TargetRules } from '../../platform/rules/rules';
import type { Schedule } from '../../platform/rules/schedule';
import { workingBack, workingDayMs } from '../../platform/rules/working-back';
import { findBurn, SPEEDS } from './burn-condition';
import type { Kept, Speed } from './burn-condition';
import type { Finding, PageLinks } from './finding';
import { askTogether, nameOfFilter, shapeOf } from './shared-filters';
import type { AlertFilter } from './shared-filters';

type Condition = Extract<AlertCondition, { kind: 'target' }>;

/** How a target was kept in some time, of what an alert looks at. @throws BadInput where the rules do not know that */
export type KeptOf = (filter: AlertFilter) => Kept;

interface BurnsAround {
  readonly counted: Counted;
  /** All that are judged by this look: those of one shape share their questions. */
  readonly together: readonly AlertRules[];
  /** What was asked in this look. */
  readonly asked: Map<string, Promise<KeptOf>>;
  readonly links: PageLinks;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What an error budget is of. */
export const BUDGET_MS = 28 * 24 * HOUR;
/** The budget of four weeks changes slowly. */
const BUDGET_KEPT_MS = 10 * MINUTE;
const NOTHING: Kept = { met: 0, breached: 0 };

/** What is asked of targets; the same for alerts that share it. `undefined`: the alert is of no target. */
export function burnKey(alert: AlertRules): string | undefined {
  const { condition, ...filter } = alert;
  if (condition.kind !== 'target') return undefined;
  return `target ${JSON.stringify([condition.targets, shapeOf(filter).key])}`;
}

function coveredBy({ met, breached }: Kept): number {
  return met + breached;
}

/** Looks how fast the error budgets of targets go. */
@Injectable()
export class BurningTargets {
  private readonly budgets = new Map<string, { readonly readAt: number; readonly kept: Kept }>();
  private readonly accounts: readonly string[];

  constructor(
    private readonly targets: TargetsService,
    @Inject(RulesOfNumbers) private readonly rules: Pick<RulesOfNumbers, 'current'>,
    @Inject(SETTINGS) { accounts }: Pick<Settings, 'accounts'>,
  ) {
    this.accounts = [...accounts.keys()];
  }

  /**
   * @returns `undefined`: a target is new, and not computed yet
   * @throws ClickHouseError
   */
  async find(
    alert: AlertRules,
    condition: Condition,
    around: BurnsAround,
  ): Promise<readonly Finding[] | undefined> {
    const there = this.rules.current.targets;
    if (!condition.targets.every((name) => there.has(name))) return undefined;
    const chosen = [...there.values()].filter(
      ({ name }) => condition.targets.length === 0 || condition.targets.includes(name),
    );
    const findings: Finding[] = [];
    for (const target of chosen)
      for (const speed of SPEEDS)
        findings.push(...(await this.findOne(alert, condition, target, speed, around)));
    return findings;
  }

  private async findOne(
    alert: AlertRules,
    condition: Condition,
    target: TargetRules,
    speed: Speed,
    around: BurnsAround,
  ): Promise<Finding[]> {
    const { counted, links } = around;
    const { until } = counted;
    const schedules = this.schedulesFor(alert);
    const { versions } = target;
    const now = versions.findLast(({ from }) => from < until);
    if (now === undefined) return [];
    // What began later may still be answered in time: only what is decided tells how the target is kept.
    const to = workingBack(now.clock === 'WORKING' ? schedules : [], until, now.withinMs);
    const version = versions.findLast(({ from }) => from < to) ?? now;
    const [longMs, shortMs] =
      speed === 'fast' ? [HOUR, 10 * MINUTE] : [workingDayMs(schedules, to), 2 * HOUR];
    const back = (lengthMs: number) => workingBack(schedules, to, lengthMs);
    const long = await this.keptIn(alert, target.name, { from: back(longMs), to }, around);
    // Mostly that is all there is to know.
    const mayBe = long.breached > 0;
    const short = mayBe
      ? await this.keptIn(alert, target.name, { from: back(shortMs), to }, around)
      : NOTHING;
    const ofBudget = await this.budgetOf(alert, { target: target.name, to, atLeast: long }, around);
    const window = { from: back(longMs), to };
    return [
      findBurn(
        condition,
        speed,
        { target: target.name, version, ofBudget, long, short, window, longMs },
        links,
      ),
    ];
  }

  private async budgetOf(
    alert: AlertRules,
    { target, to, atLeast }: { readonly target: string; readonly to: number; readonly atLeast: Kept },
    around: BurnsAround,
  ): Promise<Kept> {
    const key = JSON.stringify([target, nameOfFilter(alert)]);
    const known = this.budgets.get(key);
    const isRecent = known !== undefined && Math.abs(to - known.readAt) < BUDGET_KEPT_MS;
    // Where there was next to nothing before, it grows at once.
    if (isRecent && coveredBy(known.kept) >= coveredBy(atLeast)) return known.kept;
    const kept = await this.keptIn(alert, target, { from: to - BUDGET_MS, to }, around);
    this.budgets.set(key, { readAt: to, kept });
    return kept;
  }

  private async keptIn(
    alert: AlertRules,
    target: string,
    { from, to }: TimeRange,
    { together, asked, counted }: BurnsAround,
  ): Promise<Kept> {
    const own = burnKey(alert);
    const hours = this.hoursKey(alert);
    const key = JSON.stringify([own, hours, target, from, to]);
    const known = asked.get(key);
    if (known !== undefined) return (await known)(alert);
    const sharing = together.filter((other) => burnKey(other) === own && this.hoursKey(other) === hours);
    const asking = this.ask(target, { from, to }, sharing, counted.mayGrow);
    asked.set(key, asking);
    return (await asking)(alert);
  }

  private async ask(
    target: string,
    { from, to }: TimeRange,
    filters: readonly AlertFilter[],
    mayGrow: MayGrow,
  ): Promise<KeptOf> {
    const found = await askTogether(filters, async ({ filter, groupBy, of: [alone] }) => {
      const isGrouped = groupBy.length > 0;
      const rows = await this.targets.ask(
        {
          ...{ targets: [target], from, to, zone: 'UTC', clock: 'CALENDAR', granularity: 'TOTAL' },
          ...{ weekStart: 'MONDAY', groupBy, filter, fill: !isGrouped, limit: isGrouped ? MAX_ROWS : 1 },
          ...{ attribute: undefined, compare: undefined, areOperatorsNamed: false, offset: 0, mayGrow },
        },
        new AnswerBudget(),
        2,
      );
      return rows.map((row) => [!isGrouped && alone ? nameOfFilter(alone) : nameOfGroup(row), row] as const);
    });
    return (filter) => {
      const kept = found.get(nameOfFilter(filter)) ?? NOTHING;
      if (kept instanceof BadInput) throw kept;
      return kept;
    };
  }

  /** The same for alerts whose time is that of the same schedules. */
  private hoursKey(alert: AlertFilter): string {
    return this.schedulesFor(alert)
      .map(({ name }) => name)
      .join('\n');
  }

  /** When any of the accounts works; none of them: at all times. */
  private schedulesFor({ accounts }: AlertFilter): readonly Schedule[] {
    const own = (accounts.length > 0 ? accounts : this.accounts).map((account) =>
      schedulesOf(this.rules.current, account),
    );
    return own.some((schedules) => schedules.length === 0) ? [] : own.flat();
  }
}
