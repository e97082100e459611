import type { AllMeasures } from '../../test/reference/all-measures';
import { cellsOf } from '../../test/reference/cells';
import type { History } from '../../test/reference/history';
import { historiesOf } from '../../test/reference/history';
import type { RawDelivery, ReferenceOptions } from '../../test/reference/delivery';
import { knownDeliveriesOf } from '../../test/support/known-deliveries';
import { arrangeDeliveries } from '../delivery/arrange-deliveries';
import type { Delivery } from '../delivery/deliveries';
import { deliveriesOf } from '../delivery/deliveries';
import { expectedMeasures } from './expected-measures';
import { generateWorld } from './generate-world';
import type { Knowledge } from './known-chat';
import type { World } from './model';
import { SeededRandom } from './seeded-random';
import { DAY, HOUR, rangeOf } from './world-options';

/** More of them take minutes: `HISTORY_CHATS=2000`. */
const CHATS = Number(process.env['HISTORY_CHATS'] ?? 150);
const UNTIL = Date.UTC(2026, 2, 31, 23, 59, 59, 999);
const NOW = UNTIL + HOUR;

/** What may be known: of each a seeded share, the same at each question. */
function knowing(delivered: number, readable: number): Knowledge {
  const isChosen = (of: number, share: number) => new SeededRandom(of).next() < share;
  return {
    isDelivered: ({ at }) => isChosen(at, delivered),
    isReadable: (id) => isChosen(id, readable),
  };
}

/** As a service would get them: the world is over, and they come one after the other. */
function received(deliveries: readonly Delivery[]): RawDelivery[] {
  return deliveries.map(({ account, body }, place) => ({ account, body, receivedAt: UNTIL + HOUR + place }));
}

function historyOf(deliveries: readonly Delivery[], options: Partial<ReferenceOptions> = {}) {
  const history = historiesOf(received(deliveries), options).get('default');
  if (history === undefined) throw new Error('nothing came');
  return history;
}

function trueEpisodes({ chats }: World) {
  return chats.flatMap(({ visitor, truth }) =>
    truth.episodes.map(({ number, startedAt, closedAt, blockedAt, lastTellableActivityAt }) => ({
      chat: String(visitor.id),
      number,
      startedAt,
      closedAt,
      blockedAt,
      lastActivityAt: lastTellableActivityAt,
    })),
  );
}

/** All that the reference counts, as it is an hour after the end, but what is open, and what needs working hours. */
function measuresIn(
  history: History,
  from: number,
  to: number,
): Omit<AllMeasures, 'episodesOpen' | 'episodesOutsideHours' | 'replySecondsOfEpisodes'> {
  const [cell] = cellsOf(history, { edges: [from, to], fill: true, now: NOW });
  if (cell === undefined) throw new Error('a range is one bucket');
  const { episodesOpen, episodesOutsideHours, replySecondsOfEpisodes, ...measures } = cell.measures;
  expect(replySecondsOfEpisodes.flat()).toHaveLength(measures.replies);
  expect(episodesOutsideHours).toBe(0);
  expect(episodesOpen).toBeGreaterThanOrEqual(0);
  return measures;
}

const byChat = (a: { chat: string; number: number }, b: { chat: string; number: number }) =>
  Number(a.chat) - Number(b.chat) || a.number - b.number;

describe.each([1, 77, 4_294_967_295])('the world of seed %d', (seed) => {
  const world = generateWorld({ seed, chats: CHATS, days: 30, until: UNTIL });
  const deliveries = deliveriesOf(world);
  const { from, to } = rangeOf(world.options);

  it.each([
    ['as it happened', {}],
    ['with copies', { duplicates: 0.3 }],
    ['in any order', { reorder: 'all' as const }],
    ['nearly in order, with copies', { reorder: 50, duplicates: 0.1 }],
    ['in any order, everything twice', { reorder: 'all' as const, duplicates: 1 }],
  ])('is what the reference makes of its deliveries, %s', (_, arrangement) => {
    const history = historyOf(arrangeDeliveries(deliveries, { ...arrangement, seed }));
    expect(measuresIn(history, from, to)).toEqual(expectedMeasures(world, { now: NOW }));
    expect([...history.episodes].sort(byChat)).toEqual(trueEpisodes(world).sort(byChat));
  });

  it.each([
    ['everything is delivered and linked', 1, 1],
    ['the API gives some chats only', 1, 0.6],
    ['deliveries are lost', 0.7, 0],
    ['deliveries are lost, and the API gives some chats', 0.7, 0.6],
    ['deliveries are lost, and the API gives all chats', 0.5, 1],
    ['there is nothing but the API', 0, 1],
  ])('is what the reference makes of what is known, where %s', (_, delivered, readable) => {
    const knowledge = knowing(delivered, readable);
    const known = knownDeliveriesOf(world, knowledge);
    const history = historyOf(arrangeDeliveries(known, { reorder: 'all', duplicates: 0.1, seed }));
    expect(measuresIn(history, from, to)).toEqual(expectedMeasures(world, { knowledge, now: NOW }));
    const range = { from: from + 10 * DAY, to: from + 11 * DAY };
    const day = expectedMeasures(world, { range, knowledge, now: NOW });
    expect(measuresIn(history, range.from, range.to)).toEqual(day);
  });

  it('is what the reference makes of each of its days', () => {
    const history = historyOf(deliveries);
    for (let start = from; start < to; start += DAY) {
      const range = { from: start, to: start + DAY };
      expect(measuresIn(history, range.from, range.to)).toEqual(expectedMeasures(world, { range, now: NOW }));
    }
  });
});

