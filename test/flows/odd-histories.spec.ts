import fc from 'fast-check';
import { measuresPerBucket } from '../reference/buckets';
import type { RawDelivery } from '../reference/delivery';
import { historiesOf } from '../reference/history';
import { operatorNamesOf } from '../reference/operator-names';
import type { History } from '../reference/history';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { localDayEdges } from '../support/local-days';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';
import { oddHistories, oddRange } from '../support/odd-histories';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { COUNTED, SELECTION, statsOf } from '../support/stats-of-reference';

const SEED = 20_260_327;
/** Two days before the clock is put forward in Vilnius. */
const START = Date.UTC(2026, 2, 27);
/** More of them take minutes: `HISTORIES=60`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 20);
const accounts = Array.from({ length: HISTORIES }, (_, index) => `case${index}`);

interface Answer {
  readonly stats: ({ account: string; time: string } & Record<string, unknown>)[];
}

describe('histories of every kind of event at awkward times', () => {
  const histories = fc.sample(oddHistories(START), { numRuns: HISTORIES, seed: SEED });
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  const received: RawDelivery[] = [];

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const environment = environmentOf(accounts);
    service = await RunningService.start({ dataDir: dataDir.path, environment });
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  /** Sends to each account, one after the other, what is chosen of its history. */
  async function send(choose: (bodies: readonly Buffer[]) => Buffer[]): Promise<void> {
    const chosen = accounts.map((account, index) => [account, choose(histories[index] ?? [])] as const);
    received.push(...(await sendToAccounts(service.url, new Map(chosen))));
    await untilRolledUp(service.url);
  }

  async function expectReference(zone: string): Promise<void> {
    const { from, to } = oddRange(START);
    const edges = localDayEdges(from, to, zone);
    const range = `from: "${new Date(edges[0] as number).toISOString()}", to: "${new Date(edges.at(-1) as number).toISOString()}"`;
    const query = `{ stats(${range}, granularity: DAY, timezone: "${zone}", groupBy: [ACCOUNT]) { account time ${SELECTION} } }`;
    const { stats } = await dataOf<Answer>(service.url, query);
    const reference = historiesOf(received);
    for (const account of accounts) {
      const days = measuresPerBucket(reference.get(account) as History, edges);
      const expected = days.map((day, index) => ({
        account,
        time: new Date(edges[index] as number).toISOString(),
        ...statsOf(day),
      }));
      const answered = stats.filter((row) => row.account === account);
      const bodies = received
        .filter((delivery) => delivery.account === account)
        .map(({ body }) => body.toString());
      // A group in which nothing happened has no rows.
      const isSilent = days.every((day) => COUNTED.every((name) => day[name] === 0));
      expect({ bodies, answered }).toEqual({ bodies, answered: isSilent ? [] : expected });
    }
  }

  async function expectNames(): Promise<void> {
    const { from, to } = oddRange(START);
    const range = `from: "${new Date(from).toISOString()}", to: "${new Date(to).toISOString()}"`;
    const fields = 'account operator operatorName messagesOperator messagesCopilot';
    const query = `{ stats(${range}, granularity: TOTAL, groupBy: [OPERATOR]) { ${fields} } }`;
    const { stats } = await dataOf<{ stats: Record<string, string>[] }>(service.url, query);
    const reference = historiesOf(received);
    const expected = stats.map(({ account = '', operator = '' }) => {
      const names = operatorNamesOf(reference.get(account)?.events ?? []);
      return [account, operator, names.get(operator) ?? operator];
    });
    expect(expected.length).toBeGreaterThan(HISTORIES);
    expect(stats.map(({ account, operator, operatorName }) => [account, operator, operatorName])).toEqual(
      expected,
    );
  }

  it('are counted as the definitions say when only their first half is there', async () => {
    await send((bodies) => bodies.slice(0, bodies.length >> 1));
    await expectReference('Europe/Vilnius');
    await expectNames();
  });

  it('and when the rest comes late, in reverse, and the first half once more', async () => {
    await send((bodies) => [...bodies].reverse());
    await expectReference('Europe/Vilnius');
    await expectReference('Asia/Kathmandu');
    await expectNames();
  });
});
