import { Args, Query, Resolver } from '@nestjs/graphql';
import { rangeOf, UTC } from '../../measures/calendar/given-range';
import type { Episode } from '../../measures/episodes/episode';
import { EpisodeListService } from '../../measures/episodes/episode-list.service';
import { ALL_STARTED, episodeCountOf } from '../../measures/episodes/given-count';
import { pageOf } from '../../measures/lists/given-page';
import { filterOf } from '../../measures/stats/given-filter';
import { EpisodeType } from './episode.type';
import { EpisodesArgs } from './episodes.args';

@Resolver(() => EpisodeType)
export class EpisodesResolver {
  constructor(private readonly list: EpisodeListService) {}

  @Query(() => [EpisodeType], {
    description:
      'The episodes behind a number, by the time at which it counts them, page by page: the same range and filter select as many as stats answers.',
  })
  episodes(@Args() { filter, behind, status, ...given }: EpisodesArgs): Promise<Episode[]> {
    const asked = {
      range: rangeOf(given, UTC),
      filter: filterOf(filter),
      behind: episodeCountOf(behind ?? ALL_STARTED),
      status: status ?? undefined,
    };
    return this.list.page(asked, pageOf(given));
  }
}
