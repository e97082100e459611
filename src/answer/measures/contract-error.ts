import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { ShardUnavailable } from '../shards/shard-unavailable';

/** An error as the public contract tells it, with the HTTP status that belongs to it. */
export interface ContractError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** When to come again; undefined: not known. */
  readonly retryAfterSeconds?: number;
}

/** When to come again, of what is refused for the moment. */
export const RETRY_AFTER_SECONDS = 10;

/** The codes that a caller can do something about. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  FORBIDDEN: 403,
  RESULT_TOO_LARGE: 400,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

const TOO_LONG =
  'A text, or the values of a list, are longer than the database takes in one piece (128 KiB): give fewer or shorter ones.';

/** What a caller is told of an error that he can do something about; `undefined` for any other. */
export function callersError(error: unknown): ContractError | undefined {
  if (error instanceof ClickHouseError && error.isParameterTooLong)
    return { code: 'BAD_USER_INPUT', status: 400, message: TOO_LONG };
  if (error instanceof ShardUnavailable)
    return { code: 'SHARD_UNAVAILABLE', status: 503, message: awayMessage(error.accounts) };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const status = STATUS_OF_CODE[code];
  if (!(error instanceof Error) || status === undefined) return undefined;
  const retry = 'retryAfterSeconds' in error ? Number(error.retryAfterSeconds) : RETRY_AFTER_SECONDS;
  return { code, status, message: error.message, ...(status === 429 && { retryAfterSeconds: retry }) };
}

function awayMessage(accounts: readonly string[]): string {
  return `The database of ${accounts.join(', ')} cannot be asked at the moment. Nothing is lost; try again, or ask about other accounts, or with ifUnavailable: LEAVE_OUT for what there is of them.`;
}

/** What a caller is told of an error that he can do nothing about. The log tells more. */
export function serversError(error: unknown): ContractError {
  if (error instanceof ClickHouseError)
    return { code: 'UNAVAILABLE', status: 503, message: becauseOf(error) };
  return {
    code: 'INTERNAL_SERVER_ERROR',
    status: 500,
    message: 'Something went wrong here. The log of the service says more.',
  };
}

/** ClickHouse's number of it. */
const MEMORY_LIMIT_EXCEEDED = 241;

function becauseOf({ code, serverCode }: ClickHouseError): string {
  if (serverCode === MEMORY_LIMIT_EXCEEDED)
    return 'The question takes more memory than the database may use. Ask for a shorter range or fewer groups, or try again later.';
  switch (code) {
    case 'CLICKHOUSE_TIMEOUT':
      return 'The database took too long to answer. Ask for a shorter range or fewer groups, or try again later.';
    case 'CLICKHOUSE_REFUSED':
      return 'The database refused the question. Nothing is lost; the log of the service says why.';
    case 'CLICKHOUSE_UNREACHABLE':
    case 'CLICKHOUSE_CUT_OFF':
      return 'The database cannot be asked at the moment. Nothing is lost; try again.';
  }
}
