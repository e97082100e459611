import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';

/**
 * A database that has some of the accounts which a question is about does not answer, while others may. To whoever
 * waits for the database it is one that is away.
 */
export class ShardUnavailable extends ClickHouseError {
  /** @param accounts those that cannot be asked about, by name @param first why, of one of them */
  constructor(
    readonly accounts: readonly string[],
    first: ClickHouseError,
  ) {
    const { code, statement, serverCode, serverType, network } = first;
    super({
      ...{ code, statement, serverCode, serverType, network },
      detail: `the shard of ${accounts.join(', ')} is away: ${first.message}`,
    });
    this.name = 'ShardUnavailable';
  }
}

/** The server is not there: it did not say no, and is not slow. */
export function isAway(error: unknown): error is ClickHouseError {
  return (
    error instanceof ClickHouseError &&
    (error.code === 'CLICKHOUSE_UNREACHABLE' || error.code === 'CLICKHOUSE_CUT_OFF')
  );
}
