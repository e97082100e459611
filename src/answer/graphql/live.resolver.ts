import { Args, ArgsType, Context, Field, Float, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { DEFAULT_CLOCK } from '../measures/clock';
import type { Clock } from '../measures/clock';
import { LiveService, WAITING_COLUMNS } from '../measures/live/live.service';
import type { Waiting } from '../measures/live/live.service';
import { resolveFilter } from '../measures/stats/filter-input';
import { addFields } from './add-fields';
import { LeavingOutArgs } from './leaving-out.args';
import { QuestionContext } from './limits/question-context';
import { clocks, StatsFilter } from './stats/stats.args';
import { Requires } from './requires';

@ObjectType('Live', { description: 'What is going on right now.' })
export class Live {
  @Field()
  asOf!: Date;

  @Field(() => Int)
  episodesOpen!: number;

  @Field(() => Int, { description: 'Open, and the visitor waits for an answer.' })
  episodesWaiting!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Of those who wait, how many have done so beyond a target; null where the rules name none.',
  })
  episodesOverdue!: number | null;

  @Field(() => Float, { nullable: true, description: 'Since the first message that nobody has answered.' })
  longestWaitSeconds!: number | null;
}

@ObjectType('Waiting', { description: 'A visitor who waits for an answer.' })
class WaitingType {}
addFields(WaitingType, WAITING_COLUMNS);

const MAX_WAITING = 100;

@ArgsType()
class LiveArgs extends LeavingOutArgs {
  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;
}

@ArgsType()
class WaitingArgs extends LiveArgs {
  @Field(() => Int, { defaultValue: MAX_WAITING, nullable: true })
  limit?: number | null;
}

@Resolver(() => Live)
export class LiveResolver {
  constructor(private readonly service: LiveService) {}

  @Requires('numbers', 'everything')
  @Query(() => Live)
  live(@Args() { filter, clock }: LiveArgs, @Context() { caller }: QuestionContext): Promise<Live> {
    return this.service.now(resolveFilter(filter, caller.bounds), clock ?? DEFAULT_CLOCK);
  }

  @Requires('contacts', 'everything')
  @Query(() => [WaitingType], { description: 'The episodes in which a visitor waits now, longest first.' })
  waiting(
    @Args() { filter, clock, limit }: WaitingArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<Waiting[]> {
    return this.service.waiting(
      resolveFilter(filter, caller.bounds),
      clock ?? DEFAULT_CLOCK,
      limit ?? MAX_WAITING,
    );
  }
}
