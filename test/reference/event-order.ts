import type { ChatEvent } from './event';

/**
 * docs/metrics.md: "sorted by event time (ties: by message id, events without one after those with one, then
 * order of receipt)".
 */
export function inOrder(events: readonly ChatEvent[]): ChatEvent[] {
  return [...events].sort(
    (a, b) => a.at - b.at || compareMessageIds(a.messageId, b.messageId) || a.receipt - b.receipt,
  );
}

function compareMessageIds(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (a === b) return 0;
  if (isWhole(a) && isWhole(b)) return BigInt(a) < BigInt(b) ? -1 : 1;
  return a < b ? -1 : 1;
}

function isWhole(id: string): boolean {
  return /^\d+$/.test(id);
}
