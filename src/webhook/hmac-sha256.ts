import { createHmac, createSecretKey, hash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Longer bodies are rare, and for them the cost of an object more is small beside that of hashing. */
const SHORT_BYTES = 16 * 1024;

/**
 * HMAC-SHA256 (RFC 2104) under one key. Node makes an object for each HMAC, which costs as much as the hashing of a short
 * body, and again when it is collected; two plain hashes make none.
 */
export class HmacSha256 {
  private readonly key: KeyObject;
  /** The padded key and room for a short body. */
  private readonly inner = Buffer.alloc(BLOCK_BYTES + SHORT_BYTES);
  /** The padded key and the inner hash. */
  private readonly outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);

  /** @param secret is used as its UTF-8 bytes */
  constructor(secret: string) {
    this.key = createSecretKey(secret, 'utf8');
    const bytes = Buffer.from(secret, 'utf8');
    const key = bytes.length > BLOCK_BYTES ? Buffer.from(hash('sha256', bytes, 'hex'), 'hex') : bytes;
    for (let at = 0; at < BLOCK_BYTES; at += 1) {
      this.inner[at] = 0x36 ^ (key[at] ?? 0);
      this.outer[at] = 0x5c ^ (key[at] ?? 0);
    }
  }

  /** In lower-case hex. */
  digest(body: Buffer): string {
    if (body.length > SHORT_BYTES) return createHmac('sha256', this.key).update(body).digest('hex');
    this.inner.set(body, BLOCK_BYTES);
    const innerHash = hash('sha256', this.inner.subarray(0, BLOCK_BYTES + body.length), 'binary');
    this.outer.write(innerHash, BLOCK_BYTES, 'latin1');
    return hash('sha256', this.outer, 'hex');
  }
}
