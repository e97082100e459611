import type { SqlParameters } from '../../clickhouse/sql-parameters';
import type { TimeRange } from '../calendar/time-range';
import type { Measure, Percentile, SampleKind } from '../registry/measure';
import { areRollUpsEnough, columnName, conditionsOf, dimensionColumns } from './dimensions';
import type { Grouping } from './dimensions';
import { QUARTER_MS, timePartsOf } from './time-parts';
import type { TimeParts } from './time-parts';

/** ClickHouse takes 128 KiB for one parameter. */
const NUMBERS_PER_PARAMETER = 5_000;
/** Neighbouring bins differ by this factor: see the column `bin` of `samples`. */
const BIN_FACTOR = 1.02;

/** A statement and the values of its parameters. */
export interface CompiledQuery {
  readonly sql: string;
  readonly parameters: SqlParameters;
}

/** A question for sums of samples by bucket and group. */
export interface SumsQuestion extends TimeRange, Grouping {
  readonly kinds: readonly SampleKind[];
  readonly percentiles: readonly Percentile[];
  /** The starts of the buckets and the end of the last, ascending, in milliseconds; the first is not after `from`. */
  readonly edges: readonly number[];
  /** A number for each bucket: those with the same one are summed up together, and it takes the place of the time. */
  readonly slots?: readonly number[];
}

/** Column names of the sums of one kind. They are made of kinds, which are fixed words, never of input. */
export const countColumn = (kind: SampleKind): string => `${kind}_count`;
export const millisecondsColumn = (kind: SampleKind): string => `${kind}_ms`;
export const percentileColumn = ({ kind, percent }: Percentile): string => `${kind}_p${percent}`;

/** What some measures are computed from, each once. */
export function needsOf(measures: readonly Measure[]): Pick<SumsQuestion, 'kinds' | 'percentiles'> {
  const percentiles = new Map(
    measures.flatMap(({ percentile }) =>
      percentile ? [[percentileColumn(percentile), percentile] as const] : [],
    ),
  );
  return {
    kinds: [...new Set(measures.flatMap(({ kinds }) => kinds))].filter((kind) => kind !== 'episode_open'),
    percentiles: [...percentiles.values()],
  };
}

/**
 * The SQL that answers a question for sums: whole days and quarters of an hour come from the roll-ups, the rest at
 * both ends of the range from the samples themselves; all of it, where the roll-ups do not know the dimensions. Only
 * the kinds that are asked for are read.
 */
export function compileStats(question: SumsQuestion): CompiledQuery {
  const { kinds, percentiles, edges, groupBy } = question;
  const conditions = conditionsOf(question);
  const sources = sourcesOf(question, conditions.sql);
  const starts = listParameter('starts', edges.slice(0, -1));
  const slots = question.slots === undefined ? undefined : listParameter('slots', question.slots);
  const start = `roundDown(moment, ${starts.sql})`;
  const columns = [
    // The moment is not called `at`: that alias would hide the column of samples from WHERE.
    `${slots === undefined ? start : `transform(${start}, ${starts.sql}, ${slots.sql}, -1)`} AS time`,
    ...groupBy.map(columnName).map((name) => `${name}_of AS ${name}`),
    ...kinds.flatMap((kind) => [
      `sumIf(counted, kind = '${kind}') AS ${countColumn(kind)}`,
      `sumIf(value_sum, kind = '${kind}') AS ${millisecondsColumn(kind)}`,
    ]),
    ...percentileColumns(percentiles),
  ];
  const groups = ['time', ...groupBy.map(columnName)].join(', ');
  return {
    sql: `SELECT\n  ${columns.join(',\n  ')}
FROM (
  ${sources.join('\n  UNION ALL\n  ')}
)
GROUP BY ${groups}
ORDER BY ${groups}`,
    parameters: { ...starts.parameters, ...slots?.parameters, kinds: [...kinds], ...conditions.parameters },
  };
}

/** At least one, also for a range of no length. */
function sourcesOf(question: SumsQuestion, conditions: string): string[] {
  const parts: TimeParts = areRollUpsEnough(question)
    ? timePartsOf(question, question.edges)
    : { days: [], quarters: [], rest: [{ from: question.from, to: question.to }] };
  const dimensions = dimensionColumns(question);
  const hasBins = question.percentiles.length > 0;
  const rollUp = (table: string, ranges: readonly TimeRange[]): string =>
    `SELECT kind, toInt64(toUnixTimestamp(bucket)) * 1000 AS moment, samples AS counted, value_sum${hasBins ? ', bins' : ''}${dimensions}
  FROM ${table} FINAL
  WHERE kind IN {kinds: Array(String)} AND (${ranges.map(rangeOf('bucket')).join(' OR ')})${conditions}`;
  const ofSamples = (ranges: readonly TimeRange[]): string =>
    `SELECT kind, toUnixTimestamp64Milli(at) AS moment, 1 AS counted, value AS value_sum${hasBins ? ', map(bin, toUInt64(1)) AS bins' : ''}${dimensions}
  FROM samples FINAL
  WHERE kind IN {kinds: Array(String)}
    AND (${ranges.map(({ from, to }) => rangeOf('bucket')({ from: from - (from % QUARTER_MS), to })).join(' OR ')})
    AND (${ranges.map(rangeOf('at')).join(' OR ')})${conditions}`;
  return [
    ...(parts.days.length > 0 ? [rollUp('rollup_1d', parts.days)] : []),
    ...(parts.quarters.length > 0 ? [rollUp('rollup_15m', parts.quarters)] : []),
    ...(parts.rest.length > 0 ? [ofSamples(parts.rest)] : []),
  ];
}

/** Numbers of this program's own, never input: many parameters would cost more than the query. */
function rangeOf(column: string): (range: TimeRange) => string {
  const instant = (time: number): string => `fromUnixTimestamp64Milli(${Math.trunc(time)})`;
  return ({ from, to }) => `(${column} >= ${instant(from)} AND ${column} < ${instant(to)})`;
}

/** The nearest rank of the bins, and of the bin that has it the middle, in milliseconds. */
function percentileColumns(percentiles: readonly Percentile[]): string[] {
  const kinds = [...new Set(percentiles.map(({ kind }) => kind))];
  return [
    ...kinds.flatMap((kind) => [
      `sumMapIf(bins, kind = '${kind}') AS ${kind}_bins`,
      `arrayCumSum(mapValues(${kind}_bins)) AS ${kind}_ranks`,
    ]),
    ...percentiles.map((percentile) => {
      const { kind, percent } = percentile;
      const rank = `intDiv(${kind}_ranks[-1] * ${percent} + 99, 100)`;
      const bin = `mapKeys(${kind}_bins)[arrayFirstIndex(ranked -> ranked >= ${rank}, ${kind}_ranks)]`;
      const middle = `if(${bin} = 0, 0, ${2 / (BIN_FACTOR + 1)} * pow(${BIN_FACTOR}, ${bin} - 1))`;
      return `if(empty(${kind}_ranks), NULL, ${middle}) AS ${percentileColumn(percentile)}`;
    }),
  ];
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
