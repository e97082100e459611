import { ArgsType, Field, Int } from '@nestjs/graphql';
import type { TimeInput } from '../../measures/calendar/instant';
import { EPISODE_STATUS } from '../../lists/episodes/episode';
import type { EpisodeStatus } from '../../lists/episodes/episode';
import { ALL_STARTED } from '../../measures/registry/episode-counts';
import { enumType } from '../enum-type';
import { StatsFilter } from '../stats/stats.args';

const statuses = enumType(EPISODE_STATUS);

@ArgsType()
export class EpisodesArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => statuses, { nullable: true })
  status?: EpisodeStatus | null;

  @Field(() => String, {
    defaultValue: ALL_STARTED,
    nullable: true,
    description:
      'A measure that counts episodes, such as episodesMissed: those that it counts, by the time at which it does.',
  })
  behind?: string | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}
