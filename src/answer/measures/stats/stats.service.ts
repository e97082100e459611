import { Inject, Injectable } from '@nestjs/common';
import type { ClickHouseSettings } from '@clickhouse/client';
import type { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { ClickHouseError } from '../../../platform/clickhouse/clickhouse-error';
import { BadInput, ResultTooLarge } from '../bad-input';
import { bucketEdges } from '../calendar/bucket-edges';
import { resolveGranularity } from '../calendar/granularity';
import { requireZone } from '../calendar/require-zone';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import { MAX_VALUES } from '../limits/answer-budget';
import type { AnswerBudget } from '../limits/answer-budget';
import { Asking } from '../../shards/asking';
import { addable, addedSums } from './added-sums';
import { OperatorNamesService } from './operator-names';
import { compileEpisodesOfReplies } from './compile-episodes-of-replies';
import { compileStats, requiredFacts } from './compile-stats';
import type { CompiledQuery } from './compile-stats';
import { groupingBy } from './dimensions';
import type { Grouping } from './dimensions';
import { withSummedFacets } from './facet-days';
import type { FacetDays } from './facet-days';
import { groupKey, groupsOf } from './groups';
import { compileOpen, openAtEnds, requirePlaces } from './open-episodes';
import { StatsCells } from './stats-cells';
import type { Buckets } from './stats-cells';
import type { StatsRequest, Period } from './stats-request';
import type { StatsRow, Sums } from './stats-sums';
import { sumsOf } from './stats-sums';
import { UncountedTimes } from './uncounted-times';
import { comparedEdges, comparedRange } from '../calendar/compared-edges';

/** The most rows that one answer may have, whatever `limit` says: more is for an export. */
export const MAX_ROWS = 100_000;
/** The most sums of a kind in a bucket and group that are read of ClickHouse for an answer. */
const MAX_SUMS = 600_000;
/** The most that they may take in ClickHouse's memory where their bins are read, of which each takes 16. */
const MAX_BYTES_OF_BINS = 32_000_000;
/** ClickHouse's TOO_MANY_ROWS and TOO_MANY_ROWS_OR_BYTES. */
const TOO_MANY = [158, 396];

/** Answers questions for numbers. */
@Injectable()
export class StatsService {
  constructor(
    private readonly asking: Asking,
    private readonly uncounted: UncountedTimes,
    private readonly operatorNames: OperatorNamesService,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * The cells asked for, sorted by time and then by group. How many there are is known before the first is built.
   * @param fields what is asked for of each row, at least the measures
   * @throws InvalidZone, InvalidRange, BadInput for an argument; TooManyBuckets, ResultTooLarge for an answer with
   *   more than `limit` rows, or more than `budget` allows; ClickHouseError when it cannot be asked.
   */
  async ask(
    request: StatsRequest,
    budget: AnswerBudget,
    fields = request.measures.length,
  ): Promise<StatsCells> {
    requirePage(request);
    requireRange(request);
    requireGrouping(request);
    const zone = requireZone(request.zone);
    const granularity = resolveGranularity(request.granularity, request, zone);
    const { from, to, weekStart, limit, offset } = request;
    const groupBy = groupingBy(request.groupBy);
    const edges = bucketEdges({ from, to, granularity, zone, weekStart, maxBuckets: offset + limit });
    const part = (rows: number) => ({ name: 'stats', rows, fields: Math.max(1, fields) });
    const minRows = (edges.length - 1) * (request.compare === undefined ? 1 : 2) - offset;
    if (request.fill) {
      // A group has so many, and there is one at least where nothing is grouped.
      requireRows(minRows, limit);
      budget.requireRoomFor(part(minRows));
    }
    const { teams } = this.rules.current;
    const cells = await this.cells({ ...request, groupBy, zone, teams }, edges);
    const rows = await cells.count();
    requireRows(rows, limit);
    budget.take(part(rows));
    return cells;
  }

  private async cells(request: StatsRequest & Grouping, edges: readonly number[]): Promise<StatsCells> {
    const mayGrow = request.mayGrow ?? (await this.uncounted.now(request.filter.accounts));
    const areNamed = request.areOperatorsNamed && request.groupBy.includes('OPERATOR');
    const [names, ...periods] = await Promise.all([
      areNamed ? this.operatorNames.of(request.filter.accounts) : undefined,
      ...resolvePeriods(request, edges).map(async (period) => ({
        ...period,
        sums: await this.sumsOf({ ...request, ...period.range }, period.buckets.edges),
      })),
    ]);
    const rows = periods.flatMap(({ sums }) => [...sums.groupRows.values()]);
    const groups = groupsOf(request, rows, names);
    const cells = new StatsCells(request, periods, groups, mayGrow);
    if (isOpenRequested(request)) requirePlaces(cells.places / Math.max(1, groups.length), groups.length);
    return cells;
  }

  private async sumsOf(request: StatsRequest & Grouping, edges: readonly number[]): Promise<Sums> {
    const asked = { request, edges, needs: requiredFacts(request.measures), now: Date.now() };
    const answers = await this.asking.each(request.filter.accounts, ({ clickhouse, isAlone }) =>
      withSummedFacets(clickhouse, request, (facetDays) =>
        this.rowsFrom(clickhouse, {
          ...{ ...asked, facetDays },
          needs: addable(asked.needs, request, isAlone),
        }),
      ),
    );
    const together = async (part: keyof SumRows, most = MAX_SUMS): Promise<readonly StatsRow[]> => {
      const rows = await addedSums(
        request,
        answers.map((answer) => answer[part]),
      );
      if (rows.length > most) throw tooManySums(most);
      return rows;
    };
    const rows = await together('rows', maxSums(request, asked.needs.kinds.length));
    const episodeRows = await together('episodeRows', maxSums(request, 1));
    const openRows = await together('openRows');
    const sums = await sumsOf(request, [...rows, ...episodeRows]);
    const open = await openAtEnds(request, edges, openRows);
    // A group in which episodes were open, all of them before or after the range, has nothing to show.
    const shown = openRows.filter((row) => open.get(groupKey(request, row))?.some((count) => count !== 0));
    const groupRows = new Map(shown.map((row) => [groupKey(request, row), row]));
    return { rows: sums.rows, open, groupRows: new Map([...sums.groupRows, ...groupRows]) };
  }

  private async rowsFrom(
    clickhouse: ClickHouse,
    { request, edges, needs, facetDays, now }: AskedOfOne,
  ): Promise<SumRows> {
    const ask = (query: CompiledQuery, most: MaxResult) => rowsOf(clickhouse, query, most);
    const [rows, episodeRows, openRows] = await Promise.all([
      ask(compileStats({ ...request, ...needs, edges, facetDays }), {
        rows: maxSums(request, needs.kinds.length),
        // With bins, rows are long.
        ...(needs.areBinsNeeded === true ? { bytes: MAX_BYTES_OF_BINS } : {}),
        // Teams are made of operators, of whom there may be many more.
        areGroupsBounded: !request.groupBy.includes('TEAM'),
      }),
      needs.areEpisodesNeeded === true
        ? ask(compileEpisodesOfReplies({ ...request, ...needs, edges }), {
            rows: maxSums(request, 1),
            // Episodes are grouped first, and may be as many as there are.
            areGroupsBounded: false,
          })
        : [],
      isOpenRequested(request)
        ? ask(compileOpen({ ...request, facetDays }, edges, now), {
            rows: MAX_SUMS,
            areGroupsBounded: !request.groupBy.includes('TEAM'),
          })
        : [],
    ]);
    return { rows, episodeRows, openRows };
  }
}

/** What one database is asked. */
interface AskedOfOne {
  readonly request: StatsRequest & Grouping;
  readonly edges: readonly number[];
  readonly needs: ReturnType<typeof requiredFacts>;
  readonly facetDays: FacetDays | undefined;
  /** The same of all, in milliseconds. */
  readonly now: number;
}

/** What it answers, each of a statement. */
interface SumRows {
  readonly rows: readonly StatsRow[];
  readonly episodeRows: readonly StatsRow[];
  readonly openRows: readonly StatsRow[];
}

/** @throws ResultTooLarge for more sums than `most`, before they are read */
async function rowsOf(
  clickhouse: ClickHouse,
  { sql, parameters }: CompiledQuery,
  most: MaxResult,
): Promise<StatsRow[]> {
  const rows = String(most.rows);
  const settings: ClickHouseSettings = {
    ...{ max_result_rows: rows, max_rows_to_group_by: most.areGroupsBounded === false ? '0' : rows },
    ...(most.bytes === undefined ? {} : { max_result_bytes: String(most.bytes) }),
    ...{ result_overflow_mode: 'throw', group_by_overflow_mode: 'throw' },
  };
  try {
    return await clickhouse.queryText<StatsRow>(sql, parameters, 'stats', { settings });
  } catch (error) {
    const isTooLarge = error instanceof ClickHouseError && TOO_MANY.includes(error.serverCode ?? 0);
    throw isTooLarge ? tooManySums(most.rows) : error;
  }
}

interface MaxResult {
  readonly rows: number;
  readonly bytes?: number;
  /** Whether no step before the result has more groups. */
  readonly areGroupsBounded?: boolean;
}

/** More than an answer within its limits can need, with room for those of cells that are left out in the end. */
function maxSums({ measures, limit, offset }: StatsRequest, kinds: number): number {
  const rows = Math.min(limit, Math.floor(MAX_VALUES / Math.max(1, measures.length))) + offset;
  return Math.min(MAX_SUMS, (2 * rows + 1_000) * Math.max(1, kinds));
}

function tooManySums(most: number): ResultTooLarge {
  return new ResultTooLarge(
    `The groups have more than ${most} sums to make an answer of, which is more than it may hold: ask for a coarser granularity, a shorter range, fewer groups or fewer measures.`,
  );
}

function isOpenRequested({ measures }: StatsRequest): boolean {
  return measures.some(({ kinds }) => kinds.includes('episode_open'));
}

function requireRows(rows: number, limit: number): void {
  if (rows <= limit) return;
  throw new ResultTooLarge(
    `The answer has ${rows} rows and limit is ${limit}: ask for a coarser granularity, a shorter range or fewer groups, or raise limit (at most ${MAX_ROWS}).`,
  );
}

/** @throws BadInput for dimensions that cannot be answered */
function requireGrouping({ groupBy, attribute }: StatsRequest): void {
  const hasAttribute = attribute !== undefined && attribute !== '';
  if (groupBy.includes('ATTRIBUTE') && !hasAttribute) {
    throw new BadInput('groupBy: ATTRIBUTE needs the name of one: give it as "attribute".');
  }
}

function requirePage({ limit, offset }: StatsRequest): void {
  if (limit < 1 || limit > MAX_ROWS) throw new BadInput(`limit must be from 1 to ${MAX_ROWS}.`);
  if (offset < 0 || offset > MAX_ROWS) throw new BadInput(`offset must be from 0 to ${MAX_ROWS}.`);
}

/** A range to be answered, with its buckets. */
export interface ResolvedPeriod {
  readonly name: Period;
  readonly range: TimeRange;
  readonly buckets: Buckets;
}

/**
 * The asked period, and the one it is compared with if the request names one: that has as many buckets, each
 * called by the time of the bucket it stands beside.
 */
function resolvePeriods(request: StatsRequest, edges: readonly number[]): ResolvedPeriod[] {
  const { from, to, compare, daysBefore, zone } = request;
  const current = { name: 'CURRENT', range: { from, to }, buckets: { edges, times: edges } } as const;
  if (compare === undefined) return [current];
  const comparison = { from, to, compare, daysBefore, zone };
  const buckets = { edges: comparedEdges(comparison, edges), times: edges };
  return [current, { name: 'PREVIOUS', range: comparedRange(comparison), buckets }];
}
