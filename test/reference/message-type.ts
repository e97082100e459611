/** The types of SignalZen's documentation. */
const TYPES = ['Message', 'RatingMessage', 'SubscriptionMessage', 'BotDisableMessage', 'InitiateMessage'];

/** docs/metrics.md: "`message` and `bot_disable_message` are those types too"; '' where the message tells none. */
export function messageTypeOf(raw: unknown): string {
  if (raw === undefined || raw === null || raw === '') return '';
  if (typeof raw !== 'string' || raw.length > 100) return 'unknown';
  return TYPES.find((type) => type.toLowerCase() === bare(raw)) ?? raw;
}

/** "a message `type`": all that are documented end so. */
export function isMessageType(raw: unknown): boolean {
  return typeof raw === 'string' && raw.length <= 100 && /message$/.test(bare(raw));
}

function bare(type: string): string {
  return type
    .split(/[-_\s]/)
    .join('')
    .toLowerCase();
}
