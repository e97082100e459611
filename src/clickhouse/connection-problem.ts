import type { ClickHouseError } from './clickhouse-error';

const ACCESS_DENIED = 'ACCESS_DENIED';

/** Why a server cannot be used, and what to do about it. @param server its address */
export function connectionProblem({ code, serverType, message }: ClickHouseError, server: string): string {
  const at = `ClickHouse at ${server}`;
  if (serverType === ACCESS_DENIED) {
    return `${at} does not let the user do what the service needs: grant CLICKHOUSE_USER all rights on CLICKHOUSE_DATABASE.`;
  }
  if (code === 'CLICKHOUSE_REFUSED') return `${at} refuses to be used. ${message}`;
  return `${at} does not answer: see that it runs, and that CLICKHOUSE_URL is right.`;
}
