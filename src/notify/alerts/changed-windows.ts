import { Inject, Injectable } from '@nestjs/common';
import { closedWindows, windowEnd } from '../../answer/measures/calendar/closed-windows';
import type { TimeRange } from '../../answer/measures/calendar/time-range';
import { requireMeasure } from '../../answer/measures/registry/measures';
import { ripeningMs } from '../../answer/measures/registry/ripening';
import type { Counted } from '../../answer/measures/stats/uncounted-times';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import { JUDGED } from './alert-states';
import type { KeptState, KnownStates } from './alert-states';
import { findChange } from './change-condition';
import { soIf } from './finding';
import type { Finding, PageLinks, Round, Said } from './finding';
import { basisOf } from './judge-rounds';
import { LateEventsOfWindows } from './late-events';
import type { SharedChanges } from './shared-changes';

type Condition = Extract<AlertCondition, { kind: 'change' }>;

/** After a longer time without the service, the latest ones are judged. */
const MAX_WINDOWS = 35;
/** Deliveries come so much later than what they tell of, on a bad day. */
const LATE_MS = 5 * 60_000;

/** What was known when the last window of a rule was judged. */
interface LastJudged {
  readonly window: TimeRange;
  /** When the next one ends. */
  readonly nextEnd: number;
  readonly finding: Finding;
  /** By all that was received up to then. */
  readonly asOf: number;
}

interface Around {
  readonly known: KnownStates;
  readonly counted: Counted;
  readonly now: number;
  readonly links: PageLinks;
  /** What this look asks. */
  readonly changes: SharedChanges;
}

/**
 * Judges each closed window of a rule once, also those that nobody looked at when they closed. The last one is judged
 * once more when events of it come late, until the next one is over: it may come out otherwise then, once. A backfill
 * may say that it is over; it raises nothing, and a rebuild of the past changes nothing that was said.
 */
@Injectable()
export class ChangedWindows {
  private readonly last = new Map<string, LastJudged>();
  private readonly idleGapMs: number;

  constructor(
    @Inject(LateEventsOfWindows) private readonly late: Pick<LateEventsOfWindows, 'of'>,
    @Inject(SETTINGS) { episodeIdleGapSeconds }: Pick<Settings, 'episodeIdleGapSeconds'>,
  ) {
    this.idleGapMs = 1000 * episodeIdleGapSeconds;
  }

  /**
   * @returns what was found of each window since the last one, as if somebody had looked when it closed; of the last
   *   one once more where none is new; `undefined`: it waits
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async find(alert: AlertRules, condition: Condition, around: Around): Promise<readonly Round[] | undefined> {
    const { known, counted, now, changes } = around;
    const { unit, zone, measure } = condition;
    const basis = basisOf(alert);
    const key = alert.name + basis;
    const until = counted.until - LATE_MS - ripeningMs(requireMeasure(measure), this.idleGapMs);
    const mark = known.of(alert.name, JUDGED);
    const judged = mark?.basis === basis ? mark.since : undefined;
    const last = this.last.get(key);
    const isSettled = last !== undefined && last.window.to === judged && until < last.nextEnd;
    if (isSettled) {
      const isLate = !isFinal(mark) && (await this.isLate(alert, last, last.asOf, now));
      if (!isLate || !changes.mayHave(alert, condition, last.window))
        return [{ at: now, findings: [last.finding] }];
    }
    const rounds: Round[] = [];
    for (const window of windowsToJudge(condition, judged, until)) {
      if (!changes.mayHave(alert, condition, window)) break;
      const change = await changes.of(alert, condition, window);
      if (change === undefined) break;
      const finding = findChange(condition, requireMeasure(measure), { window, change }, around.links);
      const asOf = counted.until;
      const isNew = judged === undefined || window.to > judged;
      const round: Round = isNew
        ? { at: window.to, findings: [finding], judgedUntil: window.to, judged: { asOf, isFinal: false } }
        : await this.again(alert, window, finding, around);
      rounds.push(round);
      const [said = finding] = round.findings;
      this.last.set(key, { window, nextEnd: windowEnd(unit, zone, window.to), finding: said, asOf });
    }
    return rounds.length > 0 ? rounds : undefined;
  }

  /**
   * Of a window that was judged before: something of it may not be told yet, and events may have come late. Without
   * these it stays as it was, whatever the numbers are by now.
   */
  private async again(
    alert: AlertRules,
    window: TimeRange,
    finding: Finding,
    { known, now, counted }: Around,
  ): Promise<Round> {
    const mark = known.of(alert.name, JUDGED);
    const state = known.of(alert.name, '')?.state ?? 'ok';
    const wasSo = state === 'firing' || state === 'pending' || state === 'recovering';
    const isOther = (finding.found === 'so') !== wasSo;
    if (!isOther) return { at: now, findings: [finding] };
    const asOf = typeof mark?.found['asOf'] === 'number' ? mark.found['asOf'] : Infinity;
    const mayBeOther = !isFinal(mark) && (await this.isLate(alert, { window, wasSo }, asOf, now));
    if (!mayBeOther) return { at: now, findings: [{ ...finding, found: soIf(wasSo) }] };
    const findings = [{ ...finding, say: () => afterLateEvents(finding.say()) }];
    return { at: now, findings, judgedUntil: window.to, judged: { asOf: counted.until, isFinal: true } };
  }

  /** Whether events of a window were received since, by which it may come out otherwise. */
  private async isLate(
    { accounts }: AlertRules,
    { window, wasSo = true }: { readonly window: TimeRange; readonly wasSo?: boolean },
    asOf: number,
    now: number,
  ): Promise<boolean> {
    const { byWebhook, inAnyWay } = await this.late.of(window, accounts, now);
    return (wasSo ? inAnyWay : byWebhook) > asOf;
  }
}

function isFinal(mark: KeptState | undefined): boolean {
  return mark?.found['isFinal'] === true;
}

function afterLateEvents(said: Said): Said {
  const note = '(judged once more, as events came late)';
  return {
    ...said,
    title: `${said.title} ${note}`,
    titleWhenOver: `${said.titleWhenOver} ${note}`,
    data: { ...said.data, afterLateEvents: true },
  };
}

/** All that have closed since the last one that was judged; where none has, that one. */
function windowsToJudge({ unit, zone }: Condition, judged: number | undefined, until: number): TimeRange[] {
  const missed =
    judged === undefined ? [] : closedWindows(unit, zone, { after: judged, until, atMost: MAX_WINDOWS });
  return missed.length > 0 ? missed : closedWindows(unit, zone, { after: -Infinity, until, atMost: 1 });
}
