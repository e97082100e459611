import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { bucketEdges } from '../calendar/bucket-edges';
import { requireZone } from '../calendar/require-zone';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import { compileStats } from '../stats/compile-stats';
import type { StatsFilter } from '../stats/dimensions';
import { factCountOf, percentileIn, rowsBy } from '../stats/stats-row';
import type { RowsOfKind, StatsRow } from '../stats/stats-row';
import type { HeatmapCell } from './heatmap-cell';
import { HOURS_OF_WEEK, weekHours } from './week-hours';

/** Ten years. */
const MAX_HOURS = 87_700;
const P90 = { kind: 'first_response', percent: 90 } as const;

/** When the work comes in. */
@Injectable()
export class HeatmapService {
  constructor(private readonly clickhouse: ClickHouse) {}

  /**
   * All 168 hours of the week, from Monday 0:00 on. An hour that lies in the range in part occurs once.
   * @throws InvalidRange, InvalidZone; TooManyBuckets for more than ten years
   */
  async ask(range: TimeRange, zoneName: string, filter: StatsFilter): Promise<HeatmapCell[]> {
    requireRange(range);
    const zone = requireZone(zoneName);
    const hours = {
      ...range,
      granularity: 'HOUR',
      zone,
      weekStart: 'MONDAY',
      maxBuckets: MAX_HOURS,
    } as const;
    const edges = bucketEdges(hours);
    const slots = weekHours(zone, edges.slice(0, -1));
    const { sql, parameters } = compileStats({
      ...range,
      edges,
      slots,
      kinds: ['episode_started', 'message_visitor', 'first_response'],
      percents: [P90.percent],
      groupBy: [],
      attribute: undefined,
      filter,
    });
    const rows = await this.clickhouse.queryText<StatsRow>(sql, parameters, 'heatmap');
    const rowsOf = rowsBy(rows, ({ time }) => time);
    const occurrences = new Map<number, number>();
    for (const slot of slots) occurrences.set(slot, (occurrences.get(slot) ?? 0) + 1);
    return Array.from({ length: HOURS_OF_WEEK }, (_, slot) =>
      cellOf(slot, occurrences.get(slot) ?? 0, rowsOf.get(String(slot))),
    );
  }
}

function cellOf(slot: number, occurrences: number, rows: RowsOfKind | undefined): HeatmapCell {
  const episodesStarted = factCountOf(rows, 'episode_started');
  const milliseconds = percentileIn(rows, P90, [P90.percent]);
  return {
    weekday: Math.floor(slot / 24) + 1,
    hour: slot % 24,
    occurrences,
    episodesStarted,
    messagesVisitor: factCountOf(rows, 'message_visitor'),
    episodesPerOccurrence: occurrences === 0 ? null : episodesStarted / occurrences,
    firstResponseSecondsP90: milliseconds === null ? null : milliseconds / 1000,
  };
}
