import { ClickHouseError } from './clickhouse-error';

/** ClickHouse's own names of: a wrong or missing password, a user that is not there, one from a wrong place. */
const REFUSALS = new Set([
  'AUTHENTICATION_FAILED',
  'UNKNOWN_USER',
  'WRONG_PASSWORD',
  'REQUIRED_PASSWORD',
  'IP_ADDRESS_NOT_ALLOWED',
]);

/** ClickHouse answers, and does not take the user and password of the settings. Waiting will not help. */
export class CredentialsRefused extends Error {
  readonly code = 'CLICKHOUSE_CREDENTIALS_REFUSED';

  private constructor(cause: ClickHouseError) {
    super(
      `ClickHouse refuses the user or the password (${cause.serverType ?? ''}): set CLICKHOUSE_USER and ` +
        'CLICKHOUSE_PASSWORD to those of the server at CLICKHOUSE_URL, and start again.',
      { cause },
    );
  }

  /** `undefined` for any other error. */
  static from(error: unknown): CredentialsRefused | undefined {
    const isRefusal = error instanceof ClickHouseError && REFUSALS.has(error.serverType ?? '');
    return isRefusal ? new CredentialsRefused(error) : undefined;
  }
}
