import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { AccountCounters } from './webhook-counters';

const SIGNATURE = /^[0-9a-f]{64}$/;

/** Whether a header can be a signature at all: the lower-case hex of 32 bytes. */
export function looksLikeSignature(header: string): boolean {
  return SIGNATURE.test(header);
}

/** An account, the keys that SignalZen may sign its deliveries with, and what became of those. */
export class WebhookAccount {
  private readonly keys: readonly KeyObject[];

  constructor(
    readonly name: string,
    secrets: readonly string[],
    readonly counters: AccountCounters,
  ) {
    this.keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  }

  /**
   * Whether a signature (64 hex digits) is the HMAC-SHA256 of the raw body under one of the keys. All keys are
   * tried and compared in constant time, so that the time taken tells nothing about them.
   */
  signed(body: Buffer, signature: string): boolean {
    const given = Buffer.from(signature, 'hex');
    let matches = false;
    for (const key of this.keys) {
      const expected = createHmac('sha256', key).update(body).digest();
      matches = timingSafeEqual(expected, given) || matches;
    }
    return matches;
  }
}
