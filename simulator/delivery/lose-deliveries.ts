import { SeededRandom } from '../world/seeded-random';
import type { WorldDelivery } from './deliveries';

export interface Losses {
  /** Of deliveries of these kinds that are never sent, 0 to 1. */
  readonly share: number;
  /** `messages`: new messages and new users, which SignalZen's API can give back; `all`: every event. */
  readonly kinds: 'messages' | 'all';
  readonly seed?: number;
}

const GIVEN_BACK_BY_API: ReadonlySet<string> = new Set(['message.created', 'user.created']);

export interface Parted {
  readonly sent: readonly WorldDelivery[];
  readonly lost: readonly WorldDelivery[];
}

/** Parts the deliveries that a network brings from those that it loses; the same seed loses the same. */
export function loseDeliveries(
  deliveries: readonly WorldDelivery[],
  { share, kinds, seed = 1 }: Losses,
): Parted {
  const random = new SeededRandom(seed);
  const mayGetLost = ({ happening }: WorldDelivery) =>
    kinds === 'all' || GIVEN_BACK_BY_API.has(happening.eventType);
  const lost = new Set(deliveries.filter((delivery) => mayGetLost(delivery) && random.chance(share)));
  return { sent: deliveries.filter((delivery) => !lost.has(delivery)), lost: [...lost] };
}

/** How many of each type of event there are, most first. */
export function countsByType(deliveries: readonly WorldDelivery[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { happening } of deliveries) {
    counts.set(happening.eventType, (counts.get(happening.eventType) ?? 0) + 1);
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

/** What is lost for good where the API is all that is left. */
export function lostForGood(lost: readonly WorldDelivery[]): WorldDelivery[] {
  return lost.filter(({ happening }) => !GIVEN_BACK_BY_API.has(happening.eventType));
}
