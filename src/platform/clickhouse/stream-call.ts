import type { ResultSet } from '@clickhouse/client';
import { Deadline } from './deadline';
import { callError, mayBeStale } from './run-call';
import type { Call } from './run-call';

/**
 * The rows of one call in portions, within its time limit. The connection is read only as portions are asked for;
 * whoever stops asking closes it, and with that ends the query. What breaks before the first portion is asked once
 * more.
 * @throws ClickHouseError for whatever goes wrong, also after some rows; an answer that is not whole never just ends
 */
export async function* streamCall<Row>(
  call: Call,
  send: (signal: AbortSignal, isRepeated: boolean) => Promise<ResultSet<'JSONEachRow'>>,
): AsyncGenerator<Row[]> {
  const startedAt = performance.now();
  let hasBegun = false;
  try {
    for await (const rows of streamOnce<Row>(call, (signal) => send(signal, false))) {
      hasBegun = true;
      yield rows;
    }
  } catch (error) {
    if (hasBegun || !mayBeStale(error, call, startedAt)) throw error;
    yield* streamOnce<Row>(call, (signal) => send(signal, true));
  }
}

async function* streamOnce<Row>(
  call: Call,
  send: (signal: AbortSignal) => Promise<ResultSet<'JSONEachRow'>>,
): AsyncGenerator<Row[]> {
  const deadline = new Deadline(call.timeoutMs, call.signal, call.left?.());
  const { signal } = deadline;
  let close = (): void => undefined;
  try {
    const answer = await send(signal);
    close = () => {
      answer.close();
    };
    signal.addEventListener('abort', close, { once: true });
    for await (const rows of answer.stream<Row>()) yield rows.map((row) => row.json());
  } catch (error) {
    throw callError(error, call, deadline);
  } finally {
    deadline.end();
    signal.removeEventListener('abort', close);
  }
}
