import { Field, ObjectType } from '@nestjs/graphql';
import type { Measure } from '../../measures/registry/measure';

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

export function measureInfoOf({ name, description, unit, anchor, direction }: Measure): MeasureInfo {
  return { name, description, unit, anchor, direction };
}
