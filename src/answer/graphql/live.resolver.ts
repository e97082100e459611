import { Args, Field, Float, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { LiveService, WAITING_COLUMNS } from '../measures/live/live.service';
import type { Waiting } from '../measures/live/live.service';
import { resolveFilter } from '../measures/stats/filter-input';
import { addFields } from './add-fields';
import { StatsFilter } from './stats/stats.args';

@ObjectType('Live', { description: 'What is going on right now.' })
export class Live {
  @Field()
  asOf!: Date;

  @Field(() => Int)
  episodesOpen!: number;

  @Field(() => Int, { description: 'Open, and the visitor waits for an answer.' })
  episodesWaiting!: number;

  @Field(() => Float, { nullable: true, description: 'Since the first message that nobody has answered.' })
  longestWaitSeconds!: number | null;
}

@ObjectType('Waiting', { description: 'A visitor who waits for an answer.' })
class WaitingType {}
addFields(WaitingType, WAITING_COLUMNS);

const MAX_WAITING = 100;

@Resolver(() => Live)
export class LiveResolver {
  constructor(private readonly service: LiveService) {}

  @Query(() => Live)
  live(
    @Args('filter', { type: () => StatsFilter, nullable: true }) filter?: StatsFilter | null,
  ): Promise<Live> {
    return this.service.now(resolveFilter(filter));
  }

  @Query(() => [WaitingType], { description: 'The episodes in which a visitor waits now, longest first.' })
  waiting(
    @Args('filter', { type: () => StatsFilter, nullable: true }) filter?: StatsFilter | null,
    @Args('limit', { type: () => Int, nullable: true, defaultValue: MAX_WAITING }) limit?: number | null,
  ): Promise<Waiting[]> {
    return this.service.waiting(resolveFilter(filter), limit ?? MAX_WAITING);
  }
}
