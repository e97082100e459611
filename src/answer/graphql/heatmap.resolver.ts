import { Args, Context, Query, Resolver, ObjectType, ArgsType, Field } from '@nestjs/graphql';
import { resolveRange, UTC } from '../measures/calendar/range-input';
import type { DistributionBin, DurationMeasure } from '../measures/heatmap/distribution.service';
import {
  DISTRIBUTION_COLUMNS,
  DURATION_MEASURE,
  DistributionService,
} from '../measures/heatmap/distribution.service';
import type { HeatmapCell } from '../measures/heatmap/heatmap.service';
import { HEATMAP_COLUMNS, HeatmapService } from '../measures/heatmap/heatmap.service';
import { resolveFilter } from '../measures/stats/filter-input';
import { STATS_DEFAULTS } from '../measures/stats/stats-input';
import { DEFAULT_CLOCK } from '../measures/clock';
import type { Clock } from '../measures/clock';
import { addFields } from './add-fields';
import type { TimeInput } from '../measures/calendar/instant';
import { enumType } from './enum-type';
import { LeavingOutArgs } from './leaving-out.args';
import { QuestionContext } from './limits/question-context';
import { clocks, StatsFilter } from './stats/stats.args';
import { Requires } from './requires';

@ObjectType('HeatmapRow')
class HeatmapRow {}
addFields(HeatmapRow, HEATMAP_COLUMNS);

@ObjectType('DistributionRow', { description: 'Durations of lowerSeconds <= d < upperSeconds.' })
class DistributionRow {}
addFields(DistributionRow, DISTRIBUTION_COLUMNS);

const durationMeasures = enumType(DURATION_MEASURE);

@ArgsType()
class HeatmapArgs extends LeavingOutArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => String, { defaultValue: STATS_DEFAULTS.timezone, nullable: true })
  timezone?: string | null;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;
}

@ArgsType()
class DistributionArgs extends LeavingOutArgs {
  @Field(() => durationMeasures)
  measure!: DurationMeasure;

  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;
}

@Resolver(() => HeatmapRow)
export class HeatmapResolver {
  constructor(
    private readonly heatmaps: HeatmapService,
    private readonly distributions: DistributionService,
  ) {}

  @Requires('numbers', 'everything')
  @Query(() => [HeatmapRow], { description: 'All 168 hours of the local week, from Monday 0:00 on.' })
  heatmap(
    @Args() { timezone, filter, clock, ...range }: HeatmapArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<HeatmapCell[]> {
    const zone = timezone ?? STATS_DEFAULTS.timezone;
    return this.heatmaps.ask(
      resolveRange(range, zone),
      zone,
      resolveFilter(filter, caller.bounds),
      clock ?? DEFAULT_CLOCK,
    );
  }

  @Requires('numbers', 'everything')
  @Query(() => [DistributionRow], { description: 'How the durations of a measure are spread.' })
  distribution(
    @Args() { measure, filter, clock, ...range }: DistributionArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<DistributionBin[]> {
    return this.distributions.ask(
      measure,
      resolveRange(range, UTC),
      resolveFilter(filter, caller.bounds),
      clock ?? DEFAULT_CLOCK,
    );
  }
}
