import type { JsonObject } from './json-value';
import { idIn, objectIn } from './json-value';
import { isMessageType } from './message-type';

/** What a body holds, whichever of SignalZen's shapes it has. */
export interface Envelope {
  readonly eventType: string;
  readonly top: JsonObject;
  readonly data: JsonObject | undefined;
  readonly message: JsonObject | undefined;
  readonly user: JsonObject | undefined;
}

type Kind = 'message' | 'user';

const LONGEST_TYPE = 100;

/**
 * docs/metrics.md, "Which chat": "`data` may be the one and the other may stand beside or below it (`data.message`,
 * `data.user`, `data.message.user`, `message`, `user`, `message.user`): every such place is read." `undefined`: not
 * JSON, or without an event type; such a body counts nowhere.
 */
export function readEnvelope(body: Buffer): Envelope | undefined {
  const top = objectIn(parse(body));
  const eventType = top?.['event_type'];
  if (top === undefined || typeof eventType !== 'string') return undefined;
  if (eventType === '' || eventType.length > LONGEST_TYPE) return undefined;
  const data = objectIn(top['data']);
  const messages = [data?.['message'], top['message']].map(objectIn).filter((one) => one !== undefined);
  const users = [data, top, ...messages]
    .map((place) => objectIn(place?.['user']))
    .filter((one) => one !== undefined);

  const hasId = (resource: JsonObject | undefined) => idIn(resource?.['id']) !== undefined;
  // "Without an id, `data` is no resource where one of that kind is named; with one it is, if its fields say so; else
  // the named one is."
  const told = data === undefined ? undefined : kindByFields(data);
  const isNoWrapper = (named: readonly JsonObject[]) => named.length === 0 || hasId(data);
  const isUserOrMessage = /^(user|message)\./.test(eventType);
  let dataIs: Kind | undefined;
  if (told === 'written message' && isNoWrapper(messages)) dataIs = 'message';
  else if (told === 'message' && messages.length === 0) dataIs = 'message';
  else if (told === 'user' && isUserOrMessage && isNoWrapper(users)) dataIs = 'user';
  else if (told === undefined && hasId(data)) {
    if (eventType.startsWith('message.') && messages.length === 0) dataIs = 'message';
    else if (isUserOrMessage && users.length === 0) dataIs = 'user';
  }
  return {
    eventType,
    top,
    data,
    message: dataIs === 'message' ? data : messages[0],
    user: dataIs === 'user' ? data : (users.find(hasId) ?? users[0]),
  };
}

const USERS_OWN = ['name', 'email', 'reference', 'last_url', 'online_at', 'user_attributes'];

/**
 * "A resource is a message if it has any of `sender_type`, `sender`, `body`, `user_id`, or a message `type`, or a
 * `rating` (null as well) and none of a user's own fields."
 */
function kindByFields(resource: JsonObject): 'written message' | Kind | undefined {
  const has = (names: readonly string[]) => names.some((name) => Object.keys(resource).includes(name));
  if (has(['sender_type', 'sender', 'body']) || isMessageType(resource['type'])) return 'written message';
  if (has(['user_id'])) return 'message';
  if (has(USERS_OWN)) return 'user';
  return has(['rating']) ? 'message' : undefined;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
