import type { JsonObject } from './json-value';
import { idIn, objectIn } from './json-value';

/** What a body holds, whichever of SignalZen's shapes it has. */
export interface Envelope {
  readonly eventType: string;
  readonly top: JsonObject;
  readonly data: JsonObject | undefined;
  readonly message: JsonObject | undefined;
  readonly user: JsonObject | undefined;
}

/**
 * SignalZen's documentation: "a payload holds a message and/or a user resource". They may be `data` itself,
 * stand inside it, or beside it. `undefined`: not JSON, or without an event type; such a body counts nowhere.
 */
export function readEnvelope(body: Buffer): Envelope | undefined {
  const top = objectIn(parse(body));
  const eventType = top?.['event_type'];
  if (top === undefined || typeof eventType !== 'string' || eventType === '') return undefined;
  const data = objectIn(top['data']);
  const dataIs = data === undefined ? undefined : resourceKind(data, eventType);
  return {
    eventType,
    top,
    data,
    message: dataIs === 'message' ? data : (objectIn(data?.['message']) ?? objectIn(top['message'])),
    user: dataIs === 'user' ? data : (objectIn(data?.['user']) ?? objectIn(top['user'])),
  };
}

/** A resource has an id of its own; only a message has a sender. A wrapper around resources has neither. */
function resourceKind(data: JsonObject, eventType: string): 'message' | 'user' | undefined {
  if (idIn(data['id']) === undefined) return undefined;
  if ('sender_type' in data || 'sender' in data || eventType.startsWith('message.')) return 'message';
  return eventType.startsWith('user.') ? 'user' : undefined;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
