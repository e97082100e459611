import { senderTypeOf } from '../../events/chat-id';
import { readEnvelope } from '../../events/envelope';
import type { Envelope } from '../../events/envelope';
import { asId, asObject } from '../../events/json-object';
import type { JsonObject } from '../../events/json-object';
import { ratingOf } from '../../events/read-event';

/** Who wrote a message, by the rules of docs/metrics.md. */
export type Author = 'visitor' | 'operator' | 'copilot' | 'proactive';

/** What an event's body says of who did it, and what was written. */
export interface EventFacts {
  /** Of the message that the event brings or is about; '' if there is none. */
  readonly author: Author | '';
  /** Of that author, else of the visitor whose chat it is; '' if the body does not say. */
  readonly name: string;
  /** The message's text; null if there is none. */
  readonly text: string | null;
  /** Stars. */
  readonly rating: number | null;
}

/**
 * Reads the body of a delivery as far as it can: it is SignalZen's, and may be of any shape.
 * @param payload null after erasure
 * @param copilotIds operators who are copilots
 */
export function eventFactsOf(payload: string | null, copilotIds: readonly string[]): EventFacts {
  const envelope = readEnvelope(Buffer.from(payload ?? ''));
  const text = envelope.message?.['body'];
  const rating = ratingOf(envelope);
  return {
    ...writerOf(envelope, copilotIds),
    text: typeof text === 'string' && text !== '' ? text : null,
    rating: rating === 0 ? null : rating,
  };
}

function writerOf(
  { message, user }: Envelope,
  copilotIds: readonly string[],
): Pick<EventFacts, 'author' | 'name'> {
  // Who closed or blocked a chat is not told.
  if (message === undefined) return { author: '', name: nameOf(user) };
  const sender = asObject(message['sender']);
  return { author: authorOf(message, sender, copilotIds), name: nameOf(sender) };
}

function authorOf(
  message: JsonObject,
  sender: JsonObject | undefined,
  copilotIds: readonly string[],
): Author {
  const senderType = senderTypeOf(message['sender_type']);
  if (message['auto_invitation'] === true) return 'proactive';
  if (senderType === 'user') return 'visitor';
  const isOperator = senderType === 'operator' || senderType === 'client';
  const isBot = sender?.['ai'] === true || copilotIds.includes(asId(sender?.['id']) ?? '');
  return isOperator && !isBot ? 'operator' : 'copilot';
}

function nameOf(person: JsonObject | undefined): string {
  const names = [person?.['name'], person?.['forename'], person?.['surname']];
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
