import type { TimeRange } from '../calendar/time-range';
import type { Page } from '../events/page';
import type { CompiledQuery } from '../stats/compile-stats';
import { conditionsOf } from '../stats/dimensions';
import type { StatsFilter } from '../stats/dimensions';
import type { EpisodeStatus } from './episode';

/** Which episodes are wanted. */
export interface EpisodesAsked {
  readonly range: TimeRange;
  readonly filter: StatsFilter;
  /** `undefined`: of any. */
  readonly status: EpisodeStatus | undefined;
  /** `undefined`: all of them. */
  readonly page: Page | undefined;
}

const STATUS = "multiIf(closed_at IS NOT NULL, 'CLOSED', idle_from <= now64(3), 'IDLE', 'OPEN')";
const ORDER = 'ORDER BY at, account, subject, number';

/** The SQL that lists episodes by their start: which ones, the samples say; what of them, `episodes_store`. */
export function episodesStatement({ range, filter, status, page }: EpisodesAsked): CompiledQuery {
  const { sql, parameters } = conditionsOf({ groupBy: [], attribute: undefined, filter });
  const limited = page === undefined ? '' : `${ORDER}\n    LIMIT {limit: UInt32} OFFSET {offset: UInt32}`;
  // A status is known only of the episodes themselves: the page is then one of those.
  const [ofStarts, ofEpisodes] = status === undefined ? [limited, ORDER] : ['', limited || ORDER];
  return {
    sql: `WITH page AS (
    SELECT account, subject, toUInt32(ref) AS number, at
    FROM samples FINAL
    WHERE kind = 'episode_started'
      AND bucket >= {from: DateTime64(3)} - INTERVAL 15 MINUTE AND bucket < {to: DateTime64(3)}
      AND at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}${sql}
    ${ofStarts}
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
${status === undefined ? '' : `WHERE status = '${status}'\n`}${ofEpisodes}`,
    parameters: { ...parameters, ...page, from: new Date(range.from), to: new Date(range.to) },
  };
}
