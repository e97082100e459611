import { cutText } from './cut-text';
import type { Envelope } from './envelope';
import { asObject } from './json-object';
import type { JsonObject } from './json-object';
import { urlPathOf } from './url-path';

const LONGEST = { attributeName: 100, attributeValue: 200, personName: 100 };
const MAX_ATTRIBUTES = 50;

/** What a delivery says of the visitor besides the chat: `undefined` where it says nothing. */
export interface SeenUser {
  /** The path of the page: no scheme, host, query, fragment or trailing slash; `''` for what is no address. */
  readonly page: string | undefined;
  readonly attributes: ReadonlyMap<string, string> | undefined;
}

/** @param isVisitor whether the sender of the message, if there is one, is the user */
export function seenUserOf({ user, message }: Envelope, isVisitor: boolean): SeenUser {
  const resource = user ?? (isVisitor ? asObject(message?.['sender']) : undefined);
  const url = resource?.['last_url'];
  return {
    page: typeof url === 'string' ? urlPathOf(url) : undefined,
    attributes: attributesOf(resource?.['user_attributes']),
  };
}

function attributesOf(list: unknown): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(list)) return undefined;
  const attributes = new Map<string, string>();
  for (const entry of list as unknown[]) {
    const [name, value] = pairIn(asObject(entry));
    if (name === undefined || name === '' || value === undefined) continue;
    const key = cutText(name, LONGEST.attributeName);
    if (attributes.has(key) || attributes.size < MAX_ATTRIBUTES) {
      attributes.set(key, cutText(value, LONGEST.attributeValue));
    }
  }
  return attributes;
}

function pairIn(entry: JsonObject | undefined): [string | undefined, string | undefined] {
  return [textOf(entry?.['name']), textOf(entry?.['value'])];
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** What a resource calls a person: an operator has two names, a visitor has one; `''` where it has none. */
export function nameOfPerson(person: JsonObject | undefined): string {
  const text = (field: string) => {
    const value = person?.[field];
    return typeof value === 'string' ? value.trim() : '';
  };
  return cutText(`${text('forename')} ${text('surname')}`.trim() || text('name'), LONGEST.personName);
}
