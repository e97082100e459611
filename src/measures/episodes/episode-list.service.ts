import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../clickhouse/clickhouse';
import { requireRange } from '../calendar/time-range';
import { requirePage } from '../events/page';
import type { Page } from '../events/page';
import { evenEdges } from '../lists/even-edges';
import { FactCounts } from '../lists/fact-counts';
import { timeWindows } from '../lists/time-windows';
import type { CountFrom } from '../lists/time-windows';
import type { Episode } from './episode';
import { episodesStatement } from './episodes-statement';
import type { EpisodesAsked } from './episodes-statement';
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
  async page(asked: EpisodesAsked, page: Page): Promise<Episode[]> {
    const { range } = asked;
    requireRange(range);
    requirePage(page);
    if (asked.status !== undefined) return this.read(asked, page);
    const window = pageWindow(range, await this.countsIn(asked), evenEdges(range), page);
    if (window === undefined) return [];
    return this.read({ ...asked, range: window.range }, { limit: page.limit, offset: window.offset });
  }

  /**
   * All of them, in portions, with constant memory. An episode that changes meanwhile is told as it was when its
   * part of the range was read.
   * @throws InvalidRange; ClickHouseError, also after some portions
   */
  async *all(asked: EpisodesAsked, signal: AbortSignal): AsyncGenerator<Episode[]> {
    requireRange(asked.range);
    for (const range of timeWindows(asked.range, await this.countsIn(asked))) {
      const { sql, parameters } = episodesStatement({ ...asked, range }, undefined);
      const portions = this.clickhouse.streamText<ListedEpisode>(sql, parameters, 'episodes', { signal });
      for await (const episodes of portions) yield episodes.map(episodeOf);
    }
  }

  private countsIn({ behind, range, filter }: EpisodesAsked): Promise<CountFrom[]> {
    return this.counts.ofKinds(behind.kinds, range, filter);
  }

  private async read(asked: EpisodesAsked, page: Page): Promise<Episode[]> {
    const { sql, parameters } = episodesStatement(asked, page);
    const episodes = await this.clickhouse.queryText<ListedEpisode>(sql, parameters, 'episodes');
    return episodes.map(episodeOf);
  }
}
