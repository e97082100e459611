import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { DurationKind } from '../../measures/registry/measure';
import { StatsFilter } from '../stats/stats.args';

export type DurationMeasure = 'FIRST_RESPONSE' | 'FIRST_ANSWER' | 'REPLY' | 'CLOSURE';

export const KIND_OF: Record<DurationMeasure, DurationKind> = {
  FIRST_RESPONSE: 'first_response',
  FIRST_ANSWER: 'first_answer',
  REPLY: 'reply',
  CLOSURE: 'closure',
};
const durationMeasures: Record<DurationMeasure, DurationMeasure> = {
  FIRST_RESPONSE: 'FIRST_RESPONSE',
  FIRST_ANSWER: 'FIRST_ANSWER',
  REPLY: 'REPLY',
  CLOSURE: 'CLOSURE',
};
registerEnumType(durationMeasures, { name: 'DurationMeasure' });

@ObjectType('HeatmapRow')
export class HeatmapRow {
  @Field(() => Int, { description: '1 = Monday … 7 = Sunday, local.' })
  weekday!: number;

  @Field(() => Int, { description: '0..23, local.' })
  hour!: number;

  @Field(() => Int, { description: 'How often this weekday and hour occurs in the range.' })
  occurrences!: number;

  @Field(() => Int)
  episodesStarted!: number;

  @Field(() => Int)
  messagesVisitor!: number;

  @Field(() => Float, { nullable: true })
  episodesPerOccurrence!: number | null;

  @Field(() => Float, { nullable: true })
  firstResponseSecondsP90!: number | null;
}

@ObjectType('DistributionRow', { description: 'Durations of lowerSeconds <= d < upperSeconds.' })
export class DistributionRow {
  @Field(() => Float)
  lowerSeconds!: number;

  @Field(() => Float, { nullable: true, description: 'Null: no limit.' })
  upperSeconds!: number | null;

  @Field(() => Int)
  count!: number;
}

@ArgsType()
export class HeatmapArgs {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;

  @Field(() => String, { defaultValue: 'UTC', nullable: true })
  timezone?: string | null;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;
}

@ArgsType()
export class DistributionArgs {
  @Field(() => durationMeasures)
  measure!: DurationMeasure;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;
}
