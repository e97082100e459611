import { Inject, Injectable } from '@nestjs/common';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { BadInput } from '../bad-input';
import type { Comparison } from '../calendar/calendar-shift';
import { comparedSoFar } from '../calendar/compared-edges';
import { requireZone } from '../calendar/require-zone';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import type { Clock } from '../clock';
import type { ColumnsOf, Enumeration } from '../columns/column';
import { AnswerBudget } from '../limits/answer-budget';
import { needsOf } from '../registry/interval-ends';
import type { FactSums, Measure } from '../registry/measure';
import { MEASURES, requireMeasure } from '../registry/measures';
import { VERDICTS } from '../statistics/verdict';
import type { Verdict } from '../statistics/verdict';
import type { StatsFilter } from '../stats/dimensions';
import { StatsService } from '../stats/stats.service';
import { UncountedTimes } from '../stats/uncounted-times';
import { DailyCounts } from './daily-counts';
import { doesMatter, judgeChange, weightOf } from './judge-change';

/** How a measure changed between a range and the one before it. */
export interface Change {
  readonly measure: string;
  readonly value: number | null;
  readonly previous: number | null;
  readonly n: number;
  readonly nPrevious: number;
  readonly change: number | null;
  readonly changeLow: number | null;
  readonly changeHigh: number | null;
  readonly verdict: Verdict | null;
  readonly previousKnown: boolean;
  readonly matters: boolean | null;
  readonly dispersionAssumed: boolean;
}

/** With what a choice among changes goes by. */
export interface WeighedChange extends Change {
  /** How probable it is by chance alone; null where it is not certain. */
  readonly chance: number | null;
  /** How many times as large it is as one that matters; null where there is no change. */
  readonly weight: number | null;
}

export const VERDICT: Enumeration<Verdict> = {
  name: 'Verdict',
  description: 'Whether a change is more than chance: see "How sure" in docs/metrics.md.',
  values: VERDICTS,
};

export const CHANGE_COLUMNS: ColumnsOf<Change> = [
  { name: 'measure', type: 'TEXT', isNullable: false },
  { name: 'value', type: 'NUMBER', isNullable: true },
  { name: 'previous', type: 'NUMBER', isNullable: true },
  {
    name: 'n',
    type: 'WHOLE',
    isNullable: false,
    description: 'Of how many samples the value is; of a count the count itself.',
  },
  { name: 'nPrevious', type: 'WHOLE', isNullable: false },
  {
    name: 'change',
    type: 'NUMBER',
    isNullable: true,
    description: 'value - previous for rates, averages and percentiles; value / previous - 1 for counts.',
  },
  { name: 'changeLow', type: 'NUMBER', isNullable: true, description: 'The lower end of its 95 % interval.' },
  { name: 'changeHigh', type: 'NUMBER', isNullable: true, description: 'The upper end.' },
  {
    name: 'verdict',
    type: 'ENUM',
    values: VERDICT,
    isNullable: true,
    description:
      'Null for counts of messages and other events, for percentiles of replies, and where previousKnown is false.',
  },
  {
    name: 'previousKnown',
    type: 'BOOLEAN',
    isNullable: false,
    description:
      'Whether anything was known of the accounts when the range before began. Where not, it holds less than happened, and nobody can tell what has changed.',
  },
  {
    name: 'matters',
    type: 'BOOLEAN',
    isNullable: true,
    description:
      'Whether the change is as large as one that matters: 2 points of a rate, 5 % of anything else, unless `matters` in the rules says otherwise. A smaller one is "about the same", however certain it is. Null where there is no change.',
  },
  {
    name: 'dispersionAssumed',
    type: 'BOOLEAN',
    isNullable: false,
    description:
      'True for a count where fewer than 28 days tell how much it varies: it is then judged as if its variance were twice its mean.',
  },
];

/** A question for changes, with every default filled in. */
export interface ChangesRequest extends TimeRange {
  /** Names of measures; empty for all. */
  readonly measures: readonly string[];
  readonly zone: string;
  readonly compare: Comparison | 'NONE';
  /** It lies so many local days before; undefined: as `compare` says. */
  readonly daysBefore: number | undefined;
  /** Whether a range that has not ended is cut where it is not counted yet, and the one before alike. */
  readonly soFar: boolean;
  /** On which durations are. */
  readonly clock: Clock;
  readonly filter: StatsFilter;
}

