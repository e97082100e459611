import type { RawDelivery } from './delivery';

/** Noon of 2 March 2026, a Monday, from which the examples count. */
export const NOON = Date.UTC(2026, 2, 2, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A delivery received a month after noon, unless told otherwise: when is of no matter to most examples. */
export function delivered(body: unknown, receivedAt = NOON + 30 * 24 * HOUR): RawDelivery {
  return { account: 'default', receivedAt, body: Buffer.from(JSON.stringify(body)) };
}

/** The text of a time so many milliseconds after noon. */
export function afterNoon(ms: number): string {
  return new Date(NOON + ms).toISOString();
}

export function visitorMessage(id: number, ms: number, fields: object = {}): RawDelivery {
  const sender = { id: 7, email: null, name: '#7' };
  return messageCreated({
    id,
    created_at: afterNoon(ms),
    type: 'Message',
    sender_type: 'user',
    sender,
    ...fields,
  });
}

/** As SignalZen documents it: nothing names the chat, unless `fields` do. */
export function operatorMessage(id: number, ms: number, fields: object = {}): RawDelivery {
  const sender = { id: 1, forename: 'Ada', surname: 'Berg' };
  return messageCreated({ id, created_at: afterNoon(ms), sender_type: 'operator', sender, ...fields });
}

/** An operator's message that names the chat of visitor 7. */
export function linkedMessage(id: number, ms: number, fields: object = {}): RawDelivery {
  return operatorMessage(id, ms, { user_id: 7, ...fields });
}

/** A message by copilot 99 to visitor 7. */
export function copilotMessage(id: number, ms: number, fields: object = {}): RawDelivery {
  return linkedMessage(id, ms, { sender_type: 'bot', sender: { id: 99 }, ...fields });
}

/** An event of visitor 7 with the user resource as its data. */
export function userEvent(name: string, ms: number, fields: object = {}): RawDelivery {
  const data = { id: 7, name: '#7', created_at: afterNoon(0), updated_at: afterNoon(ms), ...fields };
  return delivered({ data, event_type: `user.${name}` });
}

function messageCreated(data: object): RawDelivery {
  return delivered({ data, event_type: 'message.created' });
}
