import { randomBytes } from 'node:crypto';
import { weaknessOf } from './weak-secret';

describe('A secret', () => {
  it.each([
    ['1', 'at least 16 characters'],
    ['fifteen-letters', 'at least 16 characters'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'a pattern'],
    ['abababababababababab', 'a pattern'],
    ['tuesday-tuesday-tuesday-', 'a pattern'],
    ['1234567890123456', 'a pattern'],
    ['fedcba9876543210', 'a pattern'],
    ['abcdefghijklmnopqrst', 'a pattern'],
    ['please-ChangeMe-soon', 'examples'],
    ['change_this_secret!!', 'examples'],
    ['my-Password-of-2026', 'examples'],
    ['your-api-token-here', 'examples'],
    ['a-token-for-a-look', 'examples'],
    ['<API Secret key of it>', 'examples'],
  ])('is weak if anybody would try it: %s', (secret, why) => {
    expect(weaknessOf(secret)).toContain(why);
  });

  it('is not weak if it was made at random, whatever its alphabet', () => {
    for (let count = 0; count < 2000; count += 1) {
      for (const [bytes, encoding] of [
        [16, 'base64url'],
        [32, 'base64'],
        [16, 'hex'],
      ] as const) {
        expect(weaknessOf(randomBytes(bytes).toString(encoding))).toBeUndefined();
      }
    }
  });

  it('may be shorter where the limit is', () => {
    expect(weaknessOf('twelve-signs', 12)).toBeUndefined();
    expect(weaknessOf('eleven-sign', 12)).toBe('have at least 12 characters');
  });
});
