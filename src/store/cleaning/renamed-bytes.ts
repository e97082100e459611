import { isJson } from '../../platform/events/pseudonymous-body';
import { idsInBytes } from './ids-in-bytes';
import type { Pseudonyms } from './pseudonyms';

/** What becomes of bytes: others of the same length, or nothing is left of them; `undefined`: they stay. */
export type Renamed = Buffer | 'goes' | undefined;

const BLANK = ' ';
/** How a body begins: behind what a record says of it, in which a byte may look like a brace. */
const BEGINNING = /\{\s*"/;
const OPERATORS = /operator|client|agent/i;

/**
 * Bytes that may hold a body, such as a rejected one or a damaged record, in which operators are called by their
 * pseudonyms. Where no body can be read they go if they seem to name one of these: nobody can say where.
 * @param account `undefined`: of which they are is not known
 */
export function renamedBytes(bytes: Buffer, pseudonyms: Pseudonyms, account?: string): Renamed {
  if (pseudonyms.isEmpty) return undefined;
  const body = bodyIn(bytes);
  if (body === undefined) return seemsToName(bytes, pseudonyms, account) ? 'goes' : undefined;
  const renamed = pseudonyms.bodyWith(account, body);
  if (renamed === undefined) return undefined;
  if (renamed.length > body.length) return 'goes';
  // Blanks behind an object are JSON as well, and all that follows stays where it is.
  const changed = Buffer.from(bytes);
  const from = body.byteOffset - bytes.byteOffset;
  changed.fill(BLANK, from, from + body.length);
  renamed.copy(changed, from);
  return changed;
}

/** A view into the bytes; none where the body is damaged, of which single objects may still be whole. */
function bodyIn(bytes: Buffer): Buffer | undefined {
  const from = bytes.toString('latin1').search(BEGINNING);
  if (from === -1) return undefined;
  const body = bytes.subarray(from, bytes.lastIndexOf('}') + 1);
  return isJson(body.toString('utf8')) ? body : undefined;
}

function seemsToName(bytes: Buffer, pseudonyms: Pseudonyms, account: string | undefined): boolean {
  if (!OPERATORS.test(bytes.toString('utf8'))) return false;
  return [...idsInBytes(bytes)].some((id) => pseudonyms.hasId(account, id));
}
