import { createHash } from 'node:crypto';

/** What tells bodies apart, byte for byte: the first 128 bits of their SHA-256, in lower-case hex. */
export function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 32);
}
