import type { ChatEvent } from './event';
import { firstCharacters } from './first-characters';
import { userResourceIn } from './user-resource';

const MAX_CHARACTERS = 500;

/**
 * docs/metrics.md: "its page is the path of the user's `last_url` in the first user resource seen in the
 * episode, else the latest before it (no scheme, host, query, fragment or trailing slash; '' if unknown)". A
 * resource whose `last_url` is no text tells nothing of the page; any text tells it, though it be no URL.
 * @param within the events of the episode, in order
 * @param before the events of the chat before the first of these
 */
export function pageOf(within: readonly ChatEvent[], before: readonly ChatEvent[]): string {
  const urls = (events: readonly ChatEvent[]) =>
    events.map(lastUrlIn).filter((lastUrl) => lastUrl !== undefined);
  return pathOf(urls(within).at(0) ?? urls(before).at(-1) ?? '');
}

function lastUrlIn(event: ChatEvent): string | undefined {
  const lastUrl = userResourceIn(event)?.['last_url'];
  return typeof lastUrl === 'string' ? lastUrl : undefined;
}

/**
 * The path of an http(s) URL, or of a text that begins with `/`, read as browsers read both; of anything else ''.
 * "Percent-escapes of UTF-8 are decoded"; those of control characters are not.
 */
export function pathOf(lastUrl: string): string {
  const path = decoded(pathnameOf(lastUrl));
  if (path === '') return '';
  const trimmed = path.replace(/\/+$/, '');
  return firstCharacters(trimmed === '' ? '/' : trimmed, MAX_CHARACTERS);
}

function pathnameOf(text: string): string {
  try {
    const url = text.startsWith('/') ? new URL(text, 'http://a.site') : new URL(text);
    return ['http:', 'https:'].includes(url.protocol) ? url.pathname : '';
  } catch {
    return '';
  }
}

/** Reads the text from its start, up to four escapes at a time: as many bytes as a character of UTF-8 may have. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  let [result, rest] = ['', text];
  while (rest !== '') {
    const escapes = /^(?:%[0-9a-f]{2}){1,4}/i.exec(rest)?.[0] ?? '';
    const ends = [3, 6, 9, 12].filter((end) => end <= escapes.length);
    const end = ends.find((one) => characterOf(escapes.slice(0, one)) !== undefined);
    result += (end === undefined ? undefined : characterOf(rest.slice(0, end))) ?? rest.charAt(0);
    rest = rest.slice(end ?? 1);
  }
  return result;
}

function characterOf(escapes: string): string | undefined {
  try {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    const character = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const [code = 0, isMore] = Array.from(character, (one) => one.codePointAt(0) ?? 0);
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
    return isControl || isMore !== undefined ? undefined : character;
  } catch {
    return undefined;
  }
}
