import type { ChatEvent } from './event';
import { userResourceIn } from './user-resource';

const MOST_CHARACTERS = 500;

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

/** The path of an absolute http(s) URL, or of a text that is a path already; of anything else ''. */
export function pathOf(lastUrl: string): string {
  const path = lastUrl.startsWith('/') ? lastUrl.replace(/[?#].*$/s, '') : pathnameOf(lastUrl);
  if (path === '') return '';
  const trimmed = path.replace(/\/+$/, '');
  return (trimmed === '' ? '/' : trimmed).slice(0, MOST_CHARACTERS);
}

function pathnameOf(text: string): string {
  if (!URL.canParse(text)) return '';
  const { protocol, pathname } = new URL(text);
  return protocol === 'http:' || protocol === 'https:' ? pathname : '';
}
