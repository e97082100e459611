import type { SignalZenEvent } from './read-event';

/** As it is written down: of attributes only whether there were any. */
interface ErasedEvent extends Omit<SignalZenEvent, 'seenUser'> {
  readonly page: string | null;
  readonly hasAttributes: boolean;
  /** Of an event that is not erased: another body than came. */
  readonly other?: {
    readonly attributes: readonly (readonly [string, string])[];
    /** In base64: bodies need not be valid texts. */
    readonly body: string;
  };
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/**
 * All of an event that is counted, and nothing that anybody has written: what stands in place of a body that is
 * erased, so that it is counted the same wherever it is read again.
 */
export function withoutContent({ seenUser, ...event }: SignalZenEvent): Buffer {
  const { page = null, attributes } = seenUser;
  const erased: ErasedEvent = { ...event, page, hasAttributes: attributes !== undefined };
  return Buffer.from(JSON.stringify(erased));
}

/**
 * An event and a body that was changed: what stands in place of the one that came, whose bytes may have named the
 * event.
 */
export function withOtherBody({ seenUser, ...event }: SignalZenEvent, body: Buffer): Buffer {
  const { page = null, attributes } = seenUser;
  const changed: ErasedEvent = {
    ...{ ...event, page, hasAttributes: attributes !== undefined },
    other: { attributes: [...(attributes ?? NO_ATTRIBUTES)], body: body.toString('base64') },
  };
  return Buffer.from(JSON.stringify(changed));
}

/** What {@link withoutContent} or {@link withOtherBody} wrote. */
export function readErasedEvent(bytes: Buffer): SignalZenEvent {
  const { page, hasAttributes, other, ...event } = writtenIn(bytes);
  const attributes = hasAttributes ? new Map(other?.attributes) : undefined;
  return { ...event, seenUser: { page: page ?? undefined, attributes } };
}

/** The body that {@link withOtherBody} wrote; `undefined`: it is erased. */
export function otherBodyOf(bytes: Buffer): Buffer | undefined {
  const { other } = writtenIn(bytes);
  return other && Buffer.from(other.body, 'base64');
}

function writtenIn(bytes: Buffer): ErasedEvent {
  return JSON.parse(bytes.toString('utf8')) as ErasedEvent;
}
