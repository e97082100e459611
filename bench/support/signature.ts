import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether the header is the lower-case hex HMAC-SHA256 of the body, the check that both other receivers make. */
export function isSigned(body: Buffer, header: string | string[] | undefined, secret: string): boolean {
  if (typeof header !== 'string') return false;
  const given = Buffer.from(header, 'hex');
  const expected = createHmac('sha256', secret).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}
