import { LocalTimes } from '../../../measures/calendar/local-time';
import { QueryParameters } from '../../parameters/query-parameters';
import { csvCells } from './csv';
import { csvFormOf } from './csv-parameters';

const formOf = (query: string) => csvFormOf(new QueryParameters(`/reports/stats.csv?${query}`));

describe('the form of a CSV', () => {
  const plain = { separator: ',', decimalMark: '.', hasPlainTimes: false, bom: false };

  it.each([
    ['', plain],
    ['bom=1', { ...plain, bom: true }],
    ['sep=%3B', { ...plain, separator: ';' }],
    ['sep=semicolon', { ...plain, separator: ';' }],
    ['sep=tab', { ...plain, separator: '\t' }],
    ['sep=%09', { ...plain, separator: '\t' }],
  ])('is of RFC 4180 but for what is asked: %s', (query, form) => {
    expect(formOf(query)).toEqual(form);
  });

  it.each([
    ['de-DE', ',', ';'],
    ['lt-LT', ',', ';'],
    ['fr', ',', ';'],
    ['pt-BR', ',', ';'],
    ['fr-CH', ',', ';'],
    ['de-CH', '.', ';'],
    ['en-US', '.', ','],
    ['en-gb', '.', ','],
    ['es-MX', '.', ','],
    ['ja-JP', '.', ','],
    // Its own digits would come with a mark of their own.
    ['ar-EG', '.', ','],
  ])('of %s has the decimal mark %s and the separator %s', (locale, decimalMark, separator) => {
    const form = { decimalMark, separator, hasPlainTimes: true };
    expect(formOf(`locale=${locale}`)).toEqual({ ...form, bom: true });
    expect(formOf(`locale=${locale}&bom=0`)).toEqual({ ...form, bom: false });
    expect(formOf(`locale=${locale}&sep=tab`)).toEqual({ ...form, separator: '\t', bom: true });
  });

  it.each(['', 'de_DE', 'german', 'xx-YY', 'd', 'de-DE.UTF-8', 'Deutsch (Deutschland)', '__proto__'])(
    'is refused for the locale %j, with what would be right',
    (locale) => {
      expect(() => formOf(`locale=${encodeURIComponent(locale)}`)).toThrow(/such as de-DE, lt-LT or en-US/);
    },
  );

  it.each(['', '|', ';;', 'point', 'constructor'])('is refused for the separator %j', (separator) => {
    expect(() => formOf(`sep=${encodeURIComponent(separator)}`)).toThrow(/comma, semicolon, tab/);
  });
});

describe('a cell of CSV', () => {
  const cell = csvCells(formOf(''));
  const german = csvCells(formOf('locale=de-DE'));

  it('quotes what would end it, also for a reader who takes another separator', () => {
    expect(cell('\rx', true)).toBe('"\'\rx"');
    expect(cell('=HYPERLINK("a","b")', true)).toBe('"\'=HYPERLINK(""a"",""b"")"');
    expect(cell('one\ntwo', true)).toBe('"one\ntwo"');
    expect(cell('say "x"', true)).toBe('"say ""x"""');
    for (const text of ['one, two', 'one; two', 'one\ttwo'])
      for (const write of [cell, german]) expect(write(text, true)).toBe(`"${text}"`);
  });

  it('leaves other texts as they are', () => {
    for (const text of ['', 'plain', "'quoted'", '/path?x=1', 'ü – 漢字'])
      expect(cell(text, true)).toBe(text);
  });

  it('is a number, a word or a time without anything around it, and empty for what is unknown', () => {
    expect(cell(-1.5, false)).toBe('-1.5');
    expect(cell(0, false)).toBe('0');
    expect(cell(true, false)).toBe('true');
    expect(cell(new Date(0), false)).toBe('1970-01-01T00:00:00.000Z');
    expect(cell(null, true)).toBe('');
  });

  it('has numbers as those of a locale, never grouped', () => {
    expect(german(256.637, false)).toBe('256,637');
    expect(german(-1_234_567.5, false)).toBe('-1234567,5');
    expect(german(1_234_567, false)).toBe('1234567');
    expect(german(2.5e-7, false)).toBe('2,5e-7');
    expect(german(0.25, false)).toBe('0,25');
    expect(german(null, false)).toBe('');
    expect(csvCells(formOf('locale=en-US'))(1234.5, false)).toBe('1234.5');
  });

  it('quotes a number whose decimal mark is the separator', () => {
    const write = csvCells(formOf('locale=de-DE&sep=comma'));
    expect(write(256.637, false)).toBe('"256,637"');
    expect(write(256, false)).toBe('256');
  });

  it('has times of a locale as its clocks show them, in a form that spreadsheets read', () => {
    const vilnius = new LocalTimes('Europe/Vilnius');
    const instant = Date.UTC(2026, 9, 25, 0, 59, 59, 999);
    expect(cell(vilnius.timeAt(instant), false)).toBe('2026-10-25T03:59:59.999+03:00');
    expect(german(vilnius.timeAt(instant), false)).toBe('2026-10-25 03:59:59');
    // The hour that comes twice is written twice.
    expect(german(vilnius.timeAt(instant + 3_600_000), false)).toBe('2026-10-25 03:59:59');
    expect(german(vilnius.dateAt(instant), false)).toBe('2026-10-25');
    expect(german(new Date(instant), false)).toBe('2026-10-25 00:59:59');
  });
});
