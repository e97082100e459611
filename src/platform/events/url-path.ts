import { cutText } from './cut-text';
import { parsedUrl } from './parsed-url';

const MAX_CHARACTERS = 500;
/** One character of UTF-8, or bytes that may be one. */
const ESCAPED_CHARACTER =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

/**
 * The page of an address: its path as people read it, `/grüße` for `https://shop.example/gr%C3%BC%C3%9Fe/?a#b`; `/` for
 * the first page of a site; `''` for what is neither an address of the web nor a path.
 */
export function urlPathOf(url: string): string {
  const path = pathIn(url);
  if (path === undefined) return '';
  const decoded = path.includes('%') ? path.replace(ESCAPED_CHARACTER, decodedCharacter) : path;
  return cutText(decoded.replace(/\/+$/, '') || '/', MAX_CHARACTERS);
}

/** Parsed as browsers do, a bare path like one of any site: both ways to give a page make the same one. */
function pathIn(url: string): string | undefined {
  const base = url.startsWith('/') ? 'https://any.invalid' : undefined;
  const { protocol = '', pathname } = parsedUrl(url, base) ?? {};
  return protocol === 'https:' || protocol === 'http:' ? pathname : undefined;
}

/** Control characters stay escaped: nobody reads them, and a line break would spoil a table. */
function decodedCharacter(escaped: string): string {
  try {
    const character = decodeURIComponent(escaped);
    return /\p{Cc}/u.test(character) ? escaped : character;
  } catch {
    // Bytes of another encoding.
    return escaped;
  }
}
