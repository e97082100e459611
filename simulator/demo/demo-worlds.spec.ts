import { readEvent } from '../../src/platform/events/read-event';
import type { WorldDelivery } from '../delivery/deliveries';
import { expectedMeasures } from '../world/expected-measures';
import type { World } from '../world/model';
import { DAY } from '../world/world-options';
import { DEMO_ACCOUNTS } from './demo-accounts';
import { badWeekOf, demoDeliveriesOf, latestWeekFirst, partByChat, yearOf } from './demo-worlds';

const UNTIL = Date.UTC(2026, 9, 1, 12);
const YEAR = { seed: 3, until: UNTIL, chats: 4000 };
const [SHOP, APP] = DEMO_ACCOUNTS.map((account) => yearOf(account, YEAR));
const EVERYTHING = { isDelivered: () => true, isReadable: () => true };

function measuresOf(world: World | undefined, from: number, to: number) {
  if (world === undefined) throw new Error('there are two accounts');
  return expectedMeasures(world, { range: { from, to }, knowledge: EVERYTHING, now: UNTIL });
}

function medianOf(values: readonly number[]): number {
  return values[Math.floor(values.length / 2)] ?? NaN;
}

function chatsOutOfOrder(deliveries: readonly WorldDelivery[]): number[] {
  const lastAt = new Map<number, number>();
  return deliveries.flatMap(({ at, happening }) => {
    const { id } = happening.visitor;
    const isLate = (lastAt.get(id) ?? 0) > at;
    lastAt.set(id, at);
    return isLate ? [id] : [];
  });
}

describe('the year of a demo', () => {
  const bad = badWeekOf(YEAR);

  it('has a bad week in one account, and none in the other', () => {
    const [worse, before] = [SHOP, APP].map((world) => {
      const week = measuresOf(world, bad.from, bad.to);
      const weekBefore = measuresOf(world, bad.from - 7 * DAY, bad.from);
      return {
        wait: medianOf(week.replySeconds) / medianOf(weekBefore.replySeconds),
        visitors: week.chatsStarted / weekBefore.chatsStarted,
      };
    });
    expect(worse?.wait).toBeGreaterThan(3);
    expect(worse?.visitors).toBeGreaterThan(1.2);
    expect(before?.wait).toBeLessThan(2);
  });

  it('has a copilot that learns', () => {
    const resolved = (from: number) => {
      const quarter = measuresOf(SHOP, from, from + 90 * DAY);
      return quarter.copilotResolved / quarter.copilotEpisodes;
    };
    expect(resolved(UNTIL - 90 * DAY)).toBeGreaterThan(resolved(UNTIL - 365 * DAY) + 0.15);
  });

  it('goes on after its end, and is sent with its last week first', () => {
    const deliveries = SHOP === undefined ? [] : demoDeliveriesOf(SHOP);
    expect(deliveries.at(-1)?.at).toBeGreaterThan(UNTIL);
    const past = latestWeekFirst(
      deliveries.filter(({ at }) => at <= UNTIL),
      UNTIL,
    );
    const first = past.slice(0, 300).map(({ at }) => at);
    expect(medianOf(first)).toBeGreaterThan(UNTIL - 10 * DAY);
    expect(past.at(-1)?.at).toBeLessThan(UNTIL - 350 * DAY);
    const lanes = partByChat(past, 7);
    expect(lanes.flat()).toHaveLength(past.length);
    for (const lane of lanes) expect(chatsOutOfOrder(lane)).toEqual([]);
  });

  it('tells of every message in which chat it is', () => {
    const events = (SHOP === undefined ? [] : demoDeliveriesOf(SHOP)).slice(0, 500);
    const chats = events.map(({ body }) => readEvent({ bytes: body, receivedAt: UNTIL, occurrence: 0n }));
    expect(chats.some(({ senderType }) => senderType === 'operator')).toBe(true);
    expect(chats.filter(({ chatId }) => chatId === '')).toEqual([]);
  });
});
