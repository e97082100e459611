import type { ChatEvent } from './event';
import { firstCharacters } from './first-characters';
import { objectIn } from './json-value';
import { userResourceIn } from './user-resource';

const MAX_NAMES = 50;
const LONGEST_NAME = 100;
const LONGEST_VALUE = 200;

/**
 * docs/metrics.md: "an attribute has the value of the last user resource seen up to the episode's end". Only a
 * resource with a list `user_attributes`, be it empty, tells the attributes; it tells all of them.
 * @param upToTheEnd the events of the chat up to the last one of the episode, in order
 */
export function attributesOf(upToTheEnd: readonly ChatEvent[]): ReadonlyMap<string, string> {
  const lists = upToTheEnd
    .map((event) => userResourceIn(event)?.['user_attributes'])
    .filter((list) => Array.isArray(list));
  return attributesIn(lists.at(-1) ?? []);
}

/** The first 50 names that are there, each with the last value given to it. */
function attributesIn(list: readonly unknown[]): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const entry of list) {
    const [givenName, givenValue] = [textOf(objectIn(entry)?.['name']), textOf(objectIn(entry)?.['value'])];
    if (givenName === undefined || givenName === '' || givenValue === undefined) continue;
    const name = firstCharacters(givenName, LONGEST_NAME);
    const value = firstCharacters(givenValue, LONGEST_VALUE);
    if (attributes.has(name) || attributes.size < MAX_NAMES) attributes.set(name, value);
  }
  return attributes;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}
