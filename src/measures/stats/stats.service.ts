import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../clickhouse/clickhouse';
import { RollUpState } from '../../rollups/roll-up-state';
import { BadInput, ResultTooLarge } from '../bad-input';
import { bucketEdges } from '../calendar/bucket-edges';
import { resolveGranularity } from '../calendar/granularity';
import { requireZone } from '../calendar/require-zone';
import { requireRange } from '../calendar/time-range';
import { askedPeriods } from './asked-periods';
import { compileStats } from './compile-stats';
import { cellsOf, groupsOf, sortCells } from './stats-cells';
import type { StatsRow } from './stats-cells';
import type { StatsCell, StatsRequest } from './stats-request';

/** The most rows that one answer may have, whatever `limit` says: more is for an export. */
export const MOST_ROWS = 100_000;

/** Answers questions for numbers. */
@Injectable()
export class StatsService {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly rollUpState: RollUpState,
  ) {}

  /**
   * The cells asked for, sorted by time and then by group.
   * @throws InvalidZone, InvalidRange, BadInput for an argument; TooManyBuckets, ResultTooLarge for an answer with
   *   more than `limit` rows; ClickHouseError when it cannot be asked.
   */
  async ask(request: StatsRequest): Promise<StatsCell[]> {
    requirePage(request);
    requireRange(request);
    const zone = requireZone(request.zone);
    const granularity = resolveGranularity(request.granularity, request, zone);
    const { from, to, weekStart } = request;
    const maxBuckets = request.offset + request.limit;
    const edges = bucketEdges({ from, to, granularity, zone, weekStart, maxBuckets });

    const cells = (await this.cells({ ...request, zone }, edges)).slice(request.offset);
    if (cells.length > request.limit) {
      throw new ResultTooLarge(
        `The answer has ${cells.length} rows and limit is ${request.limit}: ask for a coarser granularity, a shorter range or fewer groups, or raise limit (at most ${MOST_ROWS}).`,
      );
    }
    return cells;
  }

  private async cells(request: StatsRequest, edges: readonly number[]): Promise<StatsCell[]> {
    const completeUntil = this.rollUpState.completeUntil();
    const periods = await Promise.all(
      askedPeriods(request, edges).map(async (period) => ({
        ...period,
        rows: await this.rowsOf({ ...request, ...period.range }, period.buckets.edges),
      })),
    );
    const groups = groupsOf(request, periods.map(({ rows }) => rows).flat());
    const cells = periods.flatMap(({ name, buckets, rows }) =>
      cellsOf(request, buckets, rows, groups, completeUntil).map((cell) => ({ ...cell, period: name })),
    );
    return sortCells(cells, groups);
  }

  private rowsOf(request: StatsRequest, edges: readonly number[]): Promise<StatsRow[]> {
    const { sql, parameters } = compileStats(request, edges);
    return this.clickhouse.queryText<StatsRow>(sql, parameters, 'stats');
  }
}

function requirePage({ limit, offset }: StatsRequest): void {
  if (limit < 1 || limit > MOST_ROWS) throw new BadInput(`limit must be from 1 to ${MOST_ROWS}.`);
  if (offset < 0 || offset > MOST_ROWS) throw new BadInput(`offset must be from 0 to ${MOST_ROWS}.`);
}
