import { csvCell } from './csv';

describe('a cell of CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', "=cmd|' /C calc'!A0"])(
    'is a text even if it looks like the formula %j',
    (text) => {
      expect(csvCell(text, true).startsWith("'")).toBe(true);
    },
  );

  it('quotes what would end it, after the apostrophe', () => {
    expect(csvCell('\rx', true)).toBe('"\'\rx"');
    expect(csvCell('=HYPERLINK("a","b")', true)).toBe('"\'=HYPERLINK(""a"",""b"")"');
    expect(csvCell('one\ntwo', true)).toBe('"one\ntwo"');
    expect(csvCell('one, two', true)).toBe('"one, two"');
    expect(csvCell('say "x"', true)).toBe('"say ""x"""');
  });

  it('leaves other texts as they are', () => {
    for (const text of ['', 'plain', ' =x', "'quoted'", '/path?x=1', 'ü – 漢字'])
      expect(csvCell(text, true)).toBe(text);
  });

  it('is a number, a word or a time without anything around it, and empty for what is unknown', () => {
    expect(csvCell(-1.5, false)).toBe('-1.5');
    expect(csvCell(0, false)).toBe('0');
    expect(csvCell(true, false)).toBe('true');
    expect(csvCell(new Date(0), false)).toBe('1970-01-01T00:00:00.000Z');
    expect(csvCell(null, true)).toBe('');
  });
});
