import type { SqlParameters } from '../../../platform/clickhouse/sql-parameters';
import { columnPrefix, DEFAULT_CLOCK } from '../clock';
import type { Clock } from '../clock';
import { clampToStorable } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import type { FactKind, Measure } from '../registry/measure';
import { BIN_COLUMNS, percentileColumns, percentileColumnsOfStates } from './bins';
import { areRollUpsEnough, columnName, conditionsOf, memberColumns, rollUpsOf } from './dimensions';
import type { Grouping } from './dimensions';
import { rowsOfTeams } from './rows-of-teams';
import type { FacetDays } from './facet-days';
import { DAY_MS, dayPartsOf, QUARTER_MS, timePartsOf } from './time-parts';
import type { TimeParts, WholeBuckets } from './time-parts';

/** All versions of a row are of the same year. */
export const FINAL_SETTINGS = ['do_not_merge_across_partitions_select_final = 1'];
/**
 * To find out which of few rows have a single version, so that more threads can read them, takes longer than reading.
 */
const ROLL_UPS_ONLY_SETTINGS = [
  'split_parts_ranges_into_intersecting_and_non_intersecting_final = 0',
  'split_intersecting_parts_ranges_into_layers_final = 0',
];

/** A statement and the values of its parameters. */
export interface CompiledQuery {
  readonly sql: string;
  readonly parameters: SqlParameters;
}

/** A part of a statement, and the values of its parameters. */
export interface Source {
  readonly sql: string;
  readonly parameters: Record<string, readonly number[] | string>;
}

/** A question for sums of facts by bucket and group. */
export interface SumsQuestion extends TimeRange, Grouping {
  readonly kinds: readonly FactKind[];
  /** The percentiles that are wanted of durations. */
  readonly percents: readonly number[];
  /** On which durations are. */
  readonly clock?: Clock;
  /** Whether all bins are wanted of durations, instead of some percentiles. */
  readonly areBinsNeeded?: boolean;
  /** Whether the squares of the values are wanted. */
  readonly areSquaresNeeded?: boolean;
  /** Whether replies are wanted by episode, which is a statement of its own. */
  readonly areEpisodesNeeded?: boolean;
  /** The starts of the buckets and the end of the last, ascending, in milliseconds; the first is not after `from`. */
  readonly edges: readonly number[];
  /** 0 to 999 for each bucket: those with the same one are summed up together, and it takes the place of the time. */
  readonly slots?: readonly number[];
  /** Which days are summed up by the one facet that is asked for; by default the facts of all are read. */
  readonly facetDays?: FacetDays | undefined;
}

/** What some measures are computed from, each once. */
export function requiredFacts(
  measures: readonly Measure[],
): Pick<SumsQuestion, 'kinds' | 'percents' | 'areBinsNeeded' | 'areSquaresNeeded' | 'areEpisodesNeeded'> {
  return {
    kinds: [...new Set(measures.flatMap(({ kinds }) => kinds))].filter((kind) => kind !== 'episode_open'),
    percents: [...new Set(measures.flatMap(({ percentile }) => percentile?.percent ?? []))],
    areBinsNeeded: measures.some(({ needs }) => needs === 'bins'),
    areSquaresNeeded: measures.some(({ needs }) => needs === 'squares'),
    areEpisodesNeeded: measures.some(({ needs }) => needs === 'episodes'),
  };
}

/**
 * The SQL that answers a question for sums. Whole buckets of roll-ups, as long as possible, come from these; the rest
 * at both ends of the range, and quarters in which a bucket begins, from the facts themselves, and so does all of it
 * where the roll-ups do not know the dimensions. Only the kinds that are asked for are read.
 */
export function compileStats(asked: SumsQuestion): CompiledQuery {
  const question = { ...asked, from: clampToStorable(asked.from), to: clampToStorable(asked.to) };
  const { kinds, edges, groupBy } = question;
  const conditions = conditionsOf(question);
  const sources = sourcesOf(question, conditions.sql);
  const time = timeColumn(edges.slice(0, -1), question.slots);
  const groups = ['time', ...groupBy.map(columnName), 'kind'].join(', ');
  const rows = sources.map(({ sql }) => sql).join('\n  UNION ALL\n  ');
  const byTeam = groupBy.includes('TEAM') ? rowsOfTeams(question, rows, time.sql) : undefined;
  const columns = [
    // The moment is not called `at`: that alias would hide the column of facts from WHERE.
    byTeam ? 'time' : time.sql,
    ...groupBy.map((dimension) => {
      const name = columnName(dimension);
      return `${dimension === 'TEAM' && byTeam ? byTeam.team : `${name}_of`} AS ${name}`;
    }),
    'kind',
    'sum(counted) AS facts',
    'sum(value_sum) AS milliseconds',
    ...(question.areSquaresNeeded === true ? ['sum(value_squares) AS squares'] : []),
    ...binColumns(question),
  ];
  return {
    sql: `SELECT\n  ${columns.join(',\n  ')}
FROM (
  ${byTeam?.sql ?? rows}
)
GROUP BY ${groups}
ORDER BY ${groups}
SETTINGS ${(areRollUpsEnough(question) ? [...FINAL_SETTINGS, ...ROLL_UPS_ONLY_SETTINGS] : FINAL_SETTINGS).join(', ')}`,
    parameters: {
      ...parametersOf(sources),
      ...time.parameters,
      kinds: [...kinds],
      ...conditions.parameters,
    },
  };
}

