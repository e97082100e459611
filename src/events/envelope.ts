import { asId, asObject, asText } from './json-object';
import type { JsonObject } from './json-object';

/** Why a verified body could not be read as an event. It is kept all the same. */
export type ParseError = '' | 'not_json' | 'not_an_object' | 'no_event_type' | 'no_resource';

/** What stands where in a webhook's body, found but not yet interpreted. */
export interface Envelope {
  readonly parseError: ParseError;
  /** `''` when the body names none. */
  readonly eventType: string;
  readonly body: JsonObject;
  readonly data: JsonObject;
  readonly user: JsonObject | undefined;
  readonly message: JsonObject | undefined;
}

const NOTHING: JsonObject = {};
const MESSAGE_FIELDS = ['sender', 'sender_type', 'body', 'file_url', 'read_by_user', 'auto_invitation'];
const USER_FIELDS = ['user_attributes', 'last_url', 'online_at', 'reference'];

/**
 * Finds the resources of a body. SignalZen documents `data` being the message itself, and says that a payload
 * holds a message and/or a user: so `data` may also be the user, hold `message` and `user`, or have them
 * beside it.
 */
export function readEnvelope(bytes: Buffer): Envelope {
  const json = parse(bytes);
  if (json === undefined) return empty('not_json');
  const body = asObject(json);
  if (body === undefined) return empty('not_an_object');

  const eventType = asText(body['event_type'], 100) ?? '';
  const data = asObject(body['data']) ?? NOTHING;
  const isMessage = looksLikeMessage(data, eventType);
  const message = asObject(data['message']) ?? asObject(body['message']) ?? (isMessage ? data : undefined);
  const isUser = data !== message && !isMessage && looksLikeUser(data, eventType);
  const user = asObject(data['user']) ?? asObject(body['user']) ?? (isUser ? data : undefined);

  const parseError =
    eventType === '' ? 'no_event_type' : (user ?? message) === undefined ? 'no_resource' : '';
  return { parseError, eventType, body, data, user, message };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function empty(parseError: ParseError): Envelope {
  return { parseError, eventType: '', body: NOTHING, data: NOTHING, user: undefined, message: undefined };
}

function looksLikeMessage(data: JsonObject, eventType: string): boolean {
  if (asObject(data['message']) !== undefined) return false;
  if (MESSAGE_FIELDS.some((field) => field in data) || asText(data['type'])?.endsWith('Message') === true)
    return true;
  return eventType.startsWith('message.') && asId(data['id']) !== undefined;
}

function looksLikeUser(data: JsonObject, eventType: string): boolean {
  if (USER_FIELDS.some((field) => field in data)) return true;
  return eventType.startsWith('user.') && asId(data['id']) !== undefined;
}
