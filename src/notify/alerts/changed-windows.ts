import { Inject, Injectable } from '@nestjs/common';
import { closedWindows, windowEnd } from '../../answer/measures/calendar/closed-windows';
import type { TimeRange } from '../../answer/measures/calendar/time-range';
import { WindowChanges } from '../../answer/measures/changes/window-changes.service';
import type { WindowChange } from '../../answer/measures/changes/window-changes.service';
import { requireMeasure } from '../../answer/measures/registry/measures';
import { ripeningMs } from '../../answer/measures/registry/ripening';
import { NO_FILTER } from '../../answer/measures/stats/dimensions';
import type { Counted } from '../../answer/measures/stats/uncounted-times';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import { JUDGED } from './alert-states';
import type { KnownStates } from './alert-states';
import { findChange } from './change-condition';
import type { Finding, PageLinks, Round } from './finding';
import { basisOf } from './judge-rounds';

type Condition = Extract<AlertCondition, { kind: 'change' }>;

/** After a longer time without the service, the latest ones are judged. */
const MAX_WINDOWS = 35;
/** Deliveries come so much later than what they tell of, on a bad day. */
const LATE_MS = 5 * 60_000;

/** What was known when the last window of a rule was judged. */
interface LastJudged {
  readonly end: number;
  /** When the next one ends. */
  readonly nextEnd: number;
  readonly finding: Finding;
}

/** Judges each closed window of a rule once, also those that nobody looked at when they closed. */
@Injectable()
export class ChangedWindows {
  private readonly last = new Map<string, LastJudged>();
  private readonly idleGapMs: number;

  constructor(
    private readonly changes: WindowChanges,
    @Inject(SETTINGS) { episodeIdleGapSeconds }: Pick<Settings, 'episodeIdleGapSeconds'>,
  ) {
    this.idleGapMs = 1000 * episodeIdleGapSeconds;
  }

  /**
   * @param mayAsk whether there is time for another question, which it takes
   * @returns what was found of each window since the last one, as if somebody had looked when it closed; of the last
   *   one once more where none is new; `undefined`: it waits
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async find(
    alert: AlertRules,
    condition: Condition,
    around: {
      readonly known: KnownStates;
      readonly counted: Counted;
      readonly now: number;
      readonly links: PageLinks;
      readonly mayAsk: () => boolean;
    },
  ): Promise<readonly Round[] | undefined> {
    const { known, counted, now, mayAsk } = around;
    const { unit, zone, measure } = condition;
    const basis = basisOf(alert);
    const key = alert.name + basis;
    const until = counted.until - LATE_MS - ripeningMs(requireMeasure(measure), this.idleGapMs);
    const mark = known.of(alert.name, JUDGED);
    const judged = mark?.basis === basis ? mark.since : undefined;
    const last = this.last.get(key);
    if (last !== undefined && last.end === judged && until < last.nextEnd)
      return [{ at: now, findings: [last.finding] }];
    if (!mayAsk()) return undefined;
    const rounds: Round[] = [];
    for (const window of windowsToJudge(condition, judged, until)) {
      if (rounds.length > 0 && !mayAsk()) break;
      const finding = await this.judge(alert, condition, window, around);
      if (finding === undefined) break;
      this.last.set(key, { end: window.to, nextEnd: windowEnd(unit, zone, window.to), finding });
      // Of one that was judged before, as of the last one after a start, something may not be told yet.
      const isNew = judged === undefined || window.to > judged;
      rounds.push({ at: isNew ? window.to : now, findings: [finding], judgedUntil: window.to });
    }
    return rounds.length > 0 ? rounds : undefined;
  }

  private async judge(
    { accounts, teams, pages, copilot }: AlertRules,
    condition: Condition,
    window: TimeRange,
    { counted, links }: { readonly counted: Counted; readonly links: PageLinks },
  ): Promise<Finding | undefined> {
    const measure = requireMeasure(condition.measure);
    const { zone, clock } = condition;
    const filter = { ...NO_FILTER, accounts, teams, pages, copilot };
    const question = { measures: [measure], window, zone, clock, filter };
    const changes = await this.changes.ask(question, counted.mayGrow);
    const change: WindowChange | undefined = changes?.get(measure.name);
    return change && findChange(condition, measure, { window, change }, links);
  }
}

/** All that have closed since the last one that was judged; where none has, that one. */
function windowsToJudge({ unit, zone }: Condition, judged: number | undefined, until: number): TimeRange[] {
  const missed =
    judged === undefined ? [] : closedWindows(unit, zone, { after: judged, until, atMost: MAX_WINDOWS });
  return missed.length > 0 ? missed : closedWindows(unit, zone, { after: -Infinity, until, atMost: 1 });
}
