import { kindOfSecret, newSecret, SECRETS_IN_TEXT } from './secret-text';

describe('a secret', () => {
  it('tells its kind by its prefix, and is another each time', () => {
    for (const kind of ['token', 'session', 'share'] as const) {
      expect(kindOfSecret(newSecret(kind))).toBe(kind);
      expect(newSecret(kind)).not.toBe(newSecret(kind));
    }
    expect(newSecret('token')).toMatch(/^sza_[0-9A-Za-z]{46}$/);
  });

  it('is none with any letter changed, left out or added: it need not be looked up', () => {
    const secret = newSecret('token');
    for (let at = 0; at < secret.length; at += 1) {
      const other = secret[at] === 'x' ? 'y' : 'x';
      expect(kindOfSecret(`${secret.slice(0, at)}${other}${secret.slice(at + 1)}`)).toBeUndefined();
    }
    for (const text of [secret.slice(0, -1), `${secret}0`, ` ${secret}`, '', 'sza_', 'a-token'])
      expect(kindOfSecret(text)).toBeUndefined();
  });

  it('has the checksum of what stands before it, as everybody can compute it', () => {
    // CRC32 of the first 44 letters, 4235936167, in base 62: 0-9, A-Z, a-z.
    expect(kindOfSecret(`sza_${'A'.repeat(40)}4cfYV5`)).toBe('token');
  });

  it('is found in a text', () => {
    const secret = newSecret('share');
    expect(`a ${secret}, and more`.replace(SECRETS_IN_TEXT, '[secret]')).toBe('a [secret], and more');
  });
});
