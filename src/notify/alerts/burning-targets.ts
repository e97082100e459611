import { Inject, Injectable } from '@nestjs/common';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { AnswerBudget } from '../../answer/measures/limits/answer-budget';
import { NO_FILTER } from '../../answer/measures/stats/dimensions';
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

type Condition = Extract<AlertCondition, { kind: 'target' }>;
type Filter = Pick<AlertRules, 'accounts' | 'teams' | 'pages' | 'copilot'>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What an error budget is of. */
export const BUDGET_MS = 28 * 24 * HOUR;
/** The budget of four weeks changes slowly. */
const BUDGET_KEPT_MS = 10 * MINUTE;
const NOTHING: Kept = { met: 0, breached: 0 };

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
   * @param until up to when everything is counted, in milliseconds
   * @returns `undefined`: a target is new, and not computed yet
   * @throws ClickHouseError
   */
  async find(
    alert: AlertRules,
    condition: Condition,
    until: number,
    links: PageLinks,
  ): Promise<readonly Finding[] | undefined> {
    const there = this.rules.current.targets;
    if (!condition.targets.every((name) => there.has(name))) return undefined;
    const chosen = [...there.values()].filter(
      ({ name }) => condition.targets.length === 0 || condition.targets.includes(name),
    );
    const findings: Finding[] = [];
    for (const target of chosen)
      for (const speed of SPEEDS)
        findings.push(...(await this.findOne(alert, condition, target, speed, until, links)));
    return findings;
  }

  private async findOne(
    alert: AlertRules,
    condition: Condition,
    target: TargetRules,
    speed: Speed,
    until: number,
    links: PageLinks,
  ): Promise<Finding[]> {
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
    const long = await this.keptIn(alert, target.name, back(longMs), to);
    // Mostly that is all there is to know.
    const mayBe = long.breached > 0;
    const short = mayBe ? await this.keptIn(alert, target.name, back(shortMs), to) : NOTHING;
    const ofBudget = await this.budgetOf(alert, target.name, to);
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

  private async budgetOf(filter: Filter, target: string, to: number): Promise<Kept> {
    const { accounts, teams, pages, copilot } = filter;
    const key = JSON.stringify([target, accounts, teams, pages, copilot]);
    const known = this.budgets.get(key);
    if (known !== undefined && Math.abs(to - known.readAt) < BUDGET_KEPT_MS) return known.kept;
    const kept = await this.keptIn(filter, target, to - BUDGET_MS, to);
    this.budgets.set(key, { readAt: to, kept });
    return kept;
  }

  private async keptIn(
    { accounts, teams, pages, copilot }: Filter,
    target: string,
    from: number,
    to: number,
  ): Promise<Kept> {
    const [row] = await this.targets.ask(
      {
        ...{ targets: [target], from, to, zone: 'UTC', clock: 'CALENDAR', granularity: 'TOTAL' },
        ...{ weekStart: 'MONDAY', groupBy: [], attribute: undefined, compare: undefined, fill: true },
        ...{ areOperatorsNamed: false, limit: 1, offset: 0 },
        filter: { ...NO_FILTER, accounts, teams, pages, copilot },
      },
      new AnswerBudget(),
      2,
    );
    return row ?? NOTHING;
  }

  /** When any of the accounts works; none of them: at all times. */
  private schedulesFor({ accounts }: Filter): readonly Schedule[] {
    const own = (accounts.length > 0 ? accounts : this.accounts).map((account) =>
      schedulesOf(this.rules.current, account),
    );
    return own.some((schedules) => schedules.length === 0) ? [] : own.flat();
  }
}
