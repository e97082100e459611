import { Args, Query, Resolver } from '@nestjs/graphql';
import { rangeOf } from '../../measures/calendar/given-range';
import type { Episode } from '../../measures/episodes/episode';
import { EpisodeListService } from '../../measures/episodes/episode-list.service';
import { pageOf } from '../../measures/lists/given-page';
import { filterOf } from '../../measures/stats/given-filter';
import { EpisodeType } from './episode.type';
import { EpisodesArgs } from './episodes.args';

@Resolver(() => EpisodeType)
export class EpisodesResolver {
  constructor(private readonly list: EpisodeListService) {}

  @Query(() => [EpisodeType], {
    description:
      'The episodes behind a number, by their start, page by page: the same range and filter select the same episodes as stats.episodesStarted.',
  })
  episodes(@Args() { filter, status, ...given }: EpisodesArgs): Promise<Episode[]> {
    return this.list.started(rangeOf(given), filterOf(filter), status ?? undefined, pageOf(given));
  }
}
