import { Field, Float, ObjectType } from '@nestjs/graphql';
import type { GoalRules } from '../../../platform/rules/rules';
import type { Measure } from '../../measures/registry/measure';
import type { StatsDimension } from '../../measures/stats/dimensions';
import { DIMENSION } from '../../measures/stats/stats-input';
import { enumType } from '../enum-type';

const dimensions = enumType(DIMENSION);

@ObjectType('MeasureInfo')
export class MeasureInfo {
  @Field()
  name!: string;

  @Field()
  description!: string;

  @Field()
  unit!: string;

  @Field({ description: 'The event that decides into which bucket a value falls.' })
  anchor!: string;

  @Field({ description: 'UP, DOWN or NEUTRAL: which way is good.' })
  direction!: string;

  @Field(() => [dimensions], {
    description:
      'Dimensions by which a group or a filter leaves the measure without a meaning: nobody answered what was missed, so that it is of no operator. It is counted all the same.',
  })
  saysNothingBy!: readonly StatsDimension[];

  @Field(() => Float, {
    nullable: true,
    description:
      'What the rules say it should be at least: `goals`. Null: nothing; of durations see `targets`.',
  })
  goal!: number | null;
}

@ObjectType('NamedValue')
export class NamedValue {
  @Field({ description: 'For operators `<account>:<id>` where there are several accounts, else the id.' })
  value!: string;

  @Field()
  label!: string;

  @Field(() => String, { nullable: true, description: 'For operators; otherwise null.' })
  account?: string | null;
}

/** @param goals of the rules */
export function measureInfoOf(measure: Measure, goals: GoalRules): MeasureInfo {
  const { name, description, unit, anchor, direction, saysNothingBy } = measure;
  return { name, description, unit, anchor, direction, saysNothingBy, goal: goals.get(name) ?? null };
}
