import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../clickhouse/clickhouse';
import { BadInput, ResultTooLarge } from '../bad-input';
import { bucketEdges } from '../calendar/bucket-edges';
import { resolveGranularity } from '../calendar/granularity';
import { requireZone } from '../calendar/require-zone';
import { requireRange } from '../calendar/time-range';
import { OperatorNamesService } from '../values/operator-names.service';
import { askedPeriods } from './asked-periods';
import { compileStats, needsOf } from './compile-stats';
import type { CompiledQuery } from './compile-stats';
import { groupingBy } from './dimensions';
import { groupKey, groupsOf } from './groups';
import { compileOpen, openAtEnds } from './open-episodes';
import { cellsOf, sortCells } from './stats-cells';
import type { Sums } from './stats-cells';
import type { StatsCell, StatsRequest } from './stats-request';
import type { StatsRow } from './stats-row';
import { UncountedTimes } from './uncounted-times';

/** The most rows that one answer may have, whatever `limit` says: more is for an export. */
export const MOST_ROWS = 100_000;

/** Answers questions for numbers. */
@Injectable()
export class StatsService {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly uncounted: UncountedTimes,
    private readonly operatorNames: OperatorNamesService,
  ) {}

  /**
   * The cells asked for, sorted by time and then by group.
   * @throws InvalidZone, InvalidRange, BadInput for an argument; TooManyBuckets, ResultTooLarge for an answer with
   *   more than `limit` rows; ClickHouseError when it cannot be asked.
   */
  async ask(request: StatsRequest): Promise<StatsCell[]> {
    requirePage(request);
    requireRange(request);
    requireGrouping(request);
    const zone = requireZone(request.zone);
    const granularity = resolveGranularity(request.granularity, request, zone);
    const { from, to, weekStart } = request;
    const groupBy = groupingBy(request.groupBy);
    const maxBuckets = request.offset + request.limit;
    const edges = bucketEdges({ from, to, granularity, zone, weekStart, maxBuckets });

    const cells = (await this.cells({ ...request, groupBy, zone }, edges)).slice(request.offset);
    if (cells.length > request.limit) {
      throw new ResultTooLarge(
        `The answer has ${cells.length} rows and limit is ${request.limit}: ask for a coarser granularity, a shorter range or fewer groups, or raise limit (at most ${MOST_ROWS}).`,
      );
    }
    return cells;
  }

  private async cells(request: StatsRequest, edges: readonly number[]): Promise<StatsCell[]> {
    const mayGrow = await this.uncounted.now();
    const areNamed = request.areOperatorsNamed && request.groupBy.includes('OPERATOR');
    const [names, ...periods] = await Promise.all([
      areNamed ? this.operatorNames.of(request.filter.accounts) : undefined,
      ...askedPeriods(request, edges).map(async (period) => ({
        ...period,
        sums: await this.sumsOf({ ...request, ...period.range }, period.buckets.edges),
      })),
    ]);
    const rows = periods.flatMap(({ sums }) => sums.groupRows);
    const groups = groupsOf(request, rows, names);
    const cells = periods.flatMap(({ name, range, buckets, sums }) =>
      cellsOf({ ...request, ...range }, buckets, sums, groups, mayGrow).map((cell) => ({
        ...cell,
        period: name,
      })),
    );
    return periods.length === 1 ? cells : sortCells(cells, groups);
  }

  private async sumsOf(
    request: StatsRequest,
    edges: readonly number[],
  ): Promise<Sums & { readonly groupRows: readonly StatsRow[] }> {
    const isOpenAsked = request.measures.some(({ kinds }) => kinds.includes('episode_open'));
    const [rows, openRows] = await Promise.all([
      this.rowsOf(compileStats({ ...request, ...needsOf(request.measures), edges })),
      isOpenAsked ? this.rowsOf(compileOpen(request, edges, Date.now())) : [],
    ]);
    const open = openAtEnds(request, edges, openRows);
    // A group in which episodes were open, all of them before or after the range, has nothing to show.
    const shown = openRows.filter((row) => open.get(groupKey(request, row))?.some((count) => count !== 0));
    return { rows, open, groupRows: [...rows, ...shown] };
  }

  private rowsOf({ sql, parameters }: CompiledQuery): Promise<StatsRow[]> {
    return this.clickhouse.queryText<StatsRow>(sql, parameters, 'stats');
  }
}

/** @throws BadInput for dimensions that cannot be answered */
function requireGrouping({ groupBy, attribute }: StatsRequest): void {
  const hasAttribute = attribute !== undefined && attribute !== '';
  if (groupBy.includes('ATTRIBUTE') && !hasAttribute) {
    throw new BadInput('groupBy: ATTRIBUTE needs the name of one: give it as "attribute".');
  }
}

function requirePage({ limit, offset }: StatsRequest): void {
  if (limit < 1 || limit > MOST_ROWS) throw new BadInput(`limit must be from 1 to ${MOST_ROWS}.`);
  if (offset < 0 || offset > MOST_ROWS) throw new BadInput(`offset must be from 0 to ${MOST_ROWS}.`);
}
