import { ClickHouseError as ServerError } from '@clickhouse/client';
import type { ClickHouseSettings } from '@clickhouse/client';
import { ClickHouseError } from './clickhouse-error';
import { Deadline } from './deadline';
import { withoutValues } from './without-values';
import type { SqlParameters } from './sql-parameters';

export interface Call {
  /** What logs and errors call the statement. */
  readonly statement: string;
  readonly parameters: SqlParameters;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Aborted when another node of a cluster is asked instead: the one that was may never answer. */
  readonly left?: () => AbortSignal;
  readonly settings: ClickHouseSettings;
}

/** Failures of connecting: the server has seen nothing of the statement. */
const NEVER_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Errors that are about a value, and show parts of it in ways of their own. */
const QUOTES_DATA = /^(BAD_QUERY_PARAMETER|INCORRECT_DATA|TYPE_MISMATCH|CANNOT_(PARSE|CONVERT|READ)_.*)$/;

/** What ClickHouse's HTTP server says before ClickHouse has seen the statement. */
const TOO_LONG = 'Field value too long';

/** Does one call within its time limit. @throws ClickHouseError for whatever goes wrong. */
export async function runCall<T>(call: Call, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new Deadline(call.timeoutMs, call.signal, call.left?.());
  try {
    return await send(deadline.signal);
  } catch (error) {
    throw callError(error, call, deadline);
  } finally {
    deadline.end();
  }
}

/**
 * Does a call that only reads, and once more on a fresh connection if it may be that its own was closed long ago.
 * @param send does it, with the connections of the pool that is named, if one is
 */
export async function againIfCutOff<T>(call: Call, send: (pool?: 'fresh') => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await send();
  } catch (error) {
    if (!mayBeStale(error, call, startedAt)) throw error;
    return send('fresh');
  }
}

/** Whether the connection broke, or the process stood still for so long that the time limit says nothing. */
export function mayBeStale(error: unknown, { signal, timeoutMs }: Call, startedAt: number): boolean {
  if (!(error instanceof ClickHouseError) || signal?.aborted === true) return false;
  const hasStoodStill = performance.now() - startedAt > 1.5 * timeoutMs;
  return error.code === 'CLICKHOUSE_CUT_OFF' || (error.code === 'CLICKHOUSE_TIMEOUT' && hasStoodStill);
}

/** What went wrong with a call, fit for logs. */
export function callError(error: unknown, call: Call, deadline: Deadline): ClickHouseError {
  if (error instanceof ClickHouseError) return error;
  const { statement } = call;
  if (error instanceof ServerError) {
    const type = error.type ?? 'error';
    const text = QUOTES_DATA.test(type)
      ? 'its message quotes data'
      : withoutValues(error.message, call.parameters);
    return new ClickHouseError({
      code: 'CLICKHOUSE_REFUSED',
      statement,
      detail: `${type} (${error.code}): ${text}`,
      serverCode: Number(error.code),
      serverType: error.type,
    });
  }
  if (deadline.hasPassed) {
    const detail = `no answer within ${call.timeoutMs} ms`;
    return new ClickHouseError({ code: 'CLICKHOUSE_TIMEOUT', statement, detail });
  }
  if (call.signal?.aborted) {
    return new ClickHouseError({ code: 'CLICKHOUSE_CUT_OFF', statement, detail: 'given up by the caller' });
  }
  if (String(error).includes(TOO_LONG)) {
    const detail = 'a parameter is longer than the server takes (http_max_field_value_size, 128 KiB)';
    return new ClickHouseError({ code: 'CLICKHOUSE_REFUSED', statement, detail, isParameterTooLong: true });
  }
  const network = networkCodeOf(error);
  if (network !== undefined && NEVER_REACHED.has(network)) {
    const detail = `the server cannot be reached (${network})`;
    return new ClickHouseError({ code: 'CLICKHOUSE_UNREACHABLE', statement, detail, network });
  }
  const detail = `the connection broke (${network ?? 'no complete answer of ClickHouse'})`;
  return new ClickHouseError({ code: 'CLICKHOUSE_CUT_OFF', statement, detail, network });
}

/** The code of a network error, such as `ECONNREFUSED`. */
function networkCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  // Connecting to a name with several addresses fails with one error that holds one for each.
  if ('errors' in error && Array.isArray(error.errors)) return networkCodeOf(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
