/** This process must not compute any more; what it would have written from here on was refused. Nothing is lost. */
export class LeaseLost extends Error {
  readonly code = 'LEASE_LOST';

  /** @param isForgotten whether the server does not know the session; else another process has shut it */
  constructor(isForgotten: boolean) {
    super(
      isForgotten
        ? 'ClickHouse does not know the session of this turn: it was started again, or CLICKHOUSE_URL leads to ' +
            'several servers; it must lead to one'
        : 'another process took over, as this one had not been heard of for too long',
    );
  }
}
