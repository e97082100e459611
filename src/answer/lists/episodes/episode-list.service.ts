import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { requireRange } from '../../measures/calendar/time-range';
import { requireListPage } from '../../measures/list-page';
import type { ListPage } from '../../measures/list-page';
import { evenEdges } from '../even-edges';
import { FactCounts } from '../fact-counts';
import { timeWindows } from '../time-windows';
import type { CountFrom } from '../time-windows';
import type { Episode } from './episode';
import { episodesStatement } from './episodes-statement';
import type { EpisodesRequest } from './episodes-statement';
import { episodeOf } from './listed-episode';
import type { ListedEpisode } from './listed-episode';
import { pageWindow } from './page-window';

/** Lists the episodes behind a number. */
@Injectable()
export class EpisodeListService {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly counts: FactCounts,
  ) {}

  /**
   * A page of the episodes that a measure counts in a range, by the time at which it counts them: as many as `stats`
   * answers for it with the same range and filter.
   * @throws InvalidRange, BadInput
   */
  async page(request: EpisodesRequest, page: ListPage): Promise<Episode[]> {
    const { range } = request;
    requireRange(range);
    requireListPage(page);
    if (request.status !== undefined) return this.read(request, page);
    const window = pageWindow(range, await this.countsIn(request), evenEdges(range), page);
    if (window === undefined) return [];
    return this.read({ ...request, range: window.range }, { limit: page.limit, offset: window.offset });
  }

  /**
   * All of them, in portions, with constant memory. An episode that changes meanwhile is told as it was when its
   * part of the range was read.
   * @throws InvalidRange; ClickHouseError, also after some portions
   */
  async *all(request: EpisodesRequest, signal: AbortSignal): AsyncGenerator<Episode[]> {
    requireRange(request.range);
    for (const range of timeWindows(request.range, await this.countsIn(request))) {
      const { sql, parameters } = episodesStatement({ ...request, range }, undefined);
      const portions = this.clickhouse.streamText<ListedEpisode>(sql, parameters, 'episodes', { signal });
      for await (const episodes of portions) yield episodes.map(episodeOf);
    }
  }

  private countsIn({ behind, range, filter }: EpisodesRequest): Promise<CountFrom[]> {
    return this.counts.ofKinds(behind.kinds, range, filter);
  }

  private async read(request: EpisodesRequest, page: ListPage): Promise<Episode[]> {
    const { sql, parameters } = episodesStatement(request, page);
    const episodes = await this.clickhouse.queryText<ListedEpisode>(sql, parameters, 'episodes');
    return episodes.map(episodeOf);
  }
}
