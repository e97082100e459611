import type { SqlParameters } from '../../clickhouse/sql-parameters';
import type { TimeRange } from '../calendar/time-range';
import type { Measure, SampleKind } from '../registry/measure';
import { areRollUpsEnough, areTotalsEnough, columnName, conditionsOf, dimensionColumns } from './dimensions';
import type { Grouping } from './dimensions';
import { DAY_MS, QUARTER_MS, timePartsOf } from './time-parts';
import type { TimeParts } from './time-parts';

/** ClickHouse takes 128 KiB for one parameter. */
const NUMBERS_PER_PARAMETER = 5_000;
/** That are compared one by one. */
const FEW_RANGES = 4;
/** The end of what a DateTime holds. */
const LATEST_MS = 4_294_967_295_000;
/** Neighbouring bins differ by this factor: see the column `bin` of `samples`. */
const BIN_FACTOR = 1.02;

/** A statement and the values of its parameters. */
export interface CompiledQuery {
  readonly sql: string;
  readonly parameters: SqlParameters;
}

/** A part of a statement, and the values of its parameters. */
interface Source {
  readonly sql: string;
  readonly parameters: Record<string, readonly number[]>;
}

/** A question for sums of samples by bucket and group. */
export interface SumsQuestion extends TimeRange, Grouping {
  readonly kinds: readonly SampleKind[];
  /** The percentiles that are wanted of durations. */
  readonly percents: readonly number[];
  /** The starts of the buckets and the end of the last, ascending, in milliseconds; the first is not after `from`. */
  readonly edges: readonly number[];
  /** A number for each bucket: those with the same one are summed up together, and it takes the place of the time. */
  readonly slots?: readonly number[];
}

/** What some measures are computed from, each once. */
export function needsOf(measures: readonly Measure[]): Pick<SumsQuestion, 'kinds' | 'percents'> {
  return {
    kinds: [...new Set(measures.flatMap(({ kinds }) => kinds))].filter((kind) => kind !== 'episode_open'),
    percents: [...new Set(measures.flatMap(({ percentile }) => percentile?.percent ?? []))],
  };
}

/**
 * The SQL that answers a question for sums: whole days and quarters of an hour come from the roll-ups, the rest at
 * both ends of the range from the samples themselves; all of it, where the roll-ups do not know the dimensions. Only
 * the kinds that are asked for are read.
 */
export function compileStats(asked: SumsQuestion): CompiledQuery {
  const question = { ...asked, from: storable(asked.from), to: storable(asked.to) };
  const { kinds, percents, edges, groupBy } = question;
  const conditions = conditionsOf(question);
  const sources = sourcesOf(question, conditions.sql);
  const starts = listParameter('starts', edges.slice(0, -1));
  const slots = question.slots === undefined ? undefined : listParameter('slots', question.slots);
  const start = `roundDown(moment, ${starts.sql})`;
  const groups = ['time', ...groupBy.map(columnName), 'kind'].join(', ');
  const columns = [
    // The moment is not called `at`: that alias would hide the column of samples from WHERE.
    `${slots === undefined ? start : `transform(${start}, ${starts.sql}, ${slots.sql}, -1)`} AS time`,
    ...groupBy.map(columnName).map((name) => `${name}_of AS ${name}`),
    'kind',
    'sum(counted) AS samples',
    'sum(value_sum) AS milliseconds',
    ...(percents.length > 0 ? ['sumMap(bins) AS bins'] : []),
  ];
  const sums = `SELECT\n  ${columns.join(',\n  ')}
FROM (
  ${sources.map(({ sql }) => sql).join('\n  UNION ALL\n  ')}
)
GROUP BY ${groups}`;
  return {
    sql: `${percents.length > 0 ? withPercentiles(sums, percents) : sums}
ORDER BY ${groups}
SETTINGS do_not_merge_across_partitions_select_final = 1`,
    parameters: {
      ...sources.reduce((all, { parameters }) => ({ ...all, ...parameters }), {}),
      ...starts.parameters,
      ...slots?.parameters,
      kinds: [...kinds],
      ...conditions.parameters,
    },
  };
}

/** Nothing that is stored has a time before 1970 or from 2106 on. */
function storable(time: number): number {
  return Math.min(Math.max(0, time), LATEST_MS);
}

