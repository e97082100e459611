/** What an event's body says of who did it, and what was written. */
export interface EventFacts {
  /** Such as `Visitor Ada`, `Operator John Smith`, or whom it is about: `Chat of Ada`. '' if the body does not say. */
  readonly who: string;
  readonly role: 'visitor' | 'operator' | 'copilot' | 'rule' | '';
  /** The message's text; undefined if there is none. */
  readonly text: string | undefined;
  readonly rating: number | undefined;
}

type Json = Readonly<Record<string, unknown>>;
const UNKNOWN: EventFacts = { who: '', role: '', text: undefined, rating: undefined };

/**
 * Reads the body of a delivery as far as it can: it is SignalZen's, and may be of any shape.
 * @param payload null after erasure
 */
export function eventFacts(payload: string | null): EventFacts {
  const body = parse(payload);
  const data = objectOf(body?.['data']);
  if (data === undefined) return UNKNOWN;
  const message =
    objectOf(data['message']) ?? objectOf(body?.['message']) ?? ('sender_type' in data ? data : undefined);
  const user = objectOf(data['user']) ?? (message === undefined ? data : undefined);
  const rating = message?.['rating'] ?? user?.['rating'];
  const text = message?.['body'];
  return {
    ...authorOf(message, user),
    text: typeof text === 'string' && text !== '' ? text : undefined,
    rating: typeof rating === 'number' ? rating : undefined,
  };
}

function authorOf(message: Json | undefined, user: Json | undefined): Pick<EventFacts, 'who' | 'role'> {
  // Who closed or blocked a chat is not told.
  if (message === undefined) return { who: user === undefined ? '' : `Chat of ${nameOf(user)}`, role: '' };
  const sender = objectOf(message['sender']) ?? {};
  const name = nameOf(sender);
  if (message['auto_invitation'] === true) return { who: 'A rule', role: 'rule' };
  if (message['sender_type'] === 'user') return { who: `Visitor ${name}`.trim(), role: 'visitor' };
  const isOperator = message['sender_type'] === 'operator' || message['sender_type'] === 'client';
  return isOperator && sender['ai'] !== true
    ? { who: `Operator ${name}`.trim(), role: 'operator' }
    : { who: name === '' ? 'Copilot' : name, role: 'copilot' };
}

function nameOf(person: Json): string {
  const names = [person['name'], person['forename'], person['surname']];
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}

function parse(payload: string | null): Json | undefined {
  try {
    return payload === null ? undefined : objectOf(JSON.parse(payload));
  } catch {
    // A delivery is kept whatever its body is.
    return undefined;
  }
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}
