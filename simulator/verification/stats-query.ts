import type { Count } from '../world/measure-names';
import { COUNTS } from '../world/measure-names';
import type { Average, Share } from './averages';
import { AVERAGES, SHARES } from './averages';
import { askService, failed } from './ask-service';
import type { Api } from './ask-service';

/** The measures of a range; averages and shares of nothing are null. */
export type Stats = Readonly<Record<Count, number>> & Readonly<Record<Average | Share, number | null>>;

/** The statistics of a service that has counted nothing. */
export const NO_STATS = Object.fromEntries([
  ...COUNTS.map((count) => [count, 0]),
  ...[...AVERAGES, ...SHARES].map((ratio) => [ratio, null]),
]) as unknown as Stats;

export interface StatsQuestion extends Api {
  /** UTC milliseconds, half-open. */
  readonly from: number;
  readonly to: number;
  /** `undefined`: all accounts together. */
  readonly account: string | undefined;
}

const RATIOS = [...AVERAGES, ...SHARES] as const;
const FIELDS = [...COUNTS, ...RATIOS] as const;
/**
 * Asks the service's GraphQL API for the totals of a range; again while its database is not there yet.
 * @throws SimulatorError `STATS_FAILED`
 */
export async function askStats(question: StatsQuestion): Promise<Stats> {
  const { query, variables } = requestFor(question);
  return statsIn(await askService(question, query, variables));
}

function requestFor({ from, to, account }: StatsQuestion) {
  const filter = account === undefined ? '' : ', filter: { accounts: [$account] }';
  const parameters = account === undefined ? '' : ', $account: String!';
  return {
    query: `query ($from: DateTime!, $to: DateTime!${parameters}) {
      stats(from: $from, to: $to, granularity: TOTAL${filter}) { ${FIELDS.join(' ')} }
    }`,
    variables: { from: new Date(from).toISOString(), to: new Date(to).toISOString(), account },
  };
}

function statsIn(data: unknown): Stats {
  const [row] = (data as { stats?: Record<string, unknown>[] } | undefined)?.stats ?? [];
  if (row === undefined) throw failed('there is no row in the answer');
  const isRight =
    COUNTS.every((field) => Number.isInteger(row[field])) &&
    RATIOS.every((field) => row[field] === null || typeof row[field] === 'number');
  if (!isRight) throw failed(`the row is not as documented: ${JSON.stringify(row).slice(0, 300)}`);
  return row as unknown as Stats;
}
