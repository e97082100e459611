import type { ResultSet } from '@clickhouse/client';
import { Deadline } from './deadline';
import { callError } from './run-call';
import type { Call } from './run-call';

/**
 * The rows of one call in portions, within its time limit. The connection is read only as portions are asked for;
 * whoever stops asking closes it, and with that ends the query.
 * @throws ClickHouseError for whatever goes wrong, also after some rows; an answer that is not whole never just ends
 */
export async function* streamCall<Row>(
  call: Call,
  send: (signal: AbortSignal) => Promise<ResultSet<'JSONEachRow'>>,
): AsyncGenerator<Row[]> {
  const deadline = new Deadline(call.timeoutMs, call.signal);
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
