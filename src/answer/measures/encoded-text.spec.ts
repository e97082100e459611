import { BadInput } from './bad-input';
import { textOrEncoded } from './encoded-text';

describe('a text or the same percent-encoded', () => {
  const given = (text?: string | null, encoded?: string | null) =>
    textOrEncoded(['name', text], ['encodedName', encoded]);

  it('is the one that is given', () => {
    expect(given('a%22b')).toBe('a%22b');
    expect([given('', 'a%22b'), given(null, 'a+b'), given(undefined, 'a%2Bb')]).toEqual([
      'a"b',
      'a b',
      'a+b',
    ]);
    expect([given(), given(null, ''), given('', '')]).toEqual([undefined, undefined, '']);
  });

  it('is refused where both are given, or what encodes nothing', () => {
    expect(() => given('a', 'a')).toThrow(BadInput);
    expect(() => given('a', 'a')).toThrow('Give "name" or "encodedName", and not both.');
    expect(() => given('', '100%')).toThrow(/encodedName: "100%" is not percent-encoded/);
  });
});
