import { Inject, Injectable } from '@nestjs/common';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { requireRange } from '../../measures/calendar/time-range';
import type { TimeRange } from '../../measures/calendar/time-range';
import { FactCounts } from '../fact-counts';
import { timeWindows } from '../time-windows';
import { RATING_KINDS } from '../../measures/registry/ratings';
import { conditionsOf } from '../../measures/stats/dimensions';
import type { StatsFilter } from '../../measures/stats/dimensions';
import { Asking } from '../../shards/asking';
import { ratingReader } from './rating';
import type { ListedRating, Rating } from './rating';

/** Lists what visitors gave. */
@Injectable()
export class RatingListService {
  constructor(
    private readonly asking: Asking,
    private readonly counts: FactCounts,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * The ratings that `stats.ratings` counts with the same range and filter, by their time, in portions.
   * @throws InvalidRange; ClickHouseError, also after some portions
   */
  async *all(range: TimeRange, filter: StatsFilter, signal: AbortSignal): AsyncGenerator<Rating[]> {
    requireRange(range);
    const rules = this.rules.current;
    const { sql: conditions, parameters } = conditionsOf({
      ...{ groupBy: [], attribute: undefined, filter },
      teams: rules.teams,
    });
    const ratingOf = ratingReader(rules);
    const sql = `SELECT
    account, if(startsWith(thread, 'chat/'), substring(thread, 6), '') AS chat_id,
    at AS rated_at, toUInt8(substring(kind, 8)) AS rating, operator, page, copilot
FROM facts FINAL
WHERE kind IN {kinds: Array(String)}
    AND bucket >= {from: DateTime64(3)} - INTERVAL 15 MINUTE AND bucket < {to: DateTime64(3)}
    AND at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}${conditions}
ORDER BY at, account, thread, ref`;
    for (const { from, to } of timeWindows(range, await this.counts.ofKinds(RATING_KINDS, range, filter))) {
      const asked = { ...parameters, kinds: RATING_KINDS, from: new Date(from), to: new Date(to) };
      const statement = { name: 'ratings', sql } as const;
      const portions = this.asking.stream<ListedRating>(statement, filter.accounts, asked, { signal });
      for await (const ratings of portions) yield ratings.map(ratingOf);
    }
  }
}
