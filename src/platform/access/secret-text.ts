import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LETTERS = 40;
const CHECKSUM_LETTERS = 6;

/** What the secret of a kind of grant begins with, for secret scanners and the filter of the log. */
export const SECRET_PREFIX = { token: 'sza_', session: 'szs_', share: 'szl_' } as const;
export type GrantKind = keyof typeof SECRET_PREFIX;

const SECRET = /^(sz[asl]_)([0-9A-Za-z]{40})([0-9A-Za-z]{6})$/;

/** Every secret in a text, whole or not. */
export const SECRETS_IN_TEXT = /\bsz[asl]_[0-9A-Za-z]{8,}/g;

/** A new secret: the prefix, 40 random letters of 62 (238 bits), and a checksum of both. */
export function newSecret(kind: GrantKind): string {
  const random = Array.from({ length: RANDOM_LETTERS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const text = `${SECRET_PREFIX[kind]}${random}`;
  return text + checksumOf(text);
}

/** Of what kind a text is a secret, if its form and checksum are right; whether it opens anything, only a list says. */
export function kindOfSecret(text: string): GrantKind | undefined {
  const [, prefix = '', random = '', checksum] = SECRET.exec(text) ?? [];
  if (checksum === undefined || checksumOf(prefix + random) !== checksum) return undefined;
  return (Object.keys(SECRET_PREFIX) as GrantKind[]).find((kind) => SECRET_PREFIX[kind] === prefix);
}

/** SHA-256 in hexadecimal digits: what is kept of a secret. It is random enough to need no salt. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** CRC32 in base 62, six letters, as GitHub's tokens have it. */
function checksumOf(text: string): string {
  let rest = crc32(text);
  let letters = '';
  while (letters.length < CHECKSUM_LETTERS) {
    letters = (LETTERS[rest % LETTERS.length] ?? '') + letters;
    rest = Math.floor(rest / LETTERS.length);
  }
  return letters;
}
