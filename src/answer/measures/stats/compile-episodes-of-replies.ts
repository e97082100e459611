import { clampToStorable } from '../calendar/time-range';
import { columnPrefix, DEFAULT_CLOCK } from '../clock';
import type { ClusterSums } from '../statistics/means';
import { FINAL_SETTINGS, factsIn, timeColumn } from './compile-stats';
import type { CompiledQuery, SumsQuestion } from './compile-stats';
import { columnName, conditionsOf, dimensionColumns } from './dimensions';
import type { RowsOfKind, StatsRow } from './stats-sums';

/** Stands in the place of the kind in rows that sum up the episodes of replies. */
export const EPISODES_OF_REPLIES = 'episodes_of_replies';

/**
 * The SQL for what the replies of each episode come to, summed up by bucket and group: how sure their average is, tells
 * how much episodes differ. An episode whose replies lie in several buckets or groups is one in each. No roll-up knows
 * episodes, so all of it comes from the facts.
 */
export function compileEpisodesOfReplies(asked: SumsQuestion): CompiledQuery {
  const question = { ...asked, from: clampToStorable(asked.from), to: clampToStorable(asked.to) };
  const { from, to, clock = DEFAULT_CLOCK, edges, slots, groupBy } = question;
  const columns = `account, thread, ref, ${columnPrefix(clock)} AS duration${dimensionColumns(question)}`;
  const facts = factsIn([{ from, to }], question, columns);
  const time = timeColumn(edges.slice(0, -1), slots);
  const groups = ['time', ...groupBy.map(columnName)];
  const grouped = [time.sql, ...groupBy.map(columnName).map((name) => `${name}_of AS ${name}`)];
  return {
    sql: `SELECT
  ${groups.join(', ')},
  '${EPISODES_OF_REPLIES}' AS kind,
  count() AS facts,
  sum(replies) AS counts,
  sum(waited) AS milliseconds,
  sum(waited * waited) AS squares,
  sum(replies * replies) AS count_squares,
  sum(waited * replies) AS products
FROM (
  SELECT ${grouped.join(', ')}, toUInt128(count()) AS replies, sum(toUInt128(duration)) AS waited
  FROM (
  ${facts.sql}
  )
  GROUP BY ${groups.join(', ')}, sipHash128(account, thread, substringIndex(ref, '/', 1))
)
GROUP BY ${groups.join(', ')}
SETTINGS ${FINAL_SETTINGS.join(', ')}`,
    parameters: {
      ...facts.parameters,
      ...time.parameters,
      kinds: ['reply'],
      ...conditionsOf(question).parameters,
    },
  };
}

/** A row of that statement: `facts` are the episodes, all others sums over these. */
interface EpisodesRow extends StatsRow {
  readonly counts: string;
  readonly squares: string;
  readonly count_squares: string;
  readonly products: string;
}

const NONE = { facts: '0', counts: '0', milliseconds: '0', squares: '0', count_squares: '0', products: '0' };

/** No episodes where there is no row. */
export function episodesOfRepliesIn(rows: RowsOfKind | undefined): ClusterSums {
  const row = (rows?.get(EPISODES_OF_REPLIES) as EpisodesRow | undefined) ?? NONE;
  return {
    clusters: BigInt(row.facts),
    count: BigInt(row.counts),
    sum: BigInt(row.milliseconds),
    sumSquares: BigInt(row.squares),
    countSquares: BigInt(row.count_squares),
    products: BigInt(row.products),
  };
}