/** At least one, also for a range of no length. */
function sourcesOf(question: SumsQuestion, conditions: string): Source[] {
  const parts: TimeParts = areRollUpsEnough(question)
    ? timePartsOf(question, question.edges)
    : { days: [], quarters: [], rest: [{ from: question.from, to: question.to }] };
  const rollUps = areTotalsEnough(question) ? 'total' : 'rollup';
  const dimensions = dimensionColumns(question);
  const hasBins = question.percents.length > 0;
  const rollUp = (table: string, ranges: readonly TimeRange[]): Source => {
    const when = bucketsIn(ranges, `${table}_days`);
    const sql = `SELECT kind, toInt64(toUnixTimestamp(bucket)) * 1000 AS moment, samples AS counted, value_sum${hasBins ? ', bins' : ''}${dimensions}
  FROM ${table} FINAL
  WHERE kind IN {kinds: Array(String)} AND ${when.sql}${conditions}`;
    return { sql, parameters: when.parameters };
  };
  const ofSamples = (ranges: readonly TimeRange[]): Source => {
    const quarters = ranges.map(({ from, to }) => ({ from: from - (from % QUARTER_MS), to }));
    const moments = ranges.map(
      ({ from, to }) => `(at >= fromUnixTimestamp64Milli(${from}) AND at < fromUnixTimestamp64Milli(${to}))`,
    );
    const sql = `SELECT kind, toUnixTimestamp64Milli(at) AS moment, 1 AS counted, value AS value_sum${hasBins ? ', map(bin, toUInt64(1)) AS bins' : ''}${dimensions}
  FROM samples FINAL
  WHERE kind IN {kinds: Array(String)}
    AND ${bucketsIn(quarters, 'samples_days').sql}
    AND (${moments.join(' OR ')})${conditions}`;
    return { sql, parameters: {} };
  };
  return [
    ...(parts.days.length > 0 ? [rollUp(`${rollUps}_1d`, parts.days)] : []),
    ...(parts.quarters.length > 0 ? [rollUp(`${rollUps}_15m`, parts.quarters)] : []),
    ...(parts.rest.length > 0 ? [ofSamples(parts.rest)] : []),
  ];
}

/**
 * The condition for the buckets that begin in some ranges, ascending. Of many ranges, which lie between whole days,
 * the days are listed: a long chain of comparisons costs ClickHouse more than the reading. Numbers stand in the text
 * where they are few; they are this program's own, never input.
 */
function bucketsIn(ranges: readonly TimeRange[], name: string): Source {
  const instant = (time: number): string => `toDateTime(${Math.ceil(time / 1000)}, 'UTC')`;
  const between = ({ from, to }: TimeRange): string =>
    `(bucket >= ${instant(from)} AND bucket < ${instant(to)})`;
  if (ranges.length <= FEW_RANGES) {
    return { sql: `(${ranges.map(between).join(' OR ')})`, parameters: {} };
  }
  const days = ranges.flatMap(({ from, to }) => {
    const first = Math.floor(from / DAY_MS);
    return Array.from({ length: Math.ceil(to / DAY_MS) - first }, (_, index) => first + index);
  });
  const whole = between({ from: ranges[0]?.from ?? 0, to: ranges.at(-1)?.to ?? 0 });
  return {
    sql: `${whole} AND toUInt16(toDate(bucket, 'UTC')) IN {${name}: Array(UInt16)}`,
    parameters: { [name]: days },
  };
}

/**
 * Of the bin that has the nearest rank the middle, in milliseconds, for each of some percentiles; nulls where there is
 * none. Bins are many, and stay in ClickHouse.
 */
function withPercentiles(sums: string, percents: readonly number[]): string {
  const bin =
    'mapKeys(bins)[arrayFirstIndex(ranked -> ranked >= intDiv(ranks[-1] * percent + 99, 100), ranks)]';
  const middle = `if(bin = 0, 0, ${2 / (BIN_FACTOR + 1)} * pow(${BIN_FACTOR}, bin - 1))`;
  const asked = `[${percents.map(Math.trunc).join(', ')}]`;
  return `SELECT
  * EXCEPT (bins, ranks, chosen),
  arrayMap(bin -> if(empty(ranks), NULL, ${middle}), chosen) AS percentiles
FROM (
  SELECT *, arrayMap(percent -> ${bin}, ${asked}) AS chosen
  FROM (SELECT *, arrayCumSum(mapValues(bins)) AS ranks FROM (
${sums}
)))`;
}

/** A list of whole numbers, in as many parameters as it takes, and the SQL that puts it together. */
function listParameter(
  name: string,
  values: readonly number[],
): { sql: string; parameters: Record<string, readonly number[]> } {
  const parameters: Record<string, readonly number[]> = {};
  for (let first = 0; first < values.length; first += NUMBERS_PER_PARAMETER) {
    parameters[`${name}_${first}`] = values.slice(first, first + NUMBERS_PER_PARAMETER);
  }
  const parts = Object.keys(parameters).map((part) => `{${part}: Array(Int64)}`);
  return { sql: `arrayConcat(${parts.join(', ')})`, parameters };
}
