import type { JsonObject } from './json-value';

/** SignalZen: "Compare without case, and take `client` for `operator`." Any other type stays as it is. */
export function senderTypeOf(message: JsonObject): string {
  const raw = message['sender_type'];
  const type = typeof raw === 'string' && raw.length <= 100 ? raw.toLowerCase() : '';
  return type === 'client' ? 'operator' : type;
}
