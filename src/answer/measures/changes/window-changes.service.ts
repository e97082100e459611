import { Inject, Injectable } from '@nestjs/common';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { weeksBefore } from '../calendar/closed-windows';
import type { TimeRange } from '../calendar/time-range';
import type { Clock } from '../clock';
import type { FactSums, Measure } from '../registry/measure';
import { isCertain } from '../statistics/verdict';
import type { StatsDimension, StatsFilter } from '../stats/dimensions';
import { nameOfGroup } from '../stats/groups';
import { NOTHING_COUNTED } from '../stats/stats-cells';
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

export interface WindowQuestion {
  readonly measures: readonly Measure[];
  /** A local day, or a week, that is over. */
  readonly window: TimeRange;
  readonly zone: string;
  readonly clock: Clock;
  readonly filter: StatsFilter;
  readonly groupBy: readonly StatsDimension[];
}

/** By the name of each measure; `undefined`: not all of the time is counted yet. */
export type ChangesOfGroup = (group: Group) => ReadonlyMap<string, WindowChange> | undefined;

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
   * Asks for all groups together.
   * @returns for any group, also of which nothing was counted
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async ask(
    { measures, window, zone, clock, filter, groupBy }: WindowQuestion,
    mayGrow: MayGrow,
  ): Promise<ChangesOfGroup> {
    if (mayGrow(window.from, window.to)) return () => undefined;
    const firstDays = await this.dailyCounts.firstDays(filter.accounts, zone);
    const weeks = Array.from({ length: WEEKS }, (_, index) => weeksBefore(window, zone, index + 1));
    const knownOf = (account: string | null) => {
      const first = firstDays.of(account)?.epochMilliseconds ?? Infinity;
      return weeks.filter(({ from }) => first <= from);
    };
    const question = { zone, clock, filter, groupBy, mayGrow };
    const [current, dispersionsOf, ...before] = await Promise.all([
      this.sums.of(measures, { ...question, ...window }),
      this.dailyCounts.dispersions(measures.filter(isCountOfContacts), {
        ...{ until: window.to, zone, filter, firstDays, groupBy, attribute: undefined, mayGrow },
      }),
      // Of any account: what is known of the first of them.
      ...knownOf(null).map((range) => this.sums.of(measures, { ...question, ...range })),
    ]);
    const { matters } = this.rules.current;
    return (group) => {
      const known = knownOf(group.account);
      if (known.some(({ from, to }) => mayGrow(from, to))) return undefined;
      const name = nameOfGroup(group);
      const sumsOf = (sums: ReadonlyMap<string, FactSums> | undefined) => sums?.get(name) ?? NOTHING_COUNTED;
      const previous = {
        sums: pooledSums(known.map((_, index) => sumsOf(before[index]))),
        ...{ isComplete: true, periods: Math.max(1, known.length) },
      };
      return new Map(
        measures.map((measure) => {
          const change = weighChange(measure, { sums: sumsOf(current), isComplete: true }, previous, {
            ...{
              dispersion: dispersionsOf(group)(measure.name),
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
    };
  }
}
