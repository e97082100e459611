import type { SignalZenEvent } from './read-event';

/** As it is written down: of attributes only whether there were any. */
interface ErasedEvent extends Omit<SignalZenEvent, 'seenUser'> {
  readonly page: string | null;
  readonly hasAttributes: boolean;
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

/** What {@link withoutContent} wrote. */
export function readErasedEvent(bytes: Buffer): SignalZenEvent {
  const { page, hasAttributes, ...event } = JSON.parse(bytes.toString('utf8')) as ErasedEvent;
  const attributes = hasAttributes ? NO_ATTRIBUTES : undefined;
  return { ...event, seenUser: { page: page ?? undefined, attributes } };
}
