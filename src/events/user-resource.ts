import type { Envelope } from './envelope';
import { asObject } from './json-object';
import type { JsonObject } from './json-object';

const LONGEST = { page: 500, name: 100, value: 200 };
const MOST_ATTRIBUTES = 50;

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
    page: typeof url === 'string' ? pageOf(url) : undefined,
    attributes: attributesOf(resource?.['user_attributes']),
  };
}

/** The path of an address; `/` for the first page of a site. */
export function pageOf(url: string): string {
  const path = url.startsWith('/') ? /^[^?#]*/.exec(url)?.[0] : pathOfAddress(url);
  if (path === undefined) return '';
  return (path.replace(/\/+$/, '') || '/').slice(0, LONGEST.page);
}

function pathOfAddress(url: string): string | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  return address?.protocol === 'https:' || address?.protocol === 'http:' ? address.pathname : undefined;
}

function attributesOf(list: unknown): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(list)) return undefined;
  const attributes = new Map<string, string>();
  for (const entry of list as unknown[]) {
    const [name, value] = pairIn(asObject(entry));
    if (name === undefined || name === '' || value === undefined) continue;
    const key = name.slice(0, LONGEST.name);
    if (attributes.has(key) || attributes.size < MOST_ATTRIBUTES) {
      attributes.set(key, value.slice(0, LONGEST.value));
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
