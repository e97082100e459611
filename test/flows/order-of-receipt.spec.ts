import fc from 'fast-check';
import { cellsOf } from '../reference/cells';
import type { RawDelivery } from '../reference/delivery';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';
import { oddHistories, oddRange } from '../support/odd-histories';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { ALL_SELECTION, allStatsOf, withoutPercentiles } from '../support/stats-of-reference';

/** Another one with `HISTORY_SEED`. */
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_260_413);
/** More of them take minutes: `HISTORIES=12`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 4);
const ORDERS = ['told', 'reversed', 'mixed'] as const;
const START = Date.UTC(2026, 3, 13);
const { from: FROM, to: TO } = oddRange(START);
const RANGE = `from: "${new Date(FROM).toISOString()}", to: "${new Date(TO).toISOString()}"`;
const FIELDS =
  'account chatId number status startedAt closedAt lastActivityAt operator page messagesOperator rating copilotOutcome';

type Row = Record<string, unknown> & { account: string };

/** The same history comes to several accounts, in another order each, in parts, and partly more than once. */
describe('histories in which many things happen at once', () => {
  // Times of these are at few hours, so that every chat has several of one moment.
  const histories = fc.sample(oddHistories(START), { numRuns: HISTORIES, seed: SEED });
  const [shuffles = []] = fc.sample(fc.array(fc.nat(), { minLength: 500, maxLength: 500 }), {
    numRuns: 1,
    seed: SEED,
  });
  const accounts = histories.flatMap((_, index) => ORDERS.map((order) => `case${index}${order}`));
  const received: RawDelivery[] = [];
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const inOrder = (bodies: readonly Buffer[], order: (typeof ORDERS)[number]): Buffer[] => {
    if (order === 'told') return [...bodies];
    if (order === 'reversed') return [...bodies].reverse();
    const copied = [...bodies, ...bodies.filter((_, index) => index % 4 === 0)];
    return copied
      .map((body, index) => ({ body, place: shuffles[index] ?? 0 }))
      .sort((one, other) => one.place - other.place)
      .map(({ body }) => body);
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path, environment: environmentOf(accounts) });
    const all = histories.flatMap((bodies, index) =>
      ORDERS.map((order) => [`case${index}${order}`, inOrder(bodies, order)] as const),
    );
    for (const part of [0, 1, 2]) {
      const chosen = all.map(([account, bodies]) => {
        const cut = (share: number) => Math.floor((bodies.length * share) / 3);
        return [account, bodies.slice(cut(part), cut(part + 1))] as const;
      });
      received.push(...(await sendToAccounts(service.url, new Map(chosen))));
      await untilRolledUp(service.url);
    }
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  const groupsOf = (rows: readonly Row[]) =>
    histories.map((_, index) =>
      ORDERS.map((order) =>
        rows
          .filter(({ account }) => account === `case${index}${order}`)
          .map((row) => ({ ...row, account: '' })),
      ),
    );

  it('have the same figures in whatever order they come, and those of the definitions', async () => {
    const query = `{ stats(${RANGE}, granularity: DAY, groupBy: [ACCOUNT, OPERATOR, PAGE, COPILOT, ATTRIBUTE],
      attribute: "plan", fill: false, limit: 100000) { account time operator page copilot attribute ${ALL_SELECTION} } }`;
    const { stats } = await dataOf<{ stats: Row[] }>(service.url, query);
    const reference = historiesOf(received);
    const edges = Array.from({ length: (TO - FROM) / 86_400_000 + 1 }, (_, day) => FROM + day * 86_400_000);
    for (const [index, [first = [], ...others]] of groupsOf(stats).entries()) {
      expect(first.length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(first);
      const groupBy = ['operator', 'page', 'copilot', 'attribute'] as const;
      const history = reference.get(`case${index}mixed`) as History;
      const cells = cellsOf(history, { edges, groupBy, attribute: 'plan' });
      const expected = cells.map(({ time, group, measures }) => ({
        account: '',
        time: new Date(time).toISOString(),
        ...group,
        ...allStatsOf(measures),
      }));
      expect(first.map(withoutPercentiles)).toEqual(expected);
    }
  });

  it('have the same episodes, and the same events one after the other', async () => {
    const { episodes } = await dataOf<{ episodes: Row[] }>(
      service.url,
      `{ episodes(${RANGE}, limit: 10000) { ${FIELDS} } }`,
    );
    expect(episodes.length).toBeGreaterThan(ORDERS.length * HISTORIES);
    for (const [first = [], ...others] of groupsOf(episodes)) {
      for (const other of others) expect(other).toEqual(first);
    }
    for (const [index] of histories.entries()) {
      const lists = ORDERS.map(
        (order) => `${order}: chatEvents(account: "case${index}${order}", chatId: "1", limit: 1000) { id }`,
      );
      const { told, ...others } = await dataOf<Record<string, { id: string }[]>>(
        service.url,
        `{ ${lists.join(' ')} }`,
      );
      expect(others).toEqual({ reversed: told, mixed: told });
    }
  });
});
