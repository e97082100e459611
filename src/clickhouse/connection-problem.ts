import type { ClickHouseError } from './clickhouse-error';

const ACCESS_DENIED = 'ACCESS_DENIED';

/**
 * Why ClickHouse cannot be used, and what to do about it. Whoever asks for numbers is answered so: where the database
 * is stands in the log alone.
 */
export function connectionProblem(
  { code, serverType, message }: ClickHouseError,
  { isEmbedded }: { readonly isEmbedded: boolean },
): string {
  const which = isEmbedded ? 'The embedded ClickHouse' : 'The ClickHouse at CLICKHOUSE_URL';
  if (serverType === ACCESS_DENIED) {
    return `${which} does not let the user do what the service needs: grant CLICKHOUSE_USER all rights on CLICKHOUSE_DATABASE.`;
  }
  if (code === 'CLICKHOUSE_REFUSED') return `${which} refuses to be used. ${message}`;
  if (isEmbedded) return `${which} does not answer; it is started again: the log of the service says why.`;
  return `${which} does not answer: see that it runs, and that the address is right.`;
}
