import type { WorldDelivery } from './delivery/deliveries';
import { countsByType, lostForGood } from './delivery/lose-deliveries';
import type { Scope } from './verification/comparable-measures';

/** What got lost on the way, and what that means for a comparison; nothing if nothing did. */
export function describeLosses(lost: readonly WorldDelivery[], { isLinked, areRatingsTold }: Scope): string {
  if (lost.length === 0) return '';
  const counts = [...countsByType(lost)].map(([type, count]) => `${count} ${type}`).join(', ');
  const lines = [`Never sent: ${lost.length} deliveries (${counts}).`];
  const forGood = isLinked ? lostForGood(lost) : lost;
  if (forGood.length > 0) {
    const types = [...countsByType(forGood).keys()].join(', ');
    lines.push(`Nothing gives these back, and they are not expected: ${types}.`);
  }
  if (isLinked && !areRatingsTold) {
    lines.push('Ratings are not compared: the API gives their values, but not when they were given.');
  }
  return lines.map((line) => `${line}\n`).join('');
}
