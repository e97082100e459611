import { asText } from './json-object';

const KNOWN = new Map(
  ['Message', 'RatingMessage', 'SubscriptionMessage', 'BotDisableMessage', 'InitiateMessage'].map((type) => [
    keyOf(type),
    type,
  ]),
);
const OTHER = 'unknown';

/**
 * What kind of message it is, as SignalZen spells it; `''` where the resource does not say, which means plain text.
 * Letter case, `_`, `-` and blanks make no other type; what is no short text is one that nobody knows.
 */
export function messageTypeOf(type: unknown): string {
  if (type === undefined || type === null || type === '') return '';
  const text = asText(type, 100);
  return text === undefined ? OTHER : (KNOWN.get(keyOf(text)) ?? text);
}

/** Types of messages end so, those that SignalZen may add included. */
export function isMessageType(type: unknown): boolean {
  const text = asText(type, 100);
  return text !== undefined && keyOf(text).endsWith('message');
}

function keyOf(type: string): string {
  return type.toLowerCase().replace(/[\s_-]/g, '');
}
