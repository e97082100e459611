import { deliveriesOf } from '../../simulator/delivery/deliveries';
import type { WorldDelivery } from '../../simulator/delivery/deliveries';
import { STEADY_COURSE } from '../../simulator/world/course';
import { generateWorld } from '../../simulator/world/generate-world';
import type { World } from '../../simulator/world/model';
import { DAY, HOUR, SECOND } from '../../simulator/world/world-options';

/** Chats that began before are still going on when the time begins. */
const BEFORE_MS = HOUR;
const CHATS_OF_A_FIRST_GUESS = 2_000;

export interface LiveWorld {
  readonly world: World;
  /** Of the hour before the time, by time. */
  readonly before: readonly WorldDelivery[];
  /** Of the time itself. */
  readonly during: readonly WorldDelivery[];
}

/** A website's chats at any hour, which bring about so many deliveries a second from one moment to another. */
export function liveWorld(account: string, fromMs: number, untilMs: number, perSecond: number): LiveWorld {
  const worldOf = (chats: number) => {
    const world = generateWorld({
      ...{ account, chats, operators: 12, seed: Math.floor(fromMs / SECOND), until: untilMs },
      days: Math.ceil((untilMs - fromMs + BEFORE_MS) / DAY),
      course: {
        ...STEADY_COURSE,
        isRoundTheClock: true,
        busyness: (at) => (at >= fromMs - BEFORE_MS ? 1 : 0),
      },
    });
    // Operators' messages name their chat: there is no API that could be asked for it.
    const deliveries = deliveriesOf(world, true);
    const isBefore = ({ at }: WorldDelivery) => at < fromMs;
    return {
      world,
      before: deliveries.filter(isBefore),
      during: deliveries.filter((delivery) => !isBefore(delivery)),
    };
  };
  const wanted = (perSecond * (untilMs - fromMs)) / SECOND;
  const guess = worldOf(CHATS_OF_A_FIRST_GUESS).during.length;
  return worldOf(Math.round((CHATS_OF_A_FIRST_GUESS * wanted) / guess));
}
