import { Temporal } from 'temporal-polyfill';
import { LocalTimes } from './local-time';

const at = (text: string) => Date.parse(text);

describe('a local time', () => {
  it.each([
    ['UTC', '2026-06-01T10:00:00Z', '2026-06-01T10:00:00.000Z', '2026-06-01'],
    ['Europe/Vilnius', '2026-05-31T21:00:00Z', '2026-06-01T00:00:00.000+03:00', '2026-06-01'],
    ['Europe/London', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000+00:00', '2026-01-01'],
    ['America/St_Johns', '2026-01-01T02:30:00.5Z', '2025-12-31T23:00:00.500-03:30', '2025-12-31'],
    ['Africa/Monrovia', '1971-01-01T00:00:00Z', '1970-12-31T23:15:30.000-00:44:30', '1970-12-31'],
    ['Europe/Vilnius', '1901-01-01T00:00:00Z', '1901-01-01T01:24:00.000+01:24', '1901-01-01'],
  ])('of %s at %s is %s, and its date %s', (zone, instant, time, date) => {
    const times = new LocalTimes(zone);
    expect(String(times.timeAt(at(instant)))).toBe(time);
    expect(JSON.stringify(times.dateAt(at(instant)))).toBe(`"${date}"`);
  });

  it('names the instant that it is of, whatever was asked for before, on both sides of each change of the clocks', () => {
    const zone = 'Europe/Berlin';
    const times = new LocalTimes(zone);
    const instants = ['2040-07-01', '1970-01-01', '2026-03-29T00:59:59.999Z', '2026-03-29T01:00Z']
      .concat(['2026-10-25T00:59:59.999Z', '2026-10-25T01:00Z', '1999-12-31T23:00Z'])
      .map(at);
    for (const instant of instants) {
      const text = String(times.timeAt(instant));
      expect(Date.parse(text)).toBe(instant);
      const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
      expect(text.slice(0, 19)).toBe(local.toPlainDateTime().toString({ smallestUnit: 'second' }));
    }
  });

  it('knows midnight', () => {
    const times = new LocalTimes('Europe/Vilnius');
    expect(times.timeAt(at('2026-05-31T21:00:00Z')).isMidnight).toBe(true);
    expect(times.timeAt(at('2026-06-01T00:00:00Z')).isMidnight).toBe(false);
  });
});
