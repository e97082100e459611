import { Args, Field, Float, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { LiveService } from '../measures/live/live.service';
import { resolveFilter } from '../measures/stats/filter-input';
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

@Resolver(() => Live)
export class LiveResolver {
  constructor(private readonly service: LiveService) {}

  @Query(() => Live)
  live(
    @Args('filter', { type: () => StatsFilter, nullable: true }) filter?: StatsFilter | null,
  ): Promise<Live> {
    return this.service.now(resolveFilter(filter));
  }
}
