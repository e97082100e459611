import { readSettings } from './read-settings';
import { COMPLETE } from './testing/complete-environment';

describe('The password of the reader', () => {
  const read = (BI_PASSWORD: string) =>
    readSettings({ DATA_DIR: 'never-made', ...COMPLETE, BI_PASSWORD }).clickhouse;

  it('is none unless it is set: there is no reader then', () => {
    expect(read('').readerPassword).toBeUndefined();
    expect(read('twelve-signs').readerPassword).toBe('twelve-signs');
  });

  it.each(['eleven-sign', 'with a blank in it', 'passwört-mit-umlaut'])(
    'is refused where it is short, or a header cannot carry it: %s',
    (password) => {
      expect(() => read(password)).toThrow(/BI_PASSWORD must be at least 12 .* without blanks/);
    },
  );

  it('is refused where anybody would try it', () => {
    expect(() => read('password-of-bi')).toThrow('BI_PASSWORD can be guessed: make one with');
  });
});
