import { Args, Query, Resolver } from '@nestjs/graphql';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import type { Episode } from '../../lists/episodes/episode';
import { EpisodeListService } from '../../lists/episodes/episode-list.service';
import { ALL_STARTED, episodeCountOf } from '../../measures/registry/episode-counts';
import { resolveListPage } from '../../measures/list-page';
import { resolveFilter } from '../../measures/stats/filter-input';
import { EpisodeType } from './episode.type';
import { EpisodesArgs } from './episodes.args';

@Resolver(() => EpisodeType)
export class EpisodesResolver {
  constructor(private readonly list: EpisodeListService) {}

  @Query(() => [EpisodeType], {
    description:
      'The episodes behind a number, by the time at which it counts them, page by page: the same range and filter select as many as stats answers.',
  })
  episodes(@Args() { filter, behind, status, ...input }: EpisodesArgs): Promise<Episode[]> {
    const request = {
      range: resolveRange(input, UTC),
      filter: resolveFilter(filter),
      behind: episodeCountOf(behind ?? ALL_STARTED),
      status: status ?? undefined,
    };
    return this.list.page(request, resolveListPage(input));
  }
}
