import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Period } from '../../measures/stats/stats-request';
import { MEASURES } from '../../measures/registry/measures';

const periods: Record<Period, Period> = { CURRENT: 'CURRENT', PREVIOUS: 'PREVIOUS' };
registerEnumType(periods, { name: 'Period' });

/** One bucket of one group. Its measures are fields that come from the registry of measures. */
@ObjectType('StatsRow')
export class StatsRow {
  @Field({
    description: 'The instant at which the bucket starts; edges follow the local calendar of `timezone`.',
  })
  time!: Date;

  @Field(() => periods, {
    description:
      'CURRENT, or PREVIOUS for the rows that `compare` adds; their `time` is aligned with the current bucket.',
  })
  period!: Period;

  @Field({ description: "True while the bucket's end lies in the future or later than the last roll-up." })
  incomplete!: boolean;

  @Field(() => String, { nullable: true, description: 'Null unless asked for in groupBy.' })
  account!: string | null;

  @Field(() => String, { nullable: true, description: "Null unless asked for in groupBy; '' for none." })
  operator!: string | null;

  @Field(() => String, { nullable: true, description: "Null unless asked for in groupBy; '' for none." })
  page!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Null unless asked for in groupBy.' })
  copilot!: boolean | null;

  @Field(() => String, { nullable: true, description: "Null unless asked for in groupBy; '' for none." })
  attribute!: string | null;
}

for (const { name, description, isCount } of MEASURES) {
  Field(() => (isCount ? Int : Float), { description, nullable: !isCount })(StatsRow.prototype, name);
}
