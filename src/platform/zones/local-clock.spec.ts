import { LocalClock } from './local-clock';

const clockOf = (zone: string, day: string) => {
  const middle = Date.parse(day);
  return new LocalClock(zone, { from: middle - 86_400_000, to: middle + 2 * 86_400_000 });
};

describe('LocalClock', () => {
  it('goes there and back', () => {
    const clock = clockOf('Asia/Kathmandu', '2024-05-01');
    const instant = Date.parse('2024-05-01T00:15:00.123Z');
    expect(clock.toLocal(instant)).toBe(Date.parse('2024-05-01T06:00:00.123Z'));
    expect(clock.toInstant(clock.toLocal(instant))).toBe(instant);
  });

  it('takes the first of the two moments at which a clock shows the same', () => {
    const clock = clockOf('America/New_York', '2024-11-03');
    expect(clock.toInstant(Date.parse('2024-11-03T01:30Z'))).toBe(Date.parse('2024-11-03T05:30Z'));
    expect(clock.toLocal(Date.parse('2024-11-03T06:30Z'))).toBe(Date.parse('2024-11-03T01:30Z'));
  });

  it('takes the moment of the change for every time that the clock skips', () => {
    const clock = clockOf('America/New_York', '2024-03-10');
    const change = Date.parse('2024-03-10T07:00Z');
    for (const time of ['02:00', '02:59', '03:00']) {
      expect(clock.toInstant(Date.parse(`2024-03-10T${time}Z`))).toBe(change);
    }
    expect(clock.toLocal(change)).toBe(Date.parse('2024-03-10T02:00Z'));
  });

  it.each([
    ['Africa/Cairo', '2024-04-25T22:00Z', '2024-04-26T00:00Z'],
    ['America/Nuuk', '2024-03-31T01:00Z', '2024-03-31T00:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00Z', '2011-12-30T00:00Z'],
  ])('shows midnight when a day starts: %s', (zone, instant, local) => {
    expect(clockOf(zone, instant).toLocal(Date.parse(instant))).toBe(Date.parse(local));
  });

  it('refuses a time outside of its range', () => {
    expect(() => clockOf('America/New_York', '2024-05-01').toInstant(Date.parse('2026-05-01'))).toThrow(
      RangeError,
    );
  });
});