function binColumns({ percents, areBinsNeeded = false, groupBy }: SumsQuestion): readonly string[] {
  if (areBinsNeeded) return BIN_COLUMNS;
  if (percents.length === 0) return [];
  return groupBy.includes('TEAM') ? percentileColumnsOfStates(percents) : percentileColumns(percents);
}

/**
 * The start of the bucket of a moment, or its slot. A slot stands in the last three digits of its start: every number
 * in a statement costs ClickHouse time before it reads a row, and a list of slots beside that of the starts costs as
 * much.
 */
export function timeColumn(starts: readonly number[], slots: readonly number[] | undefined): Source {
  if (slots === undefined) {
    const { sql, parameters } = listParameter('starts', 'Int64', starts);
    return { sql: `roundDown(moment, ${sql}) AS time`, parameters };
  }
  const withSlots = starts.map((start, index) => start * 1000 + (slots[index] ?? 0));
  const { sql, parameters } = listParameter('starts', 'Int64', withSlots);
  return { sql: `toInt64(roundDown(moment * 1000 + 999, ${sql}) % 1000) AS time`, parameters };
}

/**
 * At least one, also for a range of no length. What columns of the sorting key say is asked for in PREWHERE, before
 * versions of rows are compared, and the other columns are read of the rows that remain: all versions of a row have the
 * same key. Other columns may differ between versions; FINAL must have chosen one before they are asked.
 */
function sourcesOf(question: SumsQuestion, conditions: string): Source[] {
  const { edges, facetDays } = question;
  const areThere = areRollUpsEnough(question);
  const parts: TimeParts = areThere
    ? timePartsOf(question, edges)
    : dayPartsOf(question, edges, facetDays?.versions ?? new Map());
  const dimensions = memberColumns(question);
  const { ofRollUp, ofFact } = valueColumns(question);
  const ofRollUps = ({ sql, parameters }: Source): Source => ({
    sql: `SELECT toInt64(toUnixTimestamp(bucket)) * 1000 AS moment, kind, ${ofRollUp}${dimensions}
  FROM rollups FINAL
  PREWHERE kind IN {kinds: Array(String)} AND ${sql}${conditions}`,
    parameters,
  });
  const ofRest =
    parts.rest.length === 0 ? [] : [factsIn(parts.rest, question, `kind, ${ofFact}${dimensions}`)];
  const ofFacet =
    areThere || facetDays === undefined
      ? []
      : parts.rollUps.map(({ ranges }) => sumsOfFacet(facetDays, ranges, question));
  return [...(areThere ? rollUpCondition(question, parts).map(ofRollUps) : ofFacet), ...ofRest];
}

/** The sums of whole days by a facet: a page or value of an attribute is called there as in the facts. */
function sumsOfFacet(
  { facet, versions }: FacetDays,
  days: readonly TimeRange[],
  question: SumsQuestion,
): Source {
  const starts = days.flatMap(({ from, to }) =>
    Array.from({ length: (to - from) / DAY_MS }, (_, index) => from + index * DAY_MS),
  );
  const chosen = starts.map((start) => versions.get(start) ?? 0);
  const { sql, parameters } = listParameter('versions', 'UInt64', chosen);
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  const date = (time: number): string => `toDate('${new Date(time).toISOString().slice(0, 10)}')`;
  const columns = `${valueColumns(question, 'facet_sums').ofRollUp}${memberColumns(question)}`;
  return {
    sql: `SELECT toInt64(toUnixTimestamp(toDateTime(day, 'UTC'))) * 1000 AS moment, kind, ${columns}
  FROM facet_sums FINAL
  PREWHERE facet = {facet: String} AND kind IN {kinds: Array(String)} AND day >= ${date(first)} AND day <= ${date(last)}
    AND version IN ${sql}
  WHERE true${conditionsOf(question).sql}`,
    parameters: { ...parameters, facet },
  };
}

/** The `moment` and some columns of facts; the values of `kinds` and of the filter are not with it. */
export function factsIn(ranges: readonly TimeRange[], question: SumsQuestion, columns: string): Source {
  // Whole quarters, but for the two at the ends.
  const quarters = ranges.map(({ from, to }) => ({
    from: Math.floor(from / QUARTER_MS) * QUARTER_MS,
    to: Math.ceil(to / QUARTER_MS) * QUARTER_MS,
  }));
  const { sql: when, parameters } = bucketCondition('rest', quarters, QUARTER_MS);
  const sql = `SELECT toUnixTimestamp64Milli(at) AS moment, ${columns}
  FROM facts FINAL
  PREWHERE kind IN {kinds: Array(String)} AND ${when}
  WHERE at >= fromUnixTimestamp64Milli(${question.from}) AND at < fromUnixTimestamp64Milli(${question.to})${conditionsOf(question).sql}`;
  return { sql, parameters };
}

