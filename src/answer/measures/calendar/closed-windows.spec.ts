import { closedWindows, weeksBefore } from './closed-windows';

const text = ({ from, to }: { from: number; to: number }) =>
  [from, to].map((time) => new Date(time).toISOString().replace(':00.000Z', 'Z')).join(' ');

describe('Closed windows', () => {
  const until = Date.parse('2026-10-27T09:00:00Z');

  it('are local days and weeks that are over, also where clocks are changed', () => {
    const days = closedWindows('DAY', 'Europe/Vilnius', { after: 0, until, atMost: 3 });
    expect(days.map(text)).toEqual([
      '2026-10-23T21:00Z 2026-10-24T21:00Z',
      '2026-10-24T21:00Z 2026-10-25T22:00Z',
      '2026-10-25T22:00Z 2026-10-26T22:00Z',
    ]);
    const weeks = closedWindows('WEEK', 'Europe/Vilnius', { after: 0, until, atMost: 2 });
    expect(weeks.map(text)).toEqual([
      '2026-10-11T21:00Z 2026-10-18T21:00Z',
      '2026-10-18T21:00Z 2026-10-25T22:00Z',
    ]);
  });

  it('are all that ended since one, also after a week without any look, and none twice', () => {
    const days = (after: number) => closedWindows('DAY', 'UTC', { after, until, atMost: 35 });
    const last = days(until - 30 * 86_400_000);
    expect(last).toHaveLength(30);
    expect(days(last.at(-8)?.to ?? 0)).toEqual(last.slice(-7));
    expect(days(last.at(-1)?.to ?? 0)).toEqual([]);
  });

  it('stand beside the same ones of weeks before, by the calendar', () => {
    const [day] = closedWindows('DAY', 'Europe/Vilnius', { after: 0, until, atMost: 1 });
    expect(day && text(weeksBefore(day, 'Europe/Vilnius', 1))).toBe('2026-10-18T21:00Z 2026-10-19T21:00Z');
  });
});
