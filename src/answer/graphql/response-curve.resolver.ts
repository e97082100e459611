import { Args, ArgsType, Context, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { TimeInput } from '../measures/calendar/instant';
import { resolveRange, UTC } from '../measures/calendar/range-input';
import { DEFAULT_CLOCK } from '../measures/clock';
import type { Clock } from '../measures/clock';
import { DURATION_MEASURE } from '../measures/heatmap/distribution.service';
import type { DurationMeasure } from '../measures/heatmap/distribution.service';
import {
  RESPONSE_CURVE_COLUMNS,
  RESPONSE_CURVE_POINT_COLUMNS,
  ResponseCurveService,
} from '../measures/response-curve/response-curve.service';
import type { ResponseCurve as CurveOfContacts } from '../measures/response-curve/response-curve.service';
import { resolveFilter } from '../measures/stats/filter-input';
import { addFields } from './add-fields';
import { enumType } from './enum-type';
import { LeavingOutArgs } from './leaving-out.args';
import { QuestionContext } from './limits/question-context';
import { clocks, StatsFilter } from './stats/stats.args';
import { Requires } from './requires';

@ObjectType('ResponseCurvePoint')
class ResponseCurvePoint {}
addFields(ResponseCurvePoint, RESPONSE_CURVE_POINT_COLUMNS);

@ObjectType('ResponseCurve', {
  description:
    'The share of contacts answered within a time (Kaplan and Meier). Contacts that are over without an answer stay in it for good; those still open count up to now.',
})
class ResponseCurve {
  @Field(() => [ResponseCurvePoint], {
    description: 'The curve at the same seconds for every range, up to where something is known.',
  })
  points!: ResponseCurvePoint[];
}
addFields(ResponseCurve, RESPONSE_CURVE_COLUMNS);

const durationMeasures = enumType(DURATION_MEASURE);

@ArgsType()
class ResponseCurveArgs extends LeavingOutArgs {
  @Field(() => durationMeasures, { description: 'FIRST_RESPONSE or FIRST_ANSWER.' })
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

@Resolver(() => ResponseCurve)
export class ResponseCurveResolver {
  constructor(private readonly curves: ResponseCurveService) {}

  @Requires('numbers', 'everything')
  @Query(() => ResponseCurve, {
    description: 'The share of contacts answered within a time, those that were never answered counted.',
  })
  responseCurve(
    @Args() { measure, filter, clock, ...range }: ResponseCurveArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<CurveOfContacts> {
    return this.curves.ask(
      measure,
      resolveRange(range, UTC),
      resolveFilter(filter, caller.bounds),
      clock ?? DEFAULT_CLOCK,
    );
  }
}
