import { Inject, Injectable } from '@nestjs/common';
import { giveWay, isTimeToGiveWay } from '../../../platform/jobs/give-way';
import type { MattersRules } from '../../../platform/rules/rules';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { BadInput } from '../bad-input';
import type { Comparison } from '../calendar/calendar-shift';
import { comparedSoFar } from '../calendar/compared-edges';
import { requireZone } from '../calendar/require-zone';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import type { Clock } from '../clock';
import { AnswerBudget } from '../limits/answer-budget';
import { needsOf } from '../registry/interval-ends';
import type { FactSums, Measure } from '../registry/measure';
import { MEASURES, requireMeasure } from '../registry/measures';
import type { Dispersion } from '../statistics/counts';
import type { StatsDimension, StatsFilter } from '../stats/dimensions';
import { compareGroups, nameOfGroup } from '../stats/groups';
import { NOTHING_COUNTED } from '../stats/stats-cells';
import type { Group } from '../stats/stats-request';
import { MAX_ROWS, StatsService } from '../stats/stats.service';
import { UncountedTimes } from '../stats/uncounted-times';
import type { MayGrow } from '../stats/uncounted-times';
import { certainAmong } from './certain-among';
import { CHANGE_COLUMNS } from './change';
import type { WeighedChange } from './change';
import { DailyCounts } from './daily-counts';
import { weighChange } from './weigh-change';

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
  /** One row of each measure for each group; as a whole if there is none. */
  readonly groupBy?: readonly StatsDimension[];
  /** The attribute that ATTRIBUTE groups by. */
  readonly attribute?: string | undefined;
  /** Whether rows by operator say what these are called. */
  readonly areOperatorsNamed?: boolean;
}

interface CountedPeriod {
  /** By the name of a group: those of which anything was counted. */
  readonly groups: ReadonlyMap<string, CountedGroup>;
  /** Whether nothing more can come in it. */
  readonly isComplete: boolean;
}

interface CountedGroup {
  readonly group: Group;
  readonly sums: FactSums;
}

/** What decides over each group alike. */
interface Standards {
  readonly matters: MattersRules;
  readonly dispersionOf: (measure: string) => Dispersion | undefined;
  readonly previousKnown: boolean;
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
   * A change of each measure, in the order in which they were asked for, each once; grouped, of each group that has
   * anything in one of both ranges, sorted by group.
   * @param fields what is asked for of each row
   * @throws BadInput for a measure that there is not, or without a range to compare with; InvalidRange, InvalidZone;
   *   and as {@link StatsService.ask} does
   */
  async ask(
    request: ChangesRequest,
    budget = new AnswerBudget(),
    fields = CHANGE_COLUMNS.length,
  ): Promise<WeighedChange[]> {
    const { compare, daysBefore, filter, from, to, soFar, groupBy = [], attribute } = request;
    requireRange(request);
    const zone = requireZone(request.zone);
    if (compare === 'NONE') throw new BadInput('compare takes PREVIOUS_PERIOD or PREVIOUS_YEAR.');
    const measures = measuresOf(request.measures);
    const counted = await this.uncounted.counted(filter.accounts);
    const end = soFar ? counted.until : to;
    const ranges = comparedSoFar({ from, to, zone, compare, daysBefore }, end);
    const period = async (range: TimeRange): Promise<CountedPeriod> => ({
      groups: await this.groupsIn(measures, { ...request, ...range, zone }, counted.mayGrow),
      isComplete: !counted.mayGrow(range.from, range.to),
    });
    const firstDays = await this.dailyCounts.firstDays(filter.accounts, zone);
    const [current, previous, dispersionsOf] = await Promise.all([
      period(ranges.current),
      period(ranges.previous),
      this.dailyCounts.dispersions(measures.filter(isCountOfContacts), {
        ...{ until: ranges.current.to, zone, filter, firstDays, groupBy, attribute },
        mayGrow: counted.mayGrow,
      }),
    ]);
    const { matters } = this.rules.current;
    const groups = groupsOfBoth(current, previous);
    budget.take({ name: 'changes', rows: groups.length * measures.length, fields });
    const changes: WeighedChange[] = [];
    for (const group of groups) {
      if (isTimeToGiveWay()) await giveWay();
      const first = firstDays.of(group.account)?.epochMilliseconds ?? Infinity;
      const standards = {
        ...{ matters, dispersionOf: dispersionsOf(group) },
        previousKnown: first <= ranges.previous.from,
      };
      changes.push(...measures.map((measure) => changeOf(measure, { group, current, previous }, standards)));
    }
    return groupBy.length === 0 ? changes : measures.reduce(withCertainAmongGroups, changes);
  }

  private async groupsIn(
    measures: readonly Measure[],
    request: ChangesRequest,
    mayGrow: MayGrow,
  ): Promise<ReadonlyMap<string, CountedGroup>> {
    const { from, to, zone, clock, filter, groupBy = [], attribute, areOperatorsNamed = false } = request;
    const cells = await this.stats.ask(
      {
        ...{ from, to, zone, clock, filter, groupBy, attribute, areOperatorsNamed, mayGrow },
        measures: measures.map((measure) => ({ ...measure, ...needsOf(measure.estimate) })),
        granularity: 'TOTAL',
        weekStart: 'MONDAY',
        compare: undefined,
        fill: true,
        limit: MAX_ROWS,
        offset: 0,
      },
      new AnswerBudget(),
    );
    return new Map(
      Array.from(cells.sumsOfGroups(), ([group, sums]) => [nameOfGroup(group), { group, sums }]),
    );
  }
}

/** In order. */
function groupsOfBoth(...periods: readonly CountedPeriod[]): readonly Group[] {
  const groups = new Map(periods.toReversed().flatMap((period) => [...period.groups]));
  return [...groups.values()].map(({ group }) => group).sort(compareGroups);
}

function changeOf(
  measure: Measure,
  of: { readonly group: Group; readonly current: CountedPeriod; readonly previous: CountedPeriod },
  { matters, dispersionOf, previousKnown }: Standards,
): WeighedChange {
  const { group } = of;
  const periodOf = ({ groups, isComplete }: CountedPeriod) => ({
    sums: groups.get(nameOfGroup(group))?.sums ?? NOTHING_COUNTED,
    isComplete,
  });
  const standards = { matters, previousKnown, dispersion: dispersionOf(measure.name) };
  const weighed = weighChange(measure, periodOf(of.current), periodOf(of.previous), standards);
  return { ...group, ...weighed, certainAmongGroups: null };
}

/** Groups of one measure are looked at together: who reads a table looks for those that stand out. */
function withCertainAmongGroups(changes: WeighedChange[], { name }: Measure): WeighedChange[] {
  const certain = certainAmong(changes.filter(({ measure }) => measure === name));
  return changes.map((change) =>
    change.measure === name ? { ...change, certainAmongGroups: certain.has(change) } : change,
  );
}

/** Counts of chats and episodes vary by the day; messages come several of one chat, and are not judged. */
export function isCountOfContacts({ isCount, unit }: Measure): boolean {
  return isCount && (unit === 'chats' || unit === 'episodes');
}

/** @throws BadInput */
function measuresOf(names: readonly string[]): readonly Measure[] {
  return names.length === 0 ? MEASURES : [...new Set(names)].map(requireMeasure);
}
