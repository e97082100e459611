import { Args, ArgsType, Context, Field, Info, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Comparison } from '../measures/calendar/calendar-shift';
import type { TimeInput } from '../measures/calendar/instant';
import { resolveRange } from '../measures/calendar/range-input';
import { CHANGE_COLUMNS } from '../measures/changes/change';
import type { Change as ChangeOfMeasure } from '../measures/changes/change';
import { ChangesService } from '../measures/changes/changes.service';
import { DEFAULT_CLOCK } from '../measures/clock';
import type { Clock } from '../measures/clock';
import { requireGroupsWithin } from '../measures/stats/bound-filter';
import type { StatsDimension } from '../measures/stats/dimensions';
import { resolveFilter } from '../measures/stats/filter-input';
import { COMPARE, requireDaysBefore, STATS_DEFAULTS } from '../measures/stats/stats-input';
import { addFields } from './add-fields';
import { enumType } from './enum-type';
import { LeavingOutArgs } from './leaving-out.args';
import { QuestionContext } from './limits/question-context';
import { Requires } from './requires';
import { selectedFields } from './selected-fields';
import { clocks, DAYS_BEFORE, dimensions, StatsFilter } from './stats/stats.args';

@ObjectType('Change', { description: 'How a measure changed, and whether by more than chance.' })
export class Change {}
addFields(Change, CHANGE_COLUMNS);

const comparisons = enumType(COMPARE);
/** What changes are against, if nobody says so. */
export const COMPARED: Comparison = 'PREVIOUS_PERIOD';

/** A range, and the one that it is compared with. */
@ArgsType()
export class ComparedArgs extends LeavingOutArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => String, { defaultValue: STATS_DEFAULTS.timezone, nullable: true })
  timezone?: string | null;

  @Field(() => comparisons, { defaultValue: COMPARED, nullable: true })
  compare?: Comparison | 'NONE' | null;

  @Field(() => Int, { nullable: true, description: DAYS_BEFORE })
  daysBefore?: number | null;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;
}

@ArgsType()
class ChangesArgs extends ComparedArgs {
  @Field(() => [String], { description: 'Names, as the query `measures` lists them; all for an empty list.' })
  measures!: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    nullable: true,
    description:
      'Of a range that has not ended, the part that is counted, and as much of the one before: a week under way is not judged otherwise.',
  })
  soFar?: boolean | null;

  @Field(() => [dimensions], {
    defaultValue: [],
    nullable: true,
    description: 'A row of each measure for each group that has anything in one of both ranges.',
  })
  groupBy?: StatsDimension[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The user attribute that Dimension.ATTRIBUTE groups by.',
  })
  attribute?: string | null;
}

@Resolver(() => Change)
export class ChangesResolver {
  constructor(private readonly service: ChangesService) {}

  @Requires('numbers', 'everything')
  @Query(() => [Change], {
    description: 'What changed between a range and the one before it, and whether by more than chance.',
  })
  changes(
    @Args() { measures, timezone, compare, daysBefore, soFar, clock, filter, ...args }: ChangesArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() { budget, caller }: QuestionContext,
  ): Promise<ChangeOfMeasure[]> {
    const zone = timezone ?? STATS_DEFAULTS.timezone;
    const { groupBy, attribute, ...range } = args;
    requireGroupsWithin(groupBy ?? [], caller.bounds);
    const { names, count } = selectedFields(info);
    const request = {
      ...resolveRange(range, zone),
      measures,
      zone,
      compare: compare ?? COMPARED,
      daysBefore: requireDaysBefore(daysBefore, compare ?? COMPARED),
      soFar: soFar ?? false,
      clock: clock ?? DEFAULT_CLOCK,
      filter: resolveFilter(filter, caller.bounds),
      groupBy: groupBy ?? [],
      attribute: attribute ?? undefined,
      areOperatorsNamed: names.has('operatorName'),
    };
    return this.service.ask(request, budget, count);
  }
}
