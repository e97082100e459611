import { ArgsType, Field, InputType, Int, registerEnumType } from '@nestjs/graphql';
import type { Comparison } from '../../measures/calendar/calendar-shift';
import type { WeekStart } from '../../measures/calendar/calendar-units';
import type { Granularity } from '../../measures/calendar/granularity';
import type { StatsDimension } from '../../measures/stats/stats-request';

const granularities: Record<Granularity, Granularity> = {
  AUTO: 'AUTO',
  TOTAL: 'TOTAL',
  QUARTER_HOUR: 'QUARTER_HOUR',
  HOUR: 'HOUR',
  DAY: 'DAY',
  WEEK: 'WEEK',
  MONTH: 'MONTH',
};
const dimensions: Record<StatsDimension, StatsDimension> = { ACCOUNT: 'ACCOUNT' };
const comparisons: Record<Comparison | 'NONE', Comparison | 'NONE'> = {
  NONE: 'NONE',
  PREVIOUS_PERIOD: 'PREVIOUS_PERIOD',
  PREVIOUS_YEAR: 'PREVIOUS_YEAR',
};
const weekdays: Record<WeekStart, WeekStart> = { MONDAY: 'MONDAY', SUNDAY: 'SUNDAY' };

registerEnumType(granularities, {
  name: 'Granularity',
  description: 'AUTO: up to 2 days HOUR, up to 92 days DAY, up to 2 years WEEK, else MONTH.',
});
registerEnumType(dimensions, { name: 'Dimension' });
registerEnumType(comparisons, { name: 'Compare' });
registerEnumType(weekdays, { name: 'Weekday' });

@InputType({ description: 'All given parts must hold. Every measure in a row obeys the same filter.' })
export class StatsFilter {
  @Field(() => [String], { defaultValue: [], nullable: true })
  accounts?: string[] | null;
}

@ArgsType()
export class StatsArgs {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;

  @Field(() => granularities, { defaultValue: 'AUTO', nullable: true })
  granularity?: Granularity | null;

  @Field(() => String, { defaultValue: 'UTC', nullable: true })
  timezone?: string | null;

  @Field(() => weekdays, { defaultValue: 'MONDAY', nullable: true })
  weekStart?: WeekStart | null;

  @Field(() => [dimensions], { defaultValue: [], nullable: true })
  groupBy?: StatsDimension[] | null;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => comparisons, { defaultValue: 'NONE', nullable: true })
  compare?: Comparison | 'NONE' | null;

  @Field(() => Boolean, {
    defaultValue: true,
    nullable: true,
    description: 'Empty buckets of a series are filled with zero rows.',
  })
  fill?: boolean | null;

  @Field(() => Int, { defaultValue: 10_000, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}
