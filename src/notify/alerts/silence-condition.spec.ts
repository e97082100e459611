import { PageLinks } from './finding';
import { findSilence, UsualContacts } from './silence-condition';

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
/** A Monday at noon. */
const NOW = Date.parse('2026-11-30T12:00:00Z');
const condition = { kind: 'silence', atLeastMs: 15 * 60_000 } as const;

/** So many contacts in each hour from 8 to 18 of some weeks before now. */
function officeHours(weeks: number, perHour: number) {
  return Array.from({ length: weeks * 168 }, (_, index) => NOW - (index + 1) * HOUR)
    .filter((hour) => new Date(hour).getUTCHours() >= 8 && new Date(hour).getUTCHours() < 18)
    .map((hour) => ({ hour, contacts: perHour }));
}

function isSilent(lastMs: number, now: number, usual: UsualContacts): boolean {
  return findSilence(condition, 'shop', { lastMs, now, usual }, new PageLinks(undefined)).found === 'so';
}

describe('A silence', () => {
  const busy = new UsualContacts(officeHours(8, 20), NOW);

  it('is expected to have as many contacts as these hours of the week usually have', () => {
    expect(busy.weeks).toBe(8);
    expect(busy.expected(NOW - 30 * 60_000, NOW)).toBeCloseTo(10);
    expect(busy.expected(NOW - 12 * HOUR, NOW - 4 * HOUR)).toBe(0);
    expect(new UsualContacts(officeHours(4, 3), NOW).expected(NOW - 2 * HOUR, NOW)).toBeCloseTo(6);
  });

  it('is told when seven contacts are missing, and it is as long as it is to be', () => {
    expect(isSilent(NOW - 20 * 60_000, NOW, busy)).toBe(false);
    expect(isSilent(NOW - 22 * 60_000, NOW, busy)).toBe(true);
    const crowded = new UsualContacts(officeHours(8, 600), NOW);
    expect(isSilent(NOW - 14 * 60_000, NOW, crowded)).toBe(false);
    expect(isSilent(NOW - 15 * 60_000, NOW, crowded)).toBe(true);
  });

  it('at night, or of an account that nobody knows well, is none', () => {
    const night = Date.parse('2026-11-30T05:00:00Z');
    expect(isSilent(night - 9 * HOUR, night, busy)).toBe(false);
    expect(isSilent(NOW - 3 * HOUR, NOW, new UsualContacts(officeHours(2, 20), NOW))).toBe(false);
    expect(isSilent(NOW - 3 * HOUR, NOW, new UsualContacts([], NOW))).toBe(false);
    expect(isSilent(NOW - 3 * WEEK, NOW, busy)).toBe(false);
  });
});
