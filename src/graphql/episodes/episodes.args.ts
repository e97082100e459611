import { ArgsType, Field, Int } from '@nestjs/graphql';
import { EPISODE_STATUS } from '../../measures/episodes/episode';
import type { EpisodeStatus } from '../../measures/episodes/episode';
import { enumType } from '../enum-type';
import { StatsFilter } from '../stats/stats.args';

const statuses = enumType(EPISODE_STATUS);

@ArgsType()
export class EpisodesArgs {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => statuses, { nullable: true })
  status?: EpisodeStatus | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}
