import { z } from 'zod';
import type { JsonObject } from '../../platform/events/json-object';

/** A user or a message, as SignalZen's API gives it. */
export interface ApiResource {
  readonly id: string;
  /** All of it as it came, with members that nobody knows. */
  readonly raw: JsonObject;
}

/** What stands in a list where a resource should. */
export interface UnreadableItem {
  readonly raw: unknown;
  /** What is wrong with it, without what it holds. */
  readonly reason: string;
}

/**
 * A whole number from 0 on, or a text of its digits, as some servers write it. A number that is too large to be
 * exact is none: it could be another one.
 */
export const wholeNumber = z.custom<number | string>(
  (value) =>
    typeof value === 'string' ? /^\d{1,30}$/.test(value) : Number.isSafeInteger(value) && Number(value) >= 0,
  'must be a whole number',
);

const resource = z.looseObject({ id: wholeNumber.transform(String) }, 'must be an object');

/** A user or a message must be an object with an id. */
export function readResource(raw: unknown): ApiResource | UnreadableItem {
  const parsed = resource.safeParse(raw);
  return parsed.success
    ? { id: parsed.data.id, raw: raw as JsonObject }
    : { raw, reason: problemsOf(parsed.error) };
}

/** The form of an answer that is one user or message. */
export const resourceSchema = z.unknown().transform((raw, context): ApiResource => {
  const read = readResource(raw);
  if ('id' in read) return read;
  context.addIssue({ code: 'custom', message: read.reason });
  return z.NEVER;
});

/** What is wrong with the form of a value, and where in it; never what it holds, which may be personal. */
export function problemsOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [...path, message].join(' ')).join('; ');
}
