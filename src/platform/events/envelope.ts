import { asObject, asText } from './json-object';
import type { JsonObject } from './json-object';
import { messageIn, userIn } from './resources';

/** What stands where in a webhook's body, found but not yet interpreted. */
export interface Envelope {
  /** Why nothing can stand in it; `''` where something may. */
  readonly unreadable: '' | 'not_json' | 'not_an_object';
  /** `''` when the body names none. */
  readonly eventType: string;
  readonly body: JsonObject;
  readonly data: JsonObject;
  readonly user: JsonObject | undefined;
  readonly message: JsonObject | undefined;
}

const NOTHING: JsonObject = {};

/** Finds what a body holds, whatever it is. */
export function readEnvelope(bytes: Buffer): Envelope {
  const json = parse(bytes);
  if (json === undefined) return empty('not_json');
  const body = asObject(json);
  if (body === undefined) return empty('not_an_object');

  const eventType = asText(body['event_type'], 100) ?? '';
  const data = asObject(body['data']) ?? NOTHING;
  const message = messageIn({ body, data, eventType });
  const user = userIn({ body, data, eventType }, message);
  return { unreadable: '', eventType, body, data, user, message };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function empty(unreadable: Envelope['unreadable']): Envelope {
  return { unreadable, eventType: '', body: NOTHING, data: NOTHING, user: undefined, message: undefined };
}
