import { createHash } from 'node:crypto';

/** The same for the same news: letters and digits. */
export function noticeId(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
