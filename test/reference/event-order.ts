import type { ChatEvent } from './event';

/** Kinds of events in the order that docs/metrics.md gives them at equal times; all others come before the closes. */
const FIRST = [
  'user.created',
  'user.enabled_copilot',
  'message.created',
  'user.disabled_copilot',
  'user.rated',
] as const;
const LAST = ['user.closed', 'user.blocked', 'user.destroyed'] as const;

/**
 * docs/metrics.md, "Sorted order": "By event time; at equal times by kind: …; then by event id. The order of receipt
 * decides nothing."
 */
export function inOrder(events: readonly ChatEvent[]): ChatEvent[] {
  return [...events].sort(
    (a, b) => a.at - b.at || placeOf(a) - placeOf(b) || compareMessages(a, b) || compareTexts(a.id, b.id),
  );
}

function placeOf({ type }: ChatEvent): number {
  const first = (FIRST as readonly string[]).indexOf(type);
  return first !== -1 ? first : FIRST.length + 1 + (LAST as readonly string[]).indexOf(type);
}

/** "messages (by message id)": whole numbers by their value, and before all other ids. */
function compareMessages(a: ChatEvent, b: ChatEvent): number {
  if (a.type !== 'message.created' || b.type !== 'message.created') return 0;
  const [one, other] = [a.messageId ?? '', b.messageId ?? ''];
  if (isWhole(one) && isWhole(other)) return Number(BigInt(one) - BigInt(other));
  return Number(isWhole(other)) - Number(isWhole(one)) || compareTexts(one, other);
}

function isWhole(id: string): boolean {
  return /^\d+$/.test(id);
}

/** By their bytes. */
function compareTexts(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
