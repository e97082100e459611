import { asId, asObject } from './json-object';
import type { JsonObject } from './json-object';
import { isMessageType } from './message-type';

/*
 * SignalZen documents `data` being the message itself, and says that a payload holds a message and/or a user: so `data`
 * may be the one or the other, and either may stand in it or beside it, the user also in the message. What is a message
 * and what a user: "Which chat" in docs/metrics.md.
 */

/** Where the resources of a body may stand. */
interface Places {
  readonly body: JsonObject;
  readonly data: JsonObject;
  readonly eventType: string;
}

const WRITTEN_FIELDS = ['sender_type', 'sender', 'body'];
const USER_FIELDS = ['name', 'email', 'reference', 'last_url', 'online_at', 'user_attributes'];

/** The message of a body. */
export function messageIn({ body, data, eventType }: Places): JsonObject | undefined {
  const named = asObject(data['message']) ?? asObject(body['message']);
  // Without an id of its own, `data` only wraps what is named in it.
  if (isWritten(data) && (named === undefined || hasId(data))) return data;
  if (named !== undefined) return named;
  const isUnmarkedMessage = eventType.startsWith('message.') && hasId(data) && !describesUser(data);
  return isMessage(data) || isUnmarkedMessage ? data : undefined;
}

/** The user of a body. @param message the message that was found in it */
export function userIn(
  { body, data, eventType }: Places,
  message: JsonObject | undefined,
): JsonObject | undefined {
  const named = [data, body, asObject(data['message']), asObject(body['message'])]
    .map((place) => asObject(place?.['user']))
    .filter((user) => user !== undefined);
  const mayBeData = /^(user|message)\./.test(eventType) && data !== message && !isMessage(data);
  if (mayBeData && describesUser(data) && (named.length === 0 || hasId(data))) return data;
  return named.find(hasId) ?? named[0] ?? (mayBeData && hasId(data) ? data : undefined);
}

function isMessage(resource: JsonObject): boolean {
  if (isWritten(resource) || 'user_id' in resource) return true;
  return 'rating' in resource && !describesUser(resource);
}

/** Has what no other resource has. */
function isWritten(resource: JsonObject): boolean {
  return WRITTEN_FIELDS.some((field) => field in resource) || isMessageType(resource['type']);
}

function describesUser(resource: JsonObject): boolean {
  return USER_FIELDS.some((field) => field in resource);
}

function hasId(resource: JsonObject): boolean {
  return asId(resource['id']) !== undefined;
}
