import { GraphQLError, Kind } from 'graphql';
import { instantOf } from '../measures/calendar/range-input';
import { LocalDate } from '../measures/calendar/instant';
import { DateTimeScalar } from './date-time.scalar';

describe('a DateTime', () => {
  const scalar = new DateTimeScalar();
  const refusal = (value: unknown): unknown => {
    try {
      return scalar.parseValue(value);
    } catch (error) {
      return error;
    }
  };

  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.5Z', '2026-01-31T12:00:00.500Z'],
    ['2026-01-31T12:00:00.123456789Z', '2026-01-31T12:00:00.123Z'],
    ['2026-01-31T12:00:00+05:45', '2026-01-31T06:15:00.000Z'],
    ['2026-01-31T23:30:00-03:30', '2026-02-01T03:00:00.000Z'],
  ])('is the instant that %s names', (text, instant) => {
    expect(scalar.parseValue(text)).toEqual(new Date(instant));
    expect(scalar.parseLiteral({ kind: Kind.STRING, value: text })).toEqual(new Date(instant));
  });

  it.each([
    ['2026-06-01', 'UTC', '2026-06-01T00:00:00.000Z'],
    ['2024-02-29', 'Europe/Vilnius', '2024-02-28T22:00:00.000Z'],
    ['2026-06-01', 'America/New_York', '2026-06-01T04:00:00.000Z'],
    ['2026-06-01', 'Asia/Kathmandu', '2026-05-31T18:15:00.000Z'],
    // The clock goes from 0:00 to 1:00, from 0:59 back to 0:00, and over a whole day.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('of the date %s is its first moment in %s', (text, zone, instant) => {
    for (const given of [scalar.parseValue(text), scalar.parseLiteral({ kind: Kind.STRING, value: text })]) {
      expect(given).toEqual(new LocalDate(text));
      expect(instantOf(given, zone)).toBe(Date.parse(instant));
    }
  });

  it.each([
    ['no zone', '2026-01-31T12:00:00'],
    ['a zone without a colon', '2026-01-31T12:00:00+0200'],
    ['a zone by name', '2026-01-31T12:00:00 Europe/Berlin'],
    ['a space for the T', '2026-01-31 12:00:00Z'],
    ['a month alone', '2026-01'],
    ['a month that is none', '2026-13-01'],
    ['a day that is none', '2026-01-32T00:00:00Z'],
    ['a day that its month does not have', '2026-02-30'],
    ['a leap day in another year', '2026-02-29T10:00:00+02:00'],
    ['an hour that is none', '2026-01-31T25:00:00Z'],
    ['an offset that is none', '2026-01-31T12:00:00+99:00'],
    ['something before it', 'on 2026-01-31'],
    ['something behind it', '2026-01-31T12:00:00Z;'],
    ['nothing', ''],
    ['a number', 1_767_225_600_000],
    ['null', null],
    ['a date of JavaScript', new Date(0)],
  ])('is refused with %s, as an argument that the caller can put right', (_, value) => {
    const error = refusal(value);
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error).toMatchObject({ extensions: { isBadArgument: true } });
    expect((error as GraphQLError).message).toContain('2026-01-31T12:00:00Z');
  });

  it('is refused as any literal but a string', () => {
    expect(() => scalar.parseLiteral({ kind: Kind.INT, value: '2026' })).toThrow(GraphQLError);
    expect(() => scalar.parseLiteral({ kind: Kind.ENUM, value: '2026-01-31' })).toThrow(GraphQLError);
  });

  it('is answered in UTC with milliseconds', () => {
    expect(scalar.serialize(new Date('2026-01-31T12:00:00+02:00'))).toBe('2026-01-31T10:00:00.000Z');
  });

  it('is answered from a Date and nothing else', () => {
    for (const value of ['2026-01-31T10:00:00.000Z', 0, null]) {
      expect(() => scalar.serialize(value)).toThrow(TypeError);
    }
    expect(() => scalar.serialize(new Date(NaN))).toThrow(RangeError);
  });
});
