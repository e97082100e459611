import type { SqlParameters } from '../../clickhouse/sql-parameters';
import type { SampleKind } from '../registry/measure';
import type { StatsRequest } from './stats-request';

/** A grain that divides every bucket of every zone: the roll-ups are kept at it. */
export const ROLLUP_GRAIN_MS = 15 * 60_000;
/** ClickHouse takes 128 KiB for one parameter. */
const STARTS_PER_PARAMETER = 5_000;

/** A statement and the values of its parameters. */
export interface CompiledQuery {
  readonly sql: string;
  readonly parameters: SqlParameters;
}

/** Column names of the sums of one kind. They are made of kinds, which are fixed words, never of input. */
export const countColumn = (kind: SampleKind): string => `${kind}_count`;
export const millisecondsColumn = (kind: SampleKind): string => `${kind}_ms`;

/**
 * The SQL that answers a question for numbers: whole quarters of an hour come from the roll-ups, the rest at
 * both ends of the range from the samples themselves. Only the kinds that the asked measures need are read.
 * @param edges the starts of the buckets and the end of the last, ascending, in milliseconds
 */
export function compileStats(request: StatsRequest, edges: readonly number[]): CompiledQuery {
  const kinds = [...new Set(request.measures.flatMap((measure) => measure.kinds))];
  const whole = wholeQuarters(request, edges);
  const groups = ['time', ...(request.groupBy.includes('ACCOUNT') ? ['account'] : [])];
  const ofAccounts = request.accounts.length === 0 ? '' : '\n    AND account IN {accounts: Array(String)}';
  const sums = kinds.flatMap((kind) => [
    `sumIf(samples, kind = '${kind}') AS ${countColumn(kind)}`,
    `sumIf(value_sum, kind = '${kind}') AS ${millisecondsColumn(kind)}`,
  ]);

  const starts = inPortions(edges.slice(0, -1));
  const allStarts = `arrayConcat(${Object.keys(starts)
    .map((name) => `{${name}: Array(Int64)}`)
    .join(', ')})`;

  // The moment is not called `at`: that alias would hide the column of samples from WHERE.
  const sql = `SELECT
  ${[`roundDown(moment, ${allStarts}) AS time`, ...groups.slice(1), ...sums].join(',\n  ')}
FROM (
  SELECT account, kind, toInt64(toUnixTimestamp(bucket)) * 1000 AS moment, samples, value_sum
  FROM rollup_15m FINAL
  WHERE kind IN {kinds: Array(String)}
    AND bucket >= {whole_from: DateTime64(3)} AND bucket < {whole_to: DateTime64(3)}${ofAccounts}
  UNION ALL
  SELECT account, kind, toUnixTimestamp64Milli(at) AS moment, 1 AS samples, value AS value_sum
  FROM samples FINAL
  WHERE kind IN {kinds: Array(String)}
    AND at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}
    AND NOT (at >= {whole_from: DateTime64(3)} AND at < {whole_to: DateTime64(3)})
    AND ((bucket >= {first_quarter: DateTime64(3)} AND bucket < {whole_from: DateTime64(3)})
      OR (bucket >= {whole_to: DateTime64(3)} AND bucket < {to: DateTime64(3)}))${ofAccounts}
)
GROUP BY ${groups.join(', ')}
ORDER BY ${groups.join(', ')}`;

  return {
    sql,
    parameters: {
      ...starts,
      kinds,
      from: new Date(request.from),
      to: new Date(request.to),
      first_quarter: new Date(floorToGrain(request.from)),
      whole_from: new Date(whole.from),
      whole_to: new Date(whole.to),
      ...(request.accounts.length === 0 ? {} : { accounts: request.accounts }),
    },
  };
}

function inPortions(starts: readonly number[]): Record<string, readonly number[]> {
  const portions: Record<string, readonly number[]> = {};
  for (let first = 0; first < starts.length; first += STARTS_PER_PARAMETER) {
    portions[`starts_${first}`] = starts.slice(first, first + STARTS_PER_PARAMETER);
  }
  return portions;
}

/**
 * The part of the range that consists of whole quarters of an hour; empty (at the end of the range) if there
 * is none, or if a bucket begins within a quarter, as in zones of long ago.
 */
function wholeQuarters({ from, to }: StatsRequest, edges: readonly number[]): { from: number; to: number } {
  const first = Math.ceil(from / ROLLUP_GRAIN_MS) * ROLLUP_GRAIN_MS;
  const last = floorToGrain(to);
  const inner = edges.filter((edge) => edge > from && edge < to);
  const isAligned = inner.every((edge) => edge % ROLLUP_GRAIN_MS === 0);
  return first < last && isAligned ? { from: first, to: last } : { from: to, to };
}

function floorToGrain(time: number): number {
  return Math.floor(time / ROLLUP_GRAIN_MS) * ROLLUP_GRAIN_MS;
}
