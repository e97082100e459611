import { dataOf, untilRolledUp } from '../support/graphql-client';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';
import { RunningService, temporaryDataDir } from '../support/running-service';

const T = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 10, minutes)).toISOString();
const user = (id: number, minutes: number) => ({ id, name: `#${id}`, updated_at: T(minutes) });
const event = (event_type: string, data: object, beside: object = {}) => ({ event_type, data, ...beside });
const text = (id: number, minutes: number, from: object) => ({
  id,
  type: 'Message',
  created_at: T(minutes),
  ...from,
});
const stars = (rating: number | null) => ({ id: 9, type: 'RatingMessage', rating });

const VISITOR = event('message.created', text(1, 0, { sender_type: 'user', sender: { id: 5 } }));
const OPERATOR = event('message.created', text(2, 1, { sender_type: 'operator', sender: { id: 7 } }), {
  user: { id: 5 },
});
const CLOSED = event('user.closed', user(5, 2));
const RATED_2 = event('user.rated', { user: user(5, 3), message: stars(2) });
const CHANGED_TO_5 = event('user.rated', { rated_at: T(6), message: stars(5) });
const asked = (by: object) => event('message.created', { ...stars(null), created_at: T(2), ...by });
const ASKED_BY_VISITOR = asked({ sender_type: 'user', sender: { id: 5 } });

const ONE_OF_5 = [{ operator: '7', ratings: 1, rating2: 0, rating5: 1 }];

/** What comes, and the ratings by operator; of a history whose order is of no matter. */
const STORIES: Record<string, [bodies: object[], ratings: object[]]> = {
  'a change that tells the message alone': [[VISITOR, OPERATOR, RATED_2, CHANGED_TO_5], ONE_OF_5],
  'a rating of a message of the visitor': [[VISITOR, OPERATOR, ASKED_BY_VISITOR, CHANGED_TO_5], ONE_OF_5],
  'a rating of a message of the copilot': [
    [
      VISITOR,
      OPERATOR,
      event('message.created', { ...stars(null), created_at: T(2), sender_type: 'bot' }, { user: { id: 5 } }),
      CHANGED_TO_5,
    ],
    ONE_OF_5,
  ],
  'a rating told with its message and, minutes later, without it': [
    [
      VISITOR,
      OPERATOR,
      RATED_2,
      CHANGED_TO_5,
      event('user.rated', { ...user(5, 12), rating: 2 }),
      event('user.rated', { ...user(5, 16), rating: 5 }),
    ],
    ONE_OF_5,
  ],
  'a rating without its message eleven minutes later': [
    [VISITOR, OPERATOR, CHANGED_TO_5, RATED_2, event('user.rated', { ...user(5, 17), rating: 5 })],
    [{ operator: '7', ratings: 2, rating2: 0, rating5: 2 }],
  ],
  'a rating of a message that nobody knows': [
    [CHANGED_TO_5],
    [{ operator: '', ratings: 1, rating2: 0, rating5: 1 }],
  ],
};

const ORDERS: readonly ((bodies: readonly object[]) => object[])[] = [
  (bodies) => [...bodies],
  (bodies) => [...bodies].reverse(),
  (bodies) => [...bodies.slice(2), ...bodies.slice(0, 2), ...bodies],
];

describe('ratings', () => {
  const accounts = Object.keys(STORIES).flatMap((_, story) =>
    ORDERS.map((__, order) => `rated${story}x${order}`),
  );
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const bytes = (bodies: readonly object[]) => bodies.map((body) => Buffer.from(JSON.stringify(body)));
  const sumsOf = async <Row>(account: string, rest: string): Promise<Row[]> => {
    const query = `{ stats(from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z", granularity: TOTAL, fill: false,
      filter: { accounts: ["${account}"] }, ${rest} }`;
    return (await dataOf<{ stats: Row[] }>(service.url, query)).stats;
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const environment = environmentOf([...accounts, 'endsalone']);
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    const all = Object.values(STORIES).flatMap(([bodies], story) =>
      ORDERS.map((inOrder, order) => [`rated${story}x${order}`, bytes(inOrder(bodies))] as const),
    );
    // In two parts, so that a chat is computed before all is known of it.
    for (const part of [0, 1]) {
      const half = all.map(([account, bodies]) => {
        const middle = bodies.length >> 1;
        return [account, part === 0 ? bodies.slice(0, middle) : bodies.slice(middle)] as const;
      });
      await sendToAccounts(service.url, new Map(half));
      await untilRolledUp(service.url);
    }
    const ending = bytes([CLOSED, event('user.rated', { ...user(5, 3), rating: 4 })]);
    await sendToAccounts(service.url, new Map([['endsalone', ending]]));
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it.each(Object.entries(STORIES).map(([name, [, ratings]], story) => ({ name, ratings, story })))(
    'count each message once, with its last value, at the operator of its episode: $name',
    async ({ ratings, story }) => {
      for (const order of ORDERS.keys()) {
        const rows = await sumsOf<{ ratings: number }>(
          `rated${story}x${order}`,
          'groupBy: [OPERATOR]) { operator ratings rating2 rating5 }',
        );
        expect({ order, ratings: rows.filter(({ ratings: count }) => count > 0) }).toEqual({
          order,
          ratings,
        });
      }
    },
  );

  it('answer a close of which no start is known', async () => {
    const rows = await sumsOf(
      'endsalone',
      'groupBy: []) { ratings episodesStarted episodesClosed closures ratingResponseRate }',
    );
    expect(rows).toEqual([
      { ratings: 1, episodesStarted: 0, episodesClosed: 1, closures: 0, ratingResponseRate: 1 },
    ]);
  });
});
