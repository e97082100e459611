import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { HmacSha256 } from './hmac-sha256';

function byNode(secret: string, body: Buffer): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

const bodies = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));

describe('HMAC-SHA256 by two hashes', () => {
  it('is that of RFC 4231, test case 2', () => {
    expect(new HmacSha256('Jefe').digest(Buffer.from('what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it("is Node's for any secret and one body after the other", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
        fc.array(bodies, { minLength: 1, maxLength: 5 }),
        (secret, ones) => {
          const hmac = new HmacSha256(secret);
          for (const body of ones) expect(hmac.digest(body)).toBe(byNode(secret, body));
        },
      ),
    );
  });

  it.each([63, 64, 65])("is Node's for a secret of %i bytes, about as long as a block", (length) => {
    const secret = 's'.repeat(length);
    expect(new HmacSha256(secret).digest(Buffer.from('{}'))).toBe(byNode(secret, Buffer.from('{}')));
  });

  it.each([0, 1, 16_383, 16_384, 16_385, 1_048_576])("is Node's for a body of %i bytes", (length) => {
    const body = Buffer.alloc(length, 'body');
    expect(new HmacSha256('a secret').digest(body)).toBe(byNode('a secret', body));
  });
});
