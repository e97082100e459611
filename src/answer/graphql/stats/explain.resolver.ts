import { Inject } from '@nestjs/common';
import {
  Args,
  ArgsType,
  Context,
  Field,
  Float,
  Int,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import type { TimeInput } from '../../measures/calendar/instant';
import { DEFAULT_CLOCK } from '../../measures/clock';
import type { Clock } from '../../measures/clock';
import { EXPLAINED_SCHEDULE_COLUMNS, EXPLAINED_TARGET_COLUMNS } from '../../explain/explained-rules';
import type { ExplainedSchedule, ExplainedTarget } from '../../explain/explained-rules';
import { ExplainService } from '../../explain/explain.service';
import type { Explained } from '../../explain/explain.service';
import { ReceiverUnknown } from '../../freshness/receiver-unknown';
import { AnswerErrors } from '../../measures/answer-errors';
import { resolveFilter } from '../../measures/stats/filter-input';
import { graphqlError } from '../errors';
import { QuestionContext } from '../limits/question-context';
import { MeasureInfo, measureInfoOf } from '../service/measure-info.type';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { addFields } from '../add-fields';
import { enumType } from '../enum-type';
import { clocks, StatsFilter } from './stats.args';
import { Requires } from '../requires';

@ObjectType('ExplainedPart')
export class ExplainedPart {
  @Field({ description: 'What was counted, as the table `facts` names it.' })
  kind!: string;

  @Field(() => Int)
  samples!: number;
}

@ObjectType('ExplainedSchedule', {
  description: 'The working hours of an account, as they were in force in the range or a part of it.',
})
class ExplainedScheduleType {}
addFields(ExplainedScheduleType, EXPLAINED_SCHEDULE_COLUMNS);

@ObjectType('ExplainedTarget', {
  description: 'A target, as it was in force in the range or a part of it.',
})
class ExplainedTargetType {}
addFields(ExplainedTargetType, EXPLAINED_TARGET_COLUMNS);

type StateEventTime = 'PAYLOAD' | 'RECEIVED';
const stateEventTimes = enumType({ name: 'StateEventTime', values: ['PAYLOAD', 'RECEIVED'] });

@ObjectType('Explanation', { description: 'Where a number comes from, and how far it can be trusted.' })
export class Explanation {
  @Field(() => MeasureInfo, { description: 'What the number means.' })
  measure!: MeasureInfo;

  @Field(() => Float, { nullable: true, description: 'What stats answers for the range as a whole.' })
  value!: number | null;

  @Field(() => [ExplainedPart], { description: 'The facts that it is computed from.' })
  parts!: readonly ExplainedPart[];

  @Field({
    description:
      'True while the range ends in the future or later than the last roll-up, or while deliveries in it wait to be counted.',
  })
  incomplete!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'Everything that was in ClickHouse then is counted; null before the first roll-up.',
  })
  completeUntil!: Date | null;

  @Field(() => Int, {
    description:
      'Operator messages of the range whose chat is not known: they are in no response time and no episode.',
  })
  operatorMessagesUnlinked!: number;

  @Field(() => Int, {
    description:
      'The silence after which an episode is idle, as the current numbers were computed: see `rebuildDue` in freshness.',
  })
  episodeIdleGapSeconds!: number;

  @Field(() => Int, {
    description:
      'How long after its close messages still belong to an episode, as the current numbers were computed.',
  })
  episodeTailSeconds!: number;

  @Field(() => Int, {
    description:
      'The edition of the definitions (docs/metrics.md) by which the current numbers were computed.',
  })
  definitions!: number;

  @Field(() => stateEventTimes, {
    description: 'Which time state events have: the one that they state, or that of their receipt.',
  })
  stateEventTime!: StateEventTime;

  @Field(() => Date, {
    nullable: true,
    description:
      'When all numbers were last computed as a whole, by a rebuild or from the beginning: by these rules. Null: not known.',
  })
  computedAt!: Date | null;

  @Field(() => clocks, { description: 'Which seconds the value counts, where it is a duration.' })
  clock!: Clock;

  @Field(() => [ExplainedScheduleType], {
    description:
      'The working hours of the accounts, as the current numbers were computed. None: every hour counts.',
  })
  schedules!: readonly ExplainedSchedule[];

  @Field(() => [ExplainedTargetType], {
    description: 'The targets on the same duration, by which the current numbers were computed.',
  })
  targets!: readonly ExplainedTarget[];
}

@ArgsType()
class ExplainArgs {
  @Field(() => String, { description: 'Its name, as the query `measures` lists it.' })
  measure!: string;

  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;
}

@Resolver(() => Explanation)
export class ExplainResolver {
  constructor(
    private readonly service: ExplainService,
    private readonly errors: AnswerErrors,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  @Requires('numbers', 'teams')
  @Query(() => Explanation, { description: 'Explains one number: for a cell, with its range and filter.' })
  async explain(
    @Args() { measure, filter, clock, ...range }: ExplainArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<Explanation> {
    const explained = await this.service.explain(
      measure,
      resolveRange(range, UTC),
      resolveFilter(filter, caller.bounds),
      clock ?? DEFAULT_CLOCK,
    );
    return {
      ...explained,
      measure: measureInfoOf(explained.measure, this.rules.current.goals),
      stateEventTime: explained.stateEventTime === 'received' ? 'RECEIVED' : 'PAYLOAD',
    };
  }

  @ResolveField(() => Int, {
    description:
      'Accepted deliveries, of whatever time, that are not counted yet. An error where that is not known.',
  })
  eventsWaiting(@Parent() { eventsWaiting }: Explanation & Pick<Explained, 'eventsWaiting'>): number {
    if (eventsWaiting !== null) return eventsWaiting;
    const unknown = new ReceiverUnknown('`incomplete`, or `eventsOnDisk` of `freshness`,');
    throw graphqlError(this.errors.contractErrorOf(unknown, 'a GraphQL query'));
  }
}
