import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../clickhouse/clickhouse';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import { requirePage } from '../events/page';
import type { Page } from '../events/page';
import { compileStats } from '../stats/compile-stats';
import { conditionsOf } from '../stats/dimensions';
import type { StatsFilter } from '../stats/dimensions';
import type { StatsRow } from '../stats/stats-row';
import { evenEdges, pageWindow } from './page-window';

export type EpisodeStatus = 'OPEN' | 'CLOSED' | 'IDLE';
export type CopilotOutcome = 'NONE' | 'PENDING' | 'RESOLVED' | 'ABANDONED' | 'HANDED_OFF';

/** One contact, as ClickHouse gives it. Times are ISO 8601 in UTC; sums of milliseconds are text. */
export interface ListedEpisode {
  readonly account: string;
  readonly chat_id: string;
  readonly number: number;
  readonly status: EpisodeStatus;
  readonly started_at: string;
  readonly first_visitor_message_at: string | null;
  readonly last_activity_at: string | null;
  readonly closed_at: string | null;
  readonly operator: string;
  readonly page: string;
  readonly messages_visitor: number;
  readonly messages_operator: number;
  readonly messages_copilot: number;
  readonly first_response_ms: string | null;
  readonly first_answer_ms: string | null;
  readonly closure_ms: string | null;
  readonly rating: number;
  readonly copilot_outcome: CopilotOutcome;
}

const STATUS = "multiIf(closed_at IS NOT NULL, 'CLOSED', idle_from <= now64(3), 'IDLE', 'OPEN')";

/** Lists the episodes behind a number. */
@Injectable()
export class EpisodeListService {
  constructor(private readonly clickhouse: ClickHouse) {}

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
  ): Promise<ListedEpisode[]> {
    requireRange(range);
    requirePage(page);
    if (status !== undefined) return this.read(range, filter, status, page);
    const edges = evenEdges(range);
    const counts = await this.countsOf(range, filter, edges);
    const window = pageWindow(range, counts, edges, page);
    if (window === undefined) return [];
    return this.read(window.range, filter, undefined, { limit: page.limit, offset: window.offset });
  }

  private async countsOf(range: TimeRange, filter: StatsFilter, edges: readonly number[]) {
    const grouping = { groupBy: [], attribute: undefined, filter };
    const { sql, parameters } = compileStats({
      ...range,
      ...grouping,
      edges,
      kinds: ['episode_started'],
      percents: [],
    });
    const rows = await this.clickhouse.queryText<StatsRow>(sql, parameters, 'episodes: where the page is');
    return rows.map((row) => ({
      time: Number(row.time),
      count: Number(row.samples),
    }));
  }

  private read(
    { from, to }: TimeRange,
    filter: StatsFilter,
    status: EpisodeStatus | undefined,
    { limit, offset }: Page,
  ): Promise<ListedEpisode[]> {
    const { sql, parameters } = conditionsOf({ groupBy: [], attribute: undefined, filter });
    const order = 'ORDER BY at, account, subject, number\n    LIMIT {limit: UInt32} OFFSET {offset: UInt32}';
    const ofStatus = status === undefined ? '' : `WHERE status = '${status}'\n`;
    return this.clickhouse.queryText<ListedEpisode>(
      `WITH page AS (
    SELECT account, subject, toUInt32(ref) AS number, at
    FROM samples FINAL
    WHERE kind = 'episode_started'
      AND bucket >= {from: DateTime64(3)} - INTERVAL 15 MINUTE AND bucket < {to: DateTime64(3)}
      AND at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}${sql}
    ${status === undefined ? order : ''}
)
SELECT
    account, substring(subject, 6) AS chat_id, number, ${STATUS} AS status,
    started_at, first_visitor_message_at, last_activity_at, closed_at, operator, page,
    messages_visitor, messages_operator, messages_copilot, first_response_ms, first_answer_ms,
    toUnixTimestamp64Milli(closed_at) - toUnixTimestamp64Milli(started_at) AS closure_ms,
    rating, copilot_outcome
FROM page
INNER JOIN
(
    SELECT * FROM episodes_store FINAL WHERE (account, subject) IN (SELECT account, subject FROM page)
) AS episode USING (account, subject, number)
${ofStatus}${status === undefined ? 'ORDER BY at, account, subject, number' : order}`,
      { ...parameters, from: new Date(from), to: new Date(to), limit, offset },
      'episodes',
    );
  }
}
