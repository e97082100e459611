import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../clickhouse/clickhouse';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import { requirePage } from '../events/page';
import type { Page } from '../events/page';
import { evenEdges } from '../lists/even-edges';
import { SampleCounts } from '../lists/sample-counts';
import { timeWindows } from '../lists/time-windows';
import type { CountFrom } from '../lists/time-windows';
import type { StatsFilter } from '../stats/dimensions';
import type { Episode, EpisodeStatus } from './episode';
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
    private readonly counts: SampleCounts,
  ) {}

  /**
   * Episodes with a known start in a range, by that start: those that `stats.episodesStarted` counts with the same
   * range and filter.
   * @throws InvalidRange, BadInput
   */
  async started(
    range: TimeRange,
    filter: StatsFilter,
    status: EpisodeStatus | undefined,
    page: Page,
  ): Promise<Episode[]> {
    requireRange(range);
    requirePage(page);
    if (status !== undefined) return this.read({ range, filter, status, page });
    const window = pageWindow(range, await this.countsIn(range, filter), evenEdges(range), page);
    if (window === undefined) return [];
    const inWindow = { limit: page.limit, offset: window.offset };
    return this.read({ range: window.range, filter, status, page: inWindow });
  }

  /**
   * All of them, in portions, with constant memory. An episode that changes meanwhile is told as it was when its
   * part of the range was read.
   * @throws InvalidRange; ClickHouseError, also after some portions
   */
  async *allStarted(
    range: TimeRange,
    filter: StatsFilter,
    status: EpisodeStatus | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<Episode[]> {
    requireRange(range);
    for (const window of timeWindows(range, await this.countsIn(range, filter))) {
      const { sql, parameters } = episodesStatement({ range: window, filter, status, page: undefined });
      const portions = this.clickhouse.streamText<ListedEpisode>(sql, parameters, 'episodes', { signal });
      for await (const episodes of portions) yield episodes.map(episodeOf);
    }
  }

  private countsIn(range: TimeRange, filter: StatsFilter): Promise<CountFrom[]> {
    return this.counts.ofKinds(['episode_started'], range, filter);
  }

  private async read(asked: EpisodesAsked): Promise<Episode[]> {
    const { sql, parameters } = episodesStatement(asked);
    const episodes = await this.clickhouse.queryText<ListedEpisode>(sql, parameters, 'episodes');
    return episodes.map(episodeOf);
  }
}
