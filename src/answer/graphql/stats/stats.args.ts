import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CLOCK } from '../../measures/clock';
import type { Clock } from '../../measures/clock';
import type { Comparison } from '../../measures/calendar/calendar-shift';
import type { WeekStart } from '../../measures/calendar/calendar-units';
import type { Granularity } from '../../measures/calendar/granularity';
import type { TimeInput } from '../../measures/calendar/instant';
import type { StatsDimension } from '../../measures/stats/dimensions';
import { ALL_HOURS, HOURS } from '../../measures/stats/hours';
import type { Hours } from '../../measures/stats/hours';
import { COMPARE, DIMENSION, GRANULARITY, STATS_DEFAULTS, WEEKDAY } from '../../measures/stats/stats-input';
import { enumType } from '../enum-type';
import { LeavingOutArgs } from '../leaving-out.args';

export const granularities = enumType(GRANULARITY);
export const dimensions = enumType(DIMENSION);
const comparisons = enumType(COMPARE);
const weekdays = enumType(WEEKDAY);
export const clocks = enumType(CLOCK);
const hours = enumType(HOURS);

export const DAYS_BEFORE =
  'Compares with the same dates and times so many local days before, whatever `compare` says unless it is NONE: 364 for the same weekdays of the year before.';

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

  @Field(() => [ID], {
    defaultValue: [],
    nullable: true,
    description: 'An id, in whatever account the filter admits, or `<account>:<id>`.',
  })
  operators?: string[] | null;

  @Field(() => [String], {
    defaultValue: [],
    nullable: true,
    description: "Teams of the rules, by name; '' for whoever is in none.",
  })
  teams?: string[] | null;

  @Field(() => [String], { defaultValue: [], nullable: true })
  pages?: string[] | null;

  @Field(() => [AttributeFilter], { defaultValue: [], nullable: true })
  attributes?: AttributeFilter[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only episodes in which the copilot took part; false: only the others.',
  })
  copilot?: boolean | null;

  @Field(() => hours, { defaultValue: ALL_HOURS, nullable: true, description: HOURS.description ?? '' })
  hours?: Hours | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The same parts as a URL query string, for tools that insert values into a text and cannot quote them: `account`, `operator`, `page`, `copilot`, `team`, `hours`, and `attribute` with `attribute_value`, each value percent-encoded, as in `operator=7&operator=8&page=%2Fpricing`. Names may begin with `var-`, and `$__all` is no filter, as Grafana writes it: `"${operator:queryparam}&${page:queryparam}"`.',
  })
  encoded?: string | null;
}

/** What figures by bucket and group are asked for with. */
@ArgsType()
export abstract class BucketsArgs extends LeavingOutArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => String, { defaultValue: STATS_DEFAULTS.timezone, nullable: true })
  timezone?: string | null;

  @Field(() => weekdays, { defaultValue: STATS_DEFAULTS.weekStart, nullable: true })
  weekStart?: WeekStart | null;

  @Field(() => [dimensions], { defaultValue: [], nullable: true })
  groupBy?: StatsDimension[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The user attribute that Dimension.ATTRIBUTE groups by.',
  })
  attribute?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same percent-encoded, instead of `attribute`.',
  })
  encodedAttribute?: string | null;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => Int, { defaultValue: STATS_DEFAULTS.limit, nullable: true })
  limit?: number | null;
}

@ArgsType()
export class StatsArgs extends BucketsArgs {
  @Field(() => granularities, { defaultValue: STATS_DEFAULTS.granularity, nullable: true })
  granularity?: Granularity | null;

  @Field(() => comparisons, { defaultValue: STATS_DEFAULTS.compare, nullable: true })
  compare?: Comparison | 'NONE' | null;

  @Field(() => Int, { nullable: true, description: DAYS_BEFORE })
  daysBefore?: number | null;

  @Field(() => clocks, { defaultValue: STATS_DEFAULTS.clock, nullable: true })
  clock?: Clock | null;

  @Field(() => Boolean, {
    defaultValue: STATS_DEFAULTS.fill,
    nullable: true,
    description: 'Empty buckets of a series are filled with zero rows.',
  })
  fill?: boolean | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}
