import { deliveriesOf } from '../../../simulator/delivery/deliveries';
import type { Delivery } from '../../../simulator/delivery/deliveries';
import { generateWorld } from '../../../simulator/world/generate-world';
import type { WorldOptions } from '../../../simulator/world/world-options';
import { withChat } from '../../support/with-chat';
import { waitingVisitors } from './waiting-visitors';

export type MadeUpWorld = Partial<WorldOptions> & { readonly until: number };

/** The world that the shared service has counted. @param until UTC milliseconds of its last events */
export function sharedWorld(until: number): MadeUpWorld {
  return { until, chats: 350, days: 20, seed: 3 };
}

/** What SignalZen would have sent of a world, each message with its chat; in the end some visitors wait. */
export function deliveriesOfWorld(world: MadeUpWorld): Delivery[] {
  return [
    ...deliveriesOf(generateWorld(world)).map((delivery) => ({ ...delivery, body: withChat(delivery) })),
    ...waitingVisitors(world.until),
  ];
}
