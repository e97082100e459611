import { Inject, Injectable } from '@nestjs/common';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { requireRange } from '../../measures/calendar/time-range';
import type { TimeRange } from '../../measures/calendar/time-range';
import { requireListPage } from '../../measures/list-page';
import type { ListPage } from '../../measures/list-page';
import { episodeCountOf } from '../../measures/registry/episode-counts';
import type { EpisodeCount } from '../../measures/registry/episode-counts';
import type { Clock } from '../../measures/clock';
import { Asking } from '../../shards/asking';
import type { AskedChat } from '../events/require-chat';
import { evenEdges, FactCounts } from '../fact-counts';
import { timeWindows } from '../time-windows';
import type { CountFrom } from '../time-windows';
import type { Episode } from './episode';
import { episodesStatement } from './episodes-statement';
import type { EpisodesRequest } from './episodes-statement';
import { episodeReader } from './listed-episode';
import type { ListedEpisode } from './listed-episode';

/** Lists the episodes behind a number. */
@Injectable()
export class EpisodeListService {
  constructor(
    private readonly asking: Asking,
    private readonly counts: FactCounts,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
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
    // How many there are in a part of the range is not known of a status, of what is found, nor of what is listed once.
    if (request.status !== undefined || request.search !== undefined || request.behind.at === 'other')
      return this.read(request, page);
    const window = pageWindow(range, await this.countsIn(request), evenEdges(range), page);
    if (window === undefined) return [];
    return this.read({ ...request, range: window.range }, { limit: page.limit, offset: window.offset });
  }

  /**
   * All of them, in portions, with constant memory. An episode that changes meanwhile is listed as it was when its
   * part of the range was read.
   * @throws InvalidRange; ClickHouseError, also after some portions
   */
  async *all(request: EpisodesRequest, signal: AbortSignal): AsyncGenerator<Episode[]> {
    requireRange(request.range);
    const rules = this.rules.current;
    const episodeOf = episodeReader(request.clock, rules);
    for (const range of timeWindows(request.range, await this.countsIn(request))) {
      const { sql, parameters } = episodesStatement({ ...request, range }, undefined, rules.teams);
      const statement = { name: 'episodes', sql } as const;
      const { accounts } = request.filter;
      const portions = this.asking.stream<ListedEpisode>(statement, accounts, parameters, { signal });
      for await (const episodes of portions) yield episodes.map(episodeOf);
    }
  }

  /** Those of one chat, the first one first. @throws BadInput */
  async ofChat({ account, chatId }: AskedChat, clock: Clock, page: ListPage): Promise<Episode[]> {
    requireListPage(page);
    const parameters = { account, chat_id: chatId, ...page };
    const episodes = await this.asking.ofAccount(account, (clickhouse) =>
      clickhouse.query<ListedEpisode>('queries/chat_episodes', parameters),
    );
    return episodes.map(episodeReader(clock, this.rules.current));
  }

  /** What is listed behind a name. @throws BadInput for one behind which there are no episodes */
  behind(name: string): EpisodeCount {
    return episodeCountOf(name, this.rules.current.targets);
  }

  private countsIn({ behind, range, filter }: EpisodesRequest): Promise<CountFrom[]> {
    return this.counts.ofKinds(behind.kinds, range, filter);
  }

  private async read(request: EpisodesRequest, page: ListPage): Promise<Episode[]> {
    const rules = this.rules.current;
    const { sql, parameters } = episodesStatement(request, page, rules.teams);
    const episodes = await this.asking.page<ListedEpisode>(
      { name: 'episodes', sql },
      request.filter.accounts,
      { ...parameters, ...page },
    );
    return episodes.map(episodeReader(request.clock, rules));
  }
}

/**
 * The part of a range that holds a page of what is listed by time.
 * @param counts ascending by time: how many there are from that time until the next
 * @returns the part, and where in it the page begins; `undefined` if it begins after the last one
 */
export function pageWindow(
  range: TimeRange,
  counts: readonly { readonly time: number; readonly count: number }[],
  edges: readonly number[],
  { limit, offset }: ListPage,
): { range: TimeRange; offset: number } | undefined {
  let before = 0;
  let from: number | undefined;
  let skipped = 0;
  for (const { time, count } of counts) {
    if (from === undefined && before + count > offset) {
      from = Math.max(range.from, time);
      skipped = before;
    }
    before += count;
    if (from !== undefined && before >= offset + limit) {
      const end = edges.find((edge) => edge > time) ?? range.to;
      return { range: { from, to: Math.min(range.to, end) }, offset: offset - skipped };
    }
  }
  return from === undefined ? undefined : { range: { from, to: range.to }, offset: offset - skipped };
}