interface CountedPeriod {
  readonly sums: FactSums;
  /** Whether nothing more can come in it. */
  readonly isComplete: boolean;
}

/** Tells what changed, and whether by more than chance. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly stats: StatsService,
    private readonly dailyCounts: DailyCounts,
    private readonly uncounted: UncountedTimes,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * A change of each measure, in the order in which they were asked for, each once.
   * @throws BadInput for a measure that there is not, or without a range to compare with; InvalidRange, InvalidZone
   */
  async ask(request: ChangesRequest): Promise<WeighedChange[]> {
    const { compare, daysBefore, clock, filter, from, to, soFar } = request;
    requireRange(request);
    const zone = requireZone(request.zone);
    if (compare === 'NONE') throw new BadInput('compare takes PREVIOUS_PERIOD or PREVIOUS_YEAR.');
    const measures = measuresOf(request.measures);
    const counted = await this.uncounted.counted();
    const end = soFar ? counted.until : to;
    const ranges = comparedSoFar({ from, to, zone, compare, daysBefore }, end);
    const period = async (range: TimeRange): Promise<CountedPeriod> => ({
      sums: await this.sumsIn(measures, { ...range, zone, clock, filter }),
      isComplete: !counted.mayGrow(range.from, range.to),
    });
    const firstDay = await this.dailyCounts.firstDay(filter.accounts, zone);
    const previousKnown = firstDay !== undefined && firstDay.epochMilliseconds <= ranges.previous.from;
    const [current, previous, dispersions] = await Promise.all([
      period(ranges.current),
      period(ranges.previous),
      this.dailyCounts.dispersions(measures.filter(isCountOfContacts), {
        ...{ until: ranges.current.to, zone, filter, firstDay },
      }),
    ]);
    const { matters } = this.rules.current;
    return measures.map((measure): WeighedChange => {
      const { name } = measure;
      const dispersion = dispersions.get(name);
      const periodOf = ({ sums, isComplete }: CountedPeriod) => ({
        sums,
        isComplete,
        value: measure.compute(sums),
      });
      const [now, before] = [periodOf(current), periodOf(previous)];
      const { n, nPrevious, change, interval, verdict, chance } = judgeChange(
        measure,
        now,
        before,
        dispersion,
      );
      return {
        measure: name,
        value: now.value,
        previous: before.value,
        ...{ n, nPrevious, change },
        changeLow: interval?.low ?? null,
        changeHigh: interval?.high ?? null,
        verdict: previousKnown ? verdict : null,
        previousKnown,
        matters: doesMatter(measure, change, before.value, matters),
        dispersionAssumed: dispersion?.isAssumed ?? false,
        chance: previousKnown ? chance : null,
        weight: weightOf(measure, change, before.value, matters),
      };
    });
  }

  private async sumsIn(
    measures: readonly Measure[],
    question: TimeRange & { zone: string; clock: Clock; filter: StatsFilter },
  ): Promise<FactSums> {
    const cells = await this.stats.ask(
      {
        ...question,
        measures: measures.map((measure) => ({ ...measure, ...needsOf(measure.estimate) })),
        granularity: 'TOTAL',
        weekStart: 'MONDAY',
        groupBy: [],
        attribute: undefined,
        compare: undefined,
        fill: true,
        areOperatorsNamed: false,
        limit: 1,
        offset: 0,
      },
      new AnswerBudget(),
    );
    const [sums] = cells.sums();
    if (sums === undefined) throw new Error('a period has one cell');
    return sums;
  }
}

/** Counts of chats and episodes vary by the day; messages come several of one chat, and are not judged. */
function isCountOfContacts({ isCount, unit }: Measure): boolean {
  return isCount && (unit === 'chats' || unit === 'episodes');
}

/** @throws BadInput */
function measuresOf(names: readonly string[]): readonly Measure[] {
  return names.length === 0 ? MEASURES : [...new Set(names)].map(requireMeasure);
}
