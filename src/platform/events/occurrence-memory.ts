import { chatIdOf } from './chat-id';
import { readEnvelope } from './envelope';
import type { Envelope } from './envelope';
import { digestOf, identityKindOf } from './event-identity';
import { asId } from './json-object';

/** An event without a time that came last of all that came of its chat. */
interface LastUndated {
  readonly digest: string;
  readonly receivedAt: number;
  readonly occurrence: bigint;
}

const SAME_EVENT_WITHIN_MS = 10 * 60_000;
const MAX_REMEMBERED = 200_000;
/** The outermost object begins or ends so: nothing within it can. */
const MESSAGE_FIRST = Buffer.from('{"event_type":"message.created"');
const MESSAGE_LAST = Buffer.from('"event_type":"message.created"}');

/**
 * Decides whether equal bytes that carry no time are the same event again. They are if nothing else of their chat
 * came in between, and within 10 minutes: so a repeated "copilot on" is one event, while on / off / on stays three,
 * and on / question / answer / on two. Decided once, when a delivery is accepted, and kept with its record, so that
 * every later reading decides the same.
 *
 * Only chats of which such an event came last, within 10 minutes, are remembered: whatever else comes of a chat makes
 * it forgotten. Beyond 200,000 of them the oldest is forgotten, which can only make two events of a late repetition.
 */
export class OccurrenceMemory {
  private readonly lastOf = new Map<string, LastUndated>();
  private counter = 0n;

  constructor(private readonly maxRemembered = MAX_REMEMBERED) {}

  /** The occurrence to keep with a delivery's record: 0 where the body itself tells events apart. */
  decide(account: string, bytes: Buffer, receivedAt: number): bigint {
    return this.learn(account, bytes, receivedAt, undefined);
  }

  /** Learns from a record that was read back at start. */
  remember(account: string, bytes: Buffer, receivedAt: number, occurrence: bigint): void {
    this.learn(account, bytes, receivedAt, occurrence);
  }

  private learn(account: string, bytes: Buffer, receivedAt: number, decided: bigint | undefined): bigint {
    this.forgetOld(receivedAt);
    // Most deliveries are messages, and mostly there is nothing that one of them could come between.
    if (this.lastOf.size === 0 && isSurelyMessage(bytes)) return 0n;
    const envelope = readEnvelope(bytes);
    const isUndated = envelope.eventType !== 'message.created' && identityKindOf(envelope) === 'undated';
    if (!isUndated && this.lastOf.size === 0) return 0n;

    const digest = isUndated ? digestOf(bytes) : '';
    const key = JSON.stringify([account, partedBy(envelope) ?? digest]);
    const last = this.lastOf.get(key);
    // What was used last stands at the end.
    this.lastOf.delete(key);
    if (!isUndated) return 0n;
    const isRepeated =
      last?.digest === digest && Math.abs(receivedAt - last.receivedAt) <= SAME_EVENT_WITHIN_MS;
    const occurrence = decided ?? (isRepeated ? last.occurrence : this.newOccurrence(receivedAt));
    this.lastOf.set(key, { digest, receivedAt, occurrence });
    this.forgetOld(receivedAt);
    return occurrence;
  }

  /** Unique among the starts of the service by its time, within one by its counter. */
  private newOccurrence(receivedAt: number): bigint {
    this.counter = (this.counter + 1n) & 0xf_ffffn;
    return (BigInt(receivedAt) << 20n) | this.counter;
  }

  /** Entries are in order of their last use, so the old ones stand in front. */
  private forgetOld(now: number): void {
    for (const [key, { receivedAt }] of this.lastOf) {
      if (this.lastOf.size <= this.maxRemembered && now - receivedAt <= SAME_EVENT_WITHIN_MS) return;
      this.lastOf.delete(key);
    }
  }
}

/** The chat whose other deliveries come in between; without one the message. What is no event is parted by nothing. */
function partedBy(envelope: Envelope): string | undefined {
  if (envelope.eventType === '') return undefined;
  const chatId = chatIdOf(envelope);
  if (chatId !== undefined) return `chat/${chatId}`;
  const messageId = asId(envelope.message?.['id']);
  return messageId === undefined ? undefined : `message/${messageId}`;
}

function isSurelyMessage(bytes: Buffer): boolean {
  const end = bytes.length - MESSAGE_LAST.length;
  return (
    (end > 0 && MESSAGE_LAST.compare(bytes, end) === 0) ||
    (bytes.length > MESSAGE_FIRST.length && MESSAGE_FIRST.compare(bytes, 0, MESSAGE_FIRST.length) === 0)
  );
}
