import type { StandInApi } from './api/stand-in-api';
import { arrangeDeliveries } from './delivery/arrange-deliveries';
import type { WorldDelivery } from './delivery/deliveries';
import { deliveriesOf } from './delivery/deliveries';
import { loseDeliveries } from './delivery/lose-deliveries';
import type { Simulation } from './simulation';
import type { Scope } from './verification/comparable-measures';
import type { Knowledge } from './world/known-chat';
import type { World } from './world/model';

/** What of a world is delivered, and how. */
export interface Script {
  /** In the order in which they are sent, copies and all. */
  readonly deliveries: readonly WorldDelivery[];
  /** Those that are never sent. */
  readonly lost: readonly WorldDelivery[];
  /** What a service can know in the end. */
  readonly knowledge: Knowledge;
  readonly scope: Scope;
}

export function writeScript(
  world: World,
  { losses, arrangement }: Pick<Simulation, 'losses' | 'arrangement'>,
  api: StandInApi | undefined,
): Script {
  const all = deliveriesOf(world);
  const { sent, lost } = losses === 'all' ? { sent: [], lost: all } : loseDeliveries(all, losses);
  const delivered = new Set(sent.map(({ happening }) => happening));
  return {
    deliveries: arrangeDeliveries(sent, arrangement),
    lost,
    knowledge: {
      isDelivered: (happening) => delivered.has(happening),
      isReadable: (id) => api?.isReadable(id) ?? false,
    },
    scope: {
      isLinked: api !== undefined,
      areRatingsTold: lost.every(({ happening }) => happening.eventType !== 'user.rated'),
    },
  };
}
