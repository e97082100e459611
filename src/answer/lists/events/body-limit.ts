import type { CallOptions } from '../../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../../platform/clickhouse/clickhouse-error';
import { ResultTooLarge } from '../../measures/bad-input';
import type { ListPage } from '../../measures/list-page';

/** ClickHouse's TOO_MANY_ROWS_OR_BYTES. */
const TOO_MANY_BYTES = 396;

/** Whether bodies are wanted, and how many bytes of them are too many for one answer. */
export interface BodyLimit {
  readonly areWanted: boolean;
  readonly maxBytes: number;
}

/**
 * Asks for a page of deliveries or events, whose bodies may be of any length.
 * @throws ResultTooLarge before they are read, when there is more of them than `maxBytes`
 */
export async function askWithBodies<Row>(
  { areWanted, maxBytes }: BodyLimit,
  { limit }: ListPage,
  ask: (parameters: { bodies: boolean }, options: CallOptions) => Promise<Row[]>,
): Promise<Row[]> {
  try {
    const settings = { max_result_bytes: String(maxBytes), result_overflow_mode: 'throw' } as const;
    return await ask({ bodies: areWanted }, areWanted ? { settings } : {});
  } catch (error) {
    if (!(error instanceof ClickHouseError) || error.serverCode !== TOO_MANY_BYTES) throw error;
    throw new ResultTooLarge(
      `The bodies of up to ${limit} deliveries are longer than ${maxBytes} bytes together, which is the most here: ` +
        'ask for fewer with limit and offset, for payload, name and text only once or not at all, or take the report "events", which sends any number.',
    );
  }
}
