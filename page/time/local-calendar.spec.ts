import {
  dateAt,
  instantAt,
  isDate,
  isZone,
  mondayOf,
  monthsLater,
  startOf,
  wallClockAt,
} from './local-calendar';

const iso = (instant: number) => new Date(instant).toISOString();

describe('the calendar of a zone', () => {
  it.each([
    ['2026-11-26', 'UTC', '2026-11-26T00:00:00.000Z'],
    ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
    ['2026-11-26', 'America/New_York', '2026-11-26T05:00:00.000Z'],
    ['2026-11-26', 'Asia/Kathmandu', '2026-11-25T18:15:00.000Z'],
    // The day after the clocks were set.
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    // No midnight: the clocks go from 23:59:59 to 01:00.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    // Midnight twice: the clocks go back at 01:00 to 00:00.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ])('starts %s in %s at %s', (date, zone, start) => {
    expect(iso(startOf(date, zone))).toBe(start);
    expect(dateAt(startOf(date, zone), zone)).toBe(date);
    expect(dateAt(startOf(date, zone) - 1, zone) < date).toBe(true);
  });

  it('shows what it was asked to find', () => {
    const wall = Date.UTC(2026, 5, 1, 13, 37, 11, 123);
    expect(wallClockAt(instantAt(wall, 'America/St_Johns'), 'America/St_Johns')).toBe(wall);
  });

  it('has weeks that begin on Monday', () => {
    expect(['2026-11-23', '2026-11-26', '2026-11-29', '2026-11-30'].map(mondayOf)).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-11-23',
      '2026-11-30',
    ]);
  });

  it('has no 31st in each month', () => {
    expect(monthsLater('2026-03-31', -1)).toBe('2026-02-28');
    expect(monthsLater('2026-01-15', -1)).toBe('2025-12-15');
    expect(monthsLater('2024-02-29', -12)).toBe('2023-02-28');
  });

  it('tells dates and zones from other words', () => {
    expect(['2026-02-28', '2026-02-30', '26-1-1', 'today', ''].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(['Europe/Vilnius', 'UTC', '+02:00', 'Mars/Base'].map(isZone)).toEqual([true, true, false, false]);
  });
});
