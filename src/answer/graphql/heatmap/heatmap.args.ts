import { ArgsType, Field } from '@nestjs/graphql';
import type { TimeInput } from '../../measures/calendar/instant';
import { DURATION_MEASURE } from '../../measures/heatmap/distribution-bin';
import type { DurationMeasure } from '../../measures/heatmap/distribution-bin';
import { STATS_DEFAULTS } from '../../measures/stats/stats-input';
import { enumType } from '../enum-type';
import { StatsFilter } from '../stats/stats.args';

const durationMeasures = enumType(DURATION_MEASURE);

@ArgsType()
export class HeatmapArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => String, { defaultValue: STATS_DEFAULTS.timezone, nullable: true })
  timezone?: string | null;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;
}

@ArgsType()
export class DistributionArgs {
  @Field(() => durationMeasures)
  measure!: DurationMeasure;

  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;
}
