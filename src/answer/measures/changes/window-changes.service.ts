import { Inject, Injectable } from '@nestjs/common';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { weeksBefore } from '../calendar/closed-windows';
import type { TimeRange } from '../calendar/time-range';
import type { Clock } from '../clock';
import type { Measure } from '../registry/measure';
import { isCertain } from '../statistics/verdict';
import type { StatsFilter } from '../stats/dimensions';
import type { Group } from '../stats/stats-request';
import type { MayGrow } from '../stats/uncounted-times';
import { isCountOfContacts } from './changes.service';
import { DailyCounts } from './daily-counts';
import { PeriodSums } from './period-sums';
import { pooledSums } from './pooled-sums';
import { weighChange } from './weigh-change';
import type { WeighedMeasure } from './weigh-change';

/** A closed window is compared with the same ones of so many weeks, as far as they are known. */
const WEEKS = 4;
const MIN_WEEKS = 2;
/** What is looked at again and again is certain only if it would come about once in a hundred times by chance. */
const CHANCE = 0.01;

const WHOLE: Group = {
  ...{ account: null, operator: null, operatorName: null, team: null, teamOverlaps: null },
  ...{ page: null, copilot: null, attribute: null },
};

export interface WindowQuestion {
  readonly measures: readonly Measure[];
  /** A local day, or a week, that is over. */
  readonly window: TimeRange;
  readonly zone: string;
  readonly clock: Clock;
  readonly filter: StatsFilter;
}

/** How a measure in a closed window stands to the same windows of the weeks before. */
export interface WindowChange extends WeighedMeasure {
  /** With how many it is compared. */
  readonly weeks: number;
  /** Certain at 99 %, and large enough to matter. */
  readonly isCertainAndMatters: boolean;
}

/** Judges closed windows: by the verdicts of `changes`, more strictly, since somebody is told of them. */
@Injectable()
export class WindowChanges {
  constructor(
    private readonly sums: PeriodSums,
    private readonly dailyCounts: DailyCounts,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * @returns by the name of each measure; `undefined`: not all of the time is counted yet
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async ask(
    { measures, window, zone, clock, filter }: WindowQuestion,
    mayGrow: MayGrow,
  ): Promise<ReadonlyMap<string, WindowChange> | undefined> {
    const firstDays = await this.dailyCounts.firstDays(filter.accounts, zone);
    const firstDay = firstDays.of(null);
    const all = Array.from({ length: WEEKS }, (_, index) => weeksBefore(window, zone, index + 1));
    const known = all.filter(({ from }) => firstDay !== undefined && firstDay.epochMilliseconds <= from);
    if ([window, ...known].some(({ from, to }) => mayGrow(from, to))) return undefined;
    const question = { zone, clock, filter };
    const [current, dispersionsOf, ...before] = await Promise.all([
      this.sums.of(measures, { ...question, ...window }),
      this.dailyCounts.dispersions(measures.filter(isCountOfContacts), {
        ...{ until: window.to, zone, filter, firstDays, groupBy: [], attribute: undefined },
      }),
      ...known.map((range) => this.sums.of(measures, { ...question, ...range })),
    ]);
    const { matters } = this.rules.current;
    const previous = { sums: pooledSums(before), isComplete: true, periods: Math.max(1, known.length) };
    return new Map(
      measures.map((measure) => {
        const change = weighChange(measure, { sums: current, isComplete: true }, previous, {
          ...{
            dispersion: dispersionsOf(WHOLE)(measure.name),
            previousKnown: known.length >= MIN_WEEKS,
            matters,
          },
        });
        const { verdict, chance } = change;
        const isCertainAndMatters =
          isCertain(verdict) && chance !== null && chance <= CHANCE && change.matters === true;
        return [measure.name, { ...change, weeks: known.length, isCertainAndMatters }];
      }),
    );
  }
}
