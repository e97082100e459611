import { Args, ArgsType, Context, Field, Info, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Granularity } from '../measures/calendar/granularity';
import { TARGET_COLUMNS } from '../measures/targets/target-row';
import type { TargetRow as KeptTarget } from '../measures/targets/target-row';
import { TARGETS_GRANULARITY, targetsRequestOf, TargetsService } from '../measures/targets/targets.service';
import { addFields } from './add-fields';
import { QuestionContext } from './limits/question-context';
import { selectedFields } from './selected-fields';
import { BucketsArgs, granularities } from './stats/stats.args';
import { Requires } from './requires';

@ObjectType('TargetRow', {
  description:
    'How well a target of the rules was kept in one bucket of one group: "Targets" in docs/metrics.md.',
})
class TargetRow {}
addFields(TargetRow, TARGET_COLUMNS);

@ArgsType()
class TargetsArgs extends BucketsArgs {
  @Field(() => granularities, { defaultValue: TARGETS_GRANULARITY, nullable: true })
  granularity?: Granularity | null;

  @Field(() => [String], {
    defaultValue: [],
    nullable: true,
    description: 'Only these targets of the rules, by name; all for an empty list.',
  })
  targets?: string[] | null;
}

@Resolver(() => TargetRow)
export class TargetsResolver {
  constructor(private readonly service: TargetsService) {}

  @Requires('numbers', 'everything')
  @Query(() => [TargetRow], {
    description:
      'How well the targets of the rules are kept, by bucket of time, group and target, sorted by these. A target has rows of the groups in which it covers anything.',
  })
  targets(
    @Args() args: TargetsArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() { budget, caller }: QuestionContext,
  ): Promise<KeptTarget[]> {
    const { names, count } = selectedFields(info);
    const request = {
      ...targetsRequestOf(args, caller.bounds),
      areOperatorsNamed: names.has('operatorName'),
    };
    return this.service.ask(request, budget, count);
  }
}