it.each([
  ['silence that ends an episode', { episodeIdleGapSeconds: 2 * 3600 }],
  ['tail of a close', { episodeTailSeconds: 1800 }],
  ['tail of a close, where there is none', { episodeTailSeconds: 0 }],
])('keeps to another %s', (_, options) => {
  const world = generateWorld({ seed: 5, chats: CHATS, until: UNTIL, ...options });
  const { from, to } = rangeOf(world.options);
  expect(measuresIn(historyOf(deliveriesOf(world), options), from, to)).toEqual(
    expectedMeasures(world, { now: NOW }),
  );
  expect(measuresIn(historyOf(deliveriesOf(world)), from, to)).not.toEqual(
    expectedMeasures(world, { now: NOW }),
  );
});

describe('a world', () => {
  const world = generateWorld({ seed: 1, chats: 500, until: UNTIL });

  it('is the same for the same options, and another for another seed', () => {
    const again = generateWorld({ seed: 1, chats: 500, until: UNTIL });
    const other = generateWorld({ seed: 2, chats: 500, until: UNTIL });
    const bytes = (of: World) => Buffer.concat(deliveriesOf(of).map(({ body }) => body));
    expect(bytes(again).equals(bytes(world))).toBe(true);
    expect(bytes(other).equals(bytes(world))).toBe(false);
  });

  it('has everything in it that a measure counts, and what none counts', () => {
    const linked = expectedMeasures(world, { knowledge: knowing(1, 1), now: NOW });
    const zero = Object.entries(linked).flatMap(([name, value]) => (value === 0 ? [name] : []));
    expect(zero).toEqual([]);
    const episodes = trueEpisodes(world);
    expect(episodes.some(({ startedAt }) => startedAt === undefined)).toBe(true);
    expect(episodes.some(({ number, startedAt }) => number > 2 && startedAt !== undefined)).toBe(true);
    const types = new Set(world.happenings.map(({ eventType }) => eventType));
    expect(types.has('user.tagged')).toBe(true);
    const closes = world.happenings.filter(({ eventType }) => eventType === 'user.closed');
    expect(closes.length).toBeGreaterThan(expectedMeasures(world).episodesClosed);
    const ratings = world.happenings.filter(({ eventType }) => eventType === 'user.rated');
    expect(ratings.length).toBeGreaterThan(expectedMeasures(world).ratings);
  });

  it('lies in its range, and no two things happen at once in a chat', () => {
    const { from, to } = rangeOf(world.options);
    for (const { happenings } of world.chats) {
      happenings.forEach(({ at }, place) => {
        expect(at).toBeGreaterThan(happenings[place - 1]?.at ?? from - 1);
        expect(at).toBeLessThan(to);
      });
    }
    const texts = deliveriesOf(world).flatMap(
      ({ body }) => body.toString().match(/\d{4}-\d\d-\d\dT[^"]+Z/g) ?? [],
    );
    expect(Math.max(...texts.map((text) => Date.parse(text)))).toBeLessThanOrEqual(UNTIL);
    expect(texts.every((text) => /\.\d{3}Z$/.test(text))).toBe(true);
  });

  it('gives ascending ids above its offset, so that worlds of other seeds have others', () => {
    const ids = world.happenings.flatMap(({ eventType, message }) =>
      eventType === 'message.created' && message !== undefined ? [message.id] : [],
    );
    expect(ids).toEqual(ids.map((_, index) => 2 ** 21 + index + 1));
    expect(world.chats[0]?.visitor.id).toBe(2 ** 21 + 1);
    const small = generateWorld({ seed: 1, chats: 3, until: UNTIL, idOffset: 0 });
    expect(small.chats.map(({ visitor }) => visitor.id)).toEqual([1, 2, 3]);
    expect(() => generateWorld({ chats: 9, until: UNTIL, idOffset: Number.MAX_SAFE_INTEGER })).toThrow(
      'are used up',
    );
  });

  it('is quiet at night and on Sundays', () => {
    const starts = world.chats.map(({ happenings }) => new Date(happenings[0]?.at ?? NaN));
    const share = (is: (start: Date) => boolean) => starts.filter(is).length / starts.length;
    expect(share((start) => start.getUTCHours() < 5)).toBeLessThan(0.1);
    expect(share((start) => start.getUTCDay() === 0)).toBeLessThan(0.1);
    expect(share((start) => start.getUTCHours() >= 8 && start.getUTCHours() < 18)).toBeGreaterThan(0.6);
  });

  it('is refused with impossible options', () => {
    expect(() => generateWorld({ until: UNTIL, operators: 0 })).toThrow('operators 0');
    expect(() => generateWorld({ until: NaN })).toThrow('until');
  });
});
