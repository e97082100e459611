import { ArgsType, Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import type { Comparison } from '../../measures/calendar/calendar-shift';
import type { WeekStart } from '../../measures/calendar/calendar-units';
import type { Granularity } from '../../measures/calendar/granularity';
import type { StatsDimension, StatsFilter as StatsFilterAsked } from '../../measures/stats/dimensions';

const granularities: Record<Granularity, Granularity> = {
  AUTO: 'AUTO',
  TOTAL: 'TOTAL',
  QUARTER_HOUR: 'QUARTER_HOUR',
  HOUR: 'HOUR',
  DAY: 'DAY',
  WEEK: 'WEEK',
  MONTH: 'MONTH',
};
const dimensions: Record<StatsDimension, StatsDimension> = {
  ACCOUNT: 'ACCOUNT',
  OPERATOR: 'OPERATOR',
  PAGE: 'PAGE',
  COPILOT: 'COPILOT',
  ATTRIBUTE: 'ATTRIBUTE',
};
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

@InputType()
export class AttributeFilter {
  @Field(() => String)
  name!: string;

  @Field(() => [String])
  values!: string[];
}

@InputType({ description: 'All given parts must hold. Every measure in a row obeys the same filter.' })
export class StatsFilter {
  @Field(() => [String], { defaultValue: [], nullable: true })
  accounts?: string[] | null;

  @Field(() => [ID], { defaultValue: [], nullable: true })
  operators?: string[] | null;

  @Field(() => [String], { defaultValue: [], nullable: true })
  pages?: string[] | null;

  @Field(() => [AttributeFilter], { defaultValue: [], nullable: true })
  attributes?: AttributeFilter[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only episodes in which the copilot took part; false: only the others.',
  })
  copilot?: boolean | null;
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

  @Field(() => String, {
    nullable: true,
    description: 'The user attribute that Dimension.ATTRIBUTE groups by.',
  })
  attribute?: string | null;

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

/** A filter as the measures take it. */
export function filterOf(given: StatsFilter | null | undefined): StatsFilterAsked {
  return {
    accounts: given?.accounts ?? [],
    operators: given?.operators ?? [],
    pages: given?.pages ?? [],
    attributes: given?.attributes ?? [],
    copilot: given?.copilot ?? undefined,
  };
}
