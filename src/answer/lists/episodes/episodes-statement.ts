import type { Clock } from '../../measures/clock';
import type { TimeRange } from '../../measures/calendar/time-range';
import type { ListPage } from '../../measures/list-page';
import type { EpisodeCount } from '../../measures/registry/episode-counts';
import type { CompiledQuery } from '../../measures/stats/compile-stats';
import { conditionsOf } from '../../measures/stats/dimensions';
import { ALL_HOURS } from '../../measures/stats/hours';
import type { Teams } from '../../measures/stats/teams';
import type { StatsFilter } from '../../measures/stats/dimensions';
import type { EpisodeStatus } from './episode';
import type { EpisodeSearch } from './episode-search';

/** Which episodes are wanted. */
export interface EpisodesRequest {
  readonly range: TimeRange;
  readonly filter: StatsFilter;
  /** On which durations are. */
  readonly clock: Clock;
  /** Those that this measure, or figure of a target, counts in the range. */
  readonly behind: EpisodeCount;
  /** `undefined`: of any. */
  readonly status: EpisodeStatus | undefined;
  /** `undefined`: whatever they are about. */
  readonly search: EpisodeSearch | undefined;
}

const STATUS = "multiIf(closed_at <= now64(3), 'CLOSED', idle_from <= now64(3), 'IDLE', 'OPEN')";

/** Whether an episode is, by an id, a name, its page or an attribute, what is looked for. */
const FOUND = `(substring(thread, 6) = {search: String}
        OR positionCaseInsensitiveUTF8(page, {search: String}) > 0
        OR arrayExists(value -> positionCaseInsensitiveUTF8(value, {search: String}) > 0, mapValues(attributes))
        OR has({named: Array(String)}, concat(account, ':', operator)))`;
/** Whether any of the words that are looked for was written in it, up to its close and what came right after that. */
const WRITTEN = `arrayExists(
        time -> time >= toUnixTimestamp64Milli(assumeNotNull(coalesce(started_at, closed_at)))
            AND time <= toUnixTimestamp64Milli(assumeNotNull(
                greatest(coalesce(last_activity_at, closed_at), coalesce(closed_at, last_activity_at)))),
        {written: Map(String, Array(Int64))}[concat(account, '/', thread)])`;

/** How a fact tells of which episode it is. */
const KEY: Readonly<Record<EpisodeCount['at'], { readonly column: string; readonly of: string }>> = {
  // Of a turn, the event with which it starts stands behind the number.
  start: { column: 'number', of: "toUInt32(splitByChar('/', ref)[1])" },
  close: { column: 'closed_at', of: 'at' },
  // Outside of any episode it is in the one of the number 0, which there is not.
  other: { column: 'number', of: "toUInt32(splitByChar('/', ref)[1])" },
};

/**
 * The SQL that lists episodes by the time at which they are counted: which ones, the facts say, as they do for the
 * measure; what of them, `episodes_store`.
 * @param page `undefined`: all of them
 */
export function episodesStatement(
  { range, filter, behind, status, search }: EpisodesRequest,
  page: ListPage | undefined,
  teams: Teams,
): CompiledQuery {
  const grouping = { groupBy: [], attribute: undefined, filter, teams } as const;
  const { sql, parameters } = conditionsOf(grouping);
  const { column, of } = KEY[behind.at];
  const isStart = behind.at === 'start';
  const order = 'ORDER BY at, account, thread, number';
  const limit = page === undefined ? '' : '\n    LIMIT {limit: UInt32} OFFSET {offset: UInt32}';
  // A status is known only of the episodes themselves, as is what is looked for, and which of two was closed: the
  // page is then one of those.
  const isPageOfFacts = isStart && status === undefined && search === undefined;
  // A chat may be closed, begin again and be closed in one instant. Of a close, a fact has what its episode has, but
  // the hours: those are of the close, and of an episode they are of its start.
  const ofEpisode = conditionsOf({ ...grouping, filter: { ...filter, hours: ALL_HOURS } }).sql;
  const sameFilter = behind.at === 'close' ? ofEpisode : '';
  const each = isStart ? '' : '\nLIMIT 1 BY account, thread, number';
  const conditions = [
    ...(behind.kinds.includes('closure') ? ['started_at IS NOT NULL'] : []),
    ...(status === undefined ? [] : [`status = '${status}'`]),
    ...(search === undefined || search.text === '' ? [] : [FOUND]),
    ...(search?.written === undefined ? [] : [WRITTEN]),
  ];
  return {
    sql: `WITH page AS (
    SELECT account, thread, ${of} AS ${column}, at
    FROM facts FINAL
    WHERE kind IN {kinds: Array(String)}
      AND bucket >= {from: DateTime64(3)} - INTERVAL 15 MINUTE AND bucket < {to: DateTime64(3)}
      AND at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}${sql}${isPageOfFacts && page !== undefined ? `\n    ${order}${limit}` : ''}
)
SELECT
    account, substring(thread, 6) AS chat_id, number, ${STATUS} AS status,
    started_at, first_visitor_message_at, last_activity_at, closed_at, operator, page, attributes,
    messages_visitor, messages_operator, messages_copilot, first_response_ms, first_answer_ms, total_wait_ms,
    toUnixTimestamp64Milli(closed_at) - toUnixTimestamp64Milli(started_at) AS closure_ms,
    first_response_worked_ms, first_answer_worked_ms, total_wait_worked_ms, closure_worked_ms,
    rating, copilot_outcome, targets_met, targets_breached, at AS listed_at
FROM page
INNER JOIN
(
    SELECT * FROM episodes_store FINAL WHERE (account, thread) IN (SELECT account, thread FROM page)${sameFilter}
) AS episode USING (account, thread, ${column})
${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}\n`}${order}${each}${isPageOfFacts ? '' : limit}`,
    parameters: {
      ...parameters,
      ...page,
      ...(search === undefined || search.text === '' ? {} : { search: search.text, named: search.operators }),
      ...(search?.written === undefined ? {} : { written: search.written }),
      kinds: behind.kinds,
      from: new Date(range.from),
      to: new Date(range.to),
    },
  };
}
