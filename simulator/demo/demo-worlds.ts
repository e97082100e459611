import { deliveriesOf } from '../delivery/deliveries';
import type { WorldDelivery } from '../delivery/deliveries';
import type { Course } from '../world/course';
import { STEADY_COURSE } from '../world/course';
import { generateWorld } from '../world/generate-world';
import type { World } from '../world/model';
import { DAY } from '../world/world-options';
import { DEMO_ACCOUNTS } from './demo-accounts';
import type { DemoAccount } from './demo-accounts';

const YEAR = 365 * DAY;
const WEEK = 7 * DAY;
/** Over all accounts: some are always waiting, and some are being answered. */
const LIVE_CHATS_PER_DAY = 1800;

/** The made-up year: which it is, and how many visitors it has. */
export interface Year {
  readonly seed: number;
  /** Its last moment, UTC milliseconds. */
  readonly until: number;
  readonly chats: number;
}

/** When the team of the one account could not keep up, and why: half-open, UTC milliseconds. */
export function badWeekOf({ until }: Pick<Year, 'until'>): { readonly from: number; readonly to: number } {
  return { from: until - 5 * WEEK, to: until - 4 * WEEK };
}

/** The year of an account, and the day after it, in which what has begun goes on. */
export function yearOf(account: DemoAccount, year: Year): World {
  return generateWorld({
    ...worldOf(account, year.seed),
    chats: Math.round(year.chats * account.share),
    days: (YEAR + DAY) / DAY,
    until: year.until + DAY,
    course: courseOf(account, year),
  });
}

/** A day from now on in which chats come at any hour, as the year has ended. */
export function liveDayOf(account: DemoAccount, year: Year, seed: number, from: number): World {
  return generateWorld({
    ...worldOf(account, seed),
    chats: Math.round(LIVE_CHATS_PER_DAY * account.share),
    days: 1,
    until: from + DAY,
    course: { ...courseOf(account, year), isRoundTheClock: true },
  });
}

/**
 * In the order in which they are sent: the chats of the last week first, so that what people look at first is there
 * first. Each chat is told in its order.
 */
export function latestWeekFirst(deliveries: readonly WorldDelivery[], until: number): WorldDelivery[] {
  const lastAt = new Map(deliveries.map((delivery) => [chatOf(delivery), delivery.at]));
  const weeksBefore = (delivery: WorldDelivery) =>
    Math.floor((until - (lastAt.get(chatOf(delivery)) ?? delivery.at)) / WEEK);
  return [...deliveries].sort((one, other) => weeksBefore(one) - weeksBefore(other));
}

/** Parts them so that no chat is in two parts. */
export function partByChat(deliveries: readonly WorldDelivery[], parts: number): WorldDelivery[][] {
  const lanes = Array.from({ length: parts }, (): WorldDelivery[] => []);
  for (const delivery of deliveries) lanes[chatOf(delivery) % parts]?.push(delivery);
  return lanes;
}

/** Visitors of both accounts have ids of their own. */
function chatOf({ happening }: WorldDelivery): number {
  return happening.visitor.id;
}

/** Operators' messages name their chat: there is no API that could be asked for it. */
export function demoDeliveriesOf(world: World): WorldDelivery[] {
  return deliveriesOf(world, true);
}

function worldOf(account: DemoAccount, seed: number) {
  const { name, operators, firstOperatorId } = account;
  return { account: name, operators, firstOperatorId, seed: seed + DEMO_ACCOUNTS.indexOf(account) };
}

/** More visitors from month to month, a copilot that learns, and a week in which too much came together. */
function courseOf({ hasBadWeek }: DemoAccount, year: Year): Course {
  const bad = badWeekOf(year);
  const isBad = (at: number) => hasBadWeek && bad.from <= at && at < bad.to;
  const passed = (at: number) => Math.min(Math.max(1 - (year.until - at) / YEAR, 0), 1);
  return {
    ...STEADY_COURSE,
    busyness: (at) => (isBad(at) ? 1 : 0.45 + 0.25 * passed(at)),
    slowness: (at) => (isBad(at) ? 6 : 1),
    copilotTakes: (at) => 0.3 + 0.3 * passed(at),
    copilotSolves: (at) => 0.3 + 0.45 * (1 - Math.exp(-3 * passed(at))),
    stars: (at) => (isBad(at) ? [1, 1, 1, 2, 2, 3, 3, 4, 5] : STEADY_COURSE.stars(at)),
  };
}
