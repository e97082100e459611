import { chatIdOf } from './chat-id';
import { readEnvelope } from './envelope';
import { digestOf, identityKindOf } from './event-identity';

interface LastOfFamily {
  readonly digest: string;
  readonly receivedAt: number;
  readonly occurrence: bigint;
}

const SAME_EVENT_WITHIN_MS = 10 * 60_000;
const MOST_REMEMBERED = 200_000;
/** Bytes that stand in this form only where the event type does: inside a JSON text the quotes are escaped. */
const MESSAGE_CREATED = Buffer.from('"event_type":"message.created"');

/**
 * Decides whether equal bytes that carry no time are the same event again. They are if nothing else of their
 * family came for the chat in between, and within 10 minutes: so a repeated "copilot on" is one event, while
 * on / off / on stays three. Decided once, when a delivery is accepted, and kept with its record, so that
 * every later reading decides the same. Bounded: beyond 200,000 families the oldest is forgotten, which can
 * only make two events of a late repetition.
 */
export class OccurrenceMemory {
  private readonly lastOfFamily = new Map<string, LastOfFamily>();
  private counter = 0n;

  /** The occurrence to keep with a delivery's record: 0 where the body itself tells events apart. */
  decide(account: string, bytes: Buffer, receivedAt: number): bigint {
    return this.learn(account, bytes, receivedAt, undefined);
  }

  /** Learns from a record that was read back at start. */
  remember(account: string, bytes: Buffer, receivedAt: number, occurrence: bigint): void {
    this.learn(account, bytes, receivedAt, occurrence);
  }

  private learn(account: string, bytes: Buffer, receivedAt: number, decided: bigint | undefined): bigint {
    if (bytes.includes(MESSAGE_CREATED)) return 0n;
    const envelope = readEnvelope(bytes);
    const kind = identityKindOf(envelope);
    if (kind === 'creation') return 0n;

    const digest = digestOf(bytes);
    const family = familyOf(envelope.eventType, digest);
    const key = JSON.stringify([account, family, chatIdOf(envelope) ?? '']);
    const last = this.lastOfFamily.get(key);
    const isRepeated =
      last?.digest === digest && Math.abs(receivedAt - last.receivedAt) <= SAME_EVENT_WITHIN_MS;
    const occurrence =
      decided ?? (kind === 'dated' ? 0n : isRepeated ? last.occurrence : this.newOccurrence(receivedAt));

    this.lastOfFamily.delete(key);
    this.lastOfFamily.set(key, { digest, receivedAt, occurrence });
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
    for (const [key, { receivedAt }] of this.lastOfFamily) {
      if (this.lastOfFamily.size <= MOST_REMEMBERED && now - receivedAt <= SAME_EVENT_WITHIN_MS) return;
      this.lastOfFamily.delete(key);
    }
  }
}

/** Copilot on and off are one family; a body without an event type is a family of its own. */
function familyOf(eventType: string, digest: string): string {
  if (eventType === '') return digest;
  return eventType === 'user.enabled_copilot' || eventType === 'user.disabled_copilot'
    ? 'copilot'
    : eventType;
}
