import { Args, Query, Resolver } from '@nestjs/graphql';
import { EpisodeListService } from '../../measures/episodes/episode-list.service';
import { filterOf } from '../stats/stats.args';
import { Episode, episodeOf, EpisodesArgs } from './episode.type';

@Resolver(() => Episode)
export class EpisodesResolver {
  constructor(private readonly list: EpisodeListService) {}

  @Query(() => [Episode], {
    description:
      'The episodes behind a number, by their start, page by page: the same range and filter select the same episodes as stats.episodesStarted.',
  })
  async episodes(@Args() { from, to, filter, status, limit, offset }: EpisodesArgs): Promise<Episode[]> {
    const range = { from: from.getTime(), to: to.getTime() };
    const page = { limit: limit ?? 100, offset: offset ?? 0 };
    const listed = await this.list.started(range, filterOf(filter), status ?? undefined, page);
    return listed.map(episodeOf);
  }
}