/** What is summed up of a row, under the same names whatever the clock. */
function valueColumns(
  question: SumsQuestion,
  rollUps: 'rollups' | 'facet_sums' = 'rollups',
): { readonly ofRollUp: string; readonly ofFact: string } {
  const { percents, areBinsNeeded = false, areSquaresNeeded = false, clock = DEFAULT_CLOCK } = question;
  const value = columnPrefix(clock);
  const of = (name: string): string => (value === 'value' ? name : `worked_${name.slice(6)} AS ${name}`);
  const ofRollUp = ['facts AS counted', of('value_sum')];
  const ofFact = ['1 AS counted', `${value} AS value_sum`];
  if (areSquaresNeeded) {
    ofRollUp.push(of('value_squares'));
    ofFact.push(`toUInt128(abs(${value})) * toUInt128(abs(${value})) AS value_squares`);
  }
  if (percents.length > 0 || areBinsNeeded) {
    const bins = value === 'value' ? 'bins' : `if(empty(worked_bins), ${rollUps}.bins, worked_bins) AS bins`;
    ofRollUp.push(bins, of('value_min'), of('value_max'));
    const bin = value === 'value' ? 'bin' : 'worked_bin';
    ofFact.push(`map(${bin}, toUInt32(1)) AS bins`, `${value} AS value_min`, `${value} AS value_max`);
  }
  return { ofRollUp: ofRollUp.join(', '), ofFact: ofFact.join(', ') };
}

/** Which roll-ups hold the parts of a range: one condition for all of them, or none where there are no such parts. */
function rollUpCondition(question: SumsQuestion, { rollUps }: TimeParts): Source[] {
  if (rollUps.length === 0) return [];
  const dimensions = rollUpsOf(question);
  const conditions = rollUps.map(({ length, ranges }: WholeBuckets): Source => {
    // Of quarters none are kept by operator alone.
    const rows = length === QUARTER_MS && dimensions === 'operator' ? 'operator_copilot' : dimensions;
    const grain = length / 1000;
    const { sql, parameters } = bucketCondition(`of_${grain}`, ranges, length);
    return { sql: `(dimensions = '${rows}' AND grain = ${grain} AND ${sql})`, parameters };
  });
  return [
    { sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`, parameters: parametersOf(conditions) },
  ];
}

function parametersOf(sources: readonly Source[]): Source['parameters'] {
  return sources.reduce((all, { parameters }) => ({ ...all, ...parameters }), {});
}

/** That are compared one by one. */
const MAX_INLINE_RANGES = 4;

/**
 * The condition for the buckets of a roll-up that begin in some ranges, ascending, which begin and end with buckets.
 * Of many ranges the buckets are listed: a long chain of comparisons costs ClickHouse more than the reading.
 * @param name what parameters are called by
 * @param length of a bucket, in milliseconds
 */
function bucketCondition(
  name: string,
  ranges: readonly TimeRange[],
  length: number,
): { readonly sql: string; readonly parameters: Record<string, readonly number[]> } {
  if (ranges.length <= MAX_INLINE_RANGES) return { sql: bucketsIn(ranges), parameters: {} };
  const buckets = ranges.flatMap(({ from, to }) =>
    Array.from({ length: (to - from) / length }, (_, index) => (from + index * length) / 1000),
  );
  const { sql, parameters } = listParameter(name, "DateTime('UTC')", buckets);
  return { sql: `bucket IN ${sql}`, parameters };
}

/**
 * The condition for the buckets that begin in any of a few ranges. Numbers stand in the text; they are this program's
 * own, never input.
 */
function bucketsIn(ranges: readonly TimeRange[]): string {
  const instant = (time: number): string => `toDateTime(${Math.ceil(time / 1000)}, 'UTC')`;
  const between = ({ from, to }: TimeRange): string =>
    `(bucket >= ${instant(from)} AND bucket < ${instant(to)})`;
  return `(${ranges.map(between).join(' OR ')})`;
}

/** ClickHouse takes 128 KiB for one parameter. */
const NUMBERS_PER_PARAMETER = 5_000;

/** A list of whole numbers, in as many parameters as it takes, and the SQL that puts it together. */
function listParameter(
  name: string,
  type: 'Int64' | 'UInt64' | "DateTime('UTC')",
  values: readonly number[],
): { readonly sql: string; readonly parameters: Record<string, readonly number[]> } {
  const parameters: Record<string, readonly number[]> = {};
  for (let first = 0; first < values.length; first += NUMBERS_PER_PARAMETER) {
    parameters[`${name}_${first}`] = values.slice(first, first + NUMBERS_PER_PARAMETER);
  }
  const parts = Object.keys(parameters).map((part) => `{${part}: Array(${type})}`);
  return { sql: parts.length === 1 ? parts.join() : `arrayConcat(${parts.join(', ')})`, parameters };
}
