import type { ClickHouseError } from './clickhouse-error';

/**
 * Why ClickHouse cannot be used, and what to do about it. Whoever asks for numbers is answered so: where the database
 * is stands in the log alone.
 */
export function connectionProblem(
  { code, network, message }: ClickHouseError,
  { isEmbedded }: { readonly isEmbedded: boolean },
): string {
  const which = isEmbedded ? 'The embedded ClickHouse' : 'The ClickHouse at CLICKHOUSE_URL';
  if (code === 'CLICKHOUSE_REFUSED') return `${which} refuses to be used. ${message}`;
  if (isEmbedded) return `${which} does not answer; it is started again: the log of the service says why.`;
  if (code === 'CLICKHOUSE_CUT_OFF' && network === undefined) {
    return `${which} does not answer as ClickHouse does: see that the URL is that of its HTTP interface, with port 8123 as a rule, and without a database.`;
  }
  return `${which} does not answer: see that it runs, and that the address is right.`;
}
