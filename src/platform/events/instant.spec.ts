import { asInstant } from './instant';

const TEN = Date.UTC(2026, 3, 10, 10);

describe('the instant of a text', () => {
  it.each([
    '2026-04-10T10:00:00.000Z',
    '2026-04-10t10:00:00z',
    '2026-04-10 10:00:00 UTC',
    '2026-04-10 10:00:00utc',
    '2026-04-10 10:00:00 GMT',
    '2026-04-10 07:00:00 -03',
    '2026-04-10T07:00:00-0300',
    '2026-04-10 15:30:00.000 +05:30',
    '2026-04-10T10:00',
    '2026-04-10 10:00:00',
    '2026-04-10T10:00:00,0000',
    '2026-04-10T10:00:00+00:00',
    '2026-04-11T09:59:00+23:59',
    ' 2026-04-10T10:00:00Z\n',
  ])('is read from %j', (text) => {
    expect(asInstant(text)).toBe(TEN);
  });

  it.each([
    ['.1', 100],
    ['.12', 120],
    [',123', 123],
    ['.0019', 1],
    ['.999999', 999],
    ['.999999999', 999],
  ])('has %s of a second, without what is finer than milliseconds', (fraction, milliseconds) => {
    expect(asInstant(`2026-04-10T10:00:00${fraction}Z`)).toBe(TEN + milliseconds);
  });

  it('is the midnight after a day at 24:00, and nothing later', () => {
    expect(asInstant('2026-02-28T24:00:00.000Z')).toBe(Date.UTC(2026, 2, 1));
    expect(asInstant('2026-04-09T24:00-10')).toBe(TEN);
    expect(asInstant('2026-04-10T24:00:00.001Z')).toBeUndefined();
    expect(asInstant('2026-04-10T24:01Z')).toBeUndefined();
  });

  it('is the second after a leap second, which ends a day of UTC', () => {
    expect(asInstant('2016-12-31T23:59:60Z')).toBe(Date.UTC(2017, 0, 1));
    expect(asInstant('2017-01-01T05:29:60.5+05:30')).toBe(Date.UTC(2017, 0, 1) + 500);
    expect(asInstant('2016-12-31T23:58:60Z')).toBeUndefined();
    expect(asInstant('2016-12-31T23:59:61Z')).toBeUndefined();
  });

  it('is of days that exist', () => {
    expect(asInstant('2024-02-29T00:00Z')).toBe(Date.UTC(2024, 1, 29));
    for (const day of [
      '2026-04-31',
      '2026-02-29',
      '2100-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-00',
      '2026-04-32',
    ])
      expect([day, asInstant(`${day}T10:00:00Z`)]).toEqual([day, undefined]);
  });

  it.each([
    ['2026-04-10'],
    ['2026-04-10T25:00Z'],
    ['2026-04-10T10:60Z'],
    ['2026-04-10T10:00:00+24:00'],
    ['2026-04-10T10:00:00+05:60'],
    ['2026-04-10T10:00:00+5:30'],
    ['2026-04-10T10:00:00 EST'],
    ['2026-04-10T10:00:00.'],
    ['2026-4-10T10:00:00Z'],
    ['10 April 2026 10:00'],
    ['+002026-04-10T10:00:00Z'],
    ['1969-12-31T23:59:59Z'],
    ['1970-01-01T00:30:00+01:00'],
    ['0070-01-01T00:00:00Z'],
    ['2106-01-01T00:00:00Z'],
    ['yesterday'],
    [''],
    [1_775_815_200],
    [1_775_815_200_000],
    [null],
  ])('is not in %j', (text) => {
    expect(asInstant(text)).toBeUndefined();
  });

  it('is the first one of 1970 at the earliest, in any zone, and the last one of 2105 at the latest', () => {
    expect(asInstant('1969-12-31T23:30:00-00:30')).toBe(0);
    expect(asInstant('2105-12-31T23:59:59.999Z')).toBe(Date.UTC(2106, 0, 1) - 1);
  });
});
