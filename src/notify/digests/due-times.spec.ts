import { dueTimes, lastDue } from './due-times';

const DAY_MS = 86_400_000;
const DAILY = { every: 'day', atMinutes: 8 * 60, weekday: 1, day: 1 } as const;
const at = (time: string) => Date.parse(time);
const told = (when: Parameters<typeof dueTimes>[0], zone: string, after: string, until: string) =>
  dueTimes(when, zone, at(after), at(until)).map((one) => [
    new Date(one.at).toISOString().slice(0, 16),
    one.first,
    one.last,
  ]);
const hoursOf = (when: Parameters<typeof dueTimes>[0], zone: string, after: string, until: string) =>
  dueTimes(when, zone, at(after), at(until)).map(({ from, to }) => (to - from) / 3_600_000);

describe('a digest', () => {
  it('is due each day at its local time, and tells of the day before', () => {
    expect(told(DAILY, 'Europe/Vilnius', '2026-11-27T06:00Z', '2026-11-29T06:00Z')).toEqual([
      ['2026-11-28T06:00', '2026-11-27', '2026-11-27'],
      ['2026-11-29T06:00', '2026-11-28', '2026-11-28'],
    ]);
  });

  it('by week tells of Monday to Sunday, whatever day it is sent on', () => {
    const on = (weekday: number) =>
      told({ ...DAILY, every: 'week', weekday }, 'UTC', '2026-11-22T12:00Z', '2026-11-29T12:00Z');
    expect(on(1)).toEqual([['2026-11-23T08:00', '2026-11-16', '2026-11-22']]);
    expect(on(7)).toEqual([['2026-11-29T08:00', '2026-11-16', '2026-11-22']]);
  });

  it('by month tells of the one before, be it short or the last of a year', () => {
    const on = (day: number, month: string) =>
      told({ ...DAILY, every: 'month', day }, 'UTC', `${month}-01T00:00Z`, `${month}-28T23:00Z`);
    expect(on(1, '2028-03')).toEqual([['2028-03-01T08:00', '2028-02-01', '2028-02-29']]);
    expect(on(28, '2027-01')).toEqual([['2027-01-28T08:00', '2026-12-01', '2026-12-31']]);
  });

  it.each([
    ['skipped in spring', 'Europe/Berlin', 150, '2026-03-29', '2026-03-29T01:00', 24],
    ['there twice in autumn', 'Europe/Berlin', 150, '2026-10-25', '2026-10-25T00:30', 24],
    ['skipped by half an hour', 'Australia/Lord_Howe', 135, '2026-10-04', '2026-10-03T15:30', 24],
    ['there twice for half an hour', 'Australia/Lord_Howe', 105, '2027-04-04', '2027-04-03T14:45', 24],
    ['midnight, which is skipped', 'America/Santiago', 0, '2026-09-06', '2026-09-06T04:00', 24],
  ])('is due once on a day whose hour is %s', (_, zone, atMinutes, date, expected, hours) => {
    const when = { ...DAILY, atMinutes };
    const [after, until] = [`${date}T00:00Z`, `${date}T00:00Z`].map((time) => at(time));
    const near = dueTimes(when, zone, (after ?? 0) - 3 * DAY_MS, (until ?? 0) + 3 * DAY_MS);
    const own = near.filter(
      ({ last }) => last === new Date(at(`${date}T00:00Z`) - DAY_MS).toISOString().slice(0, 10),
    );
    expect(own.map((one) => new Date(one.at).toISOString().slice(0, 16))).toEqual([expected]);
    expect(own.map(({ from, to }) => (to - from) / 3_600_000)).toEqual([hours]);
  });

  it('tells of days of 23, 25 and 24.5 hours, and of none that a zone never had', () => {
    const berlin = { ...DAILY, atMinutes: 9 * 60 };
    expect(hoursOf(berlin, 'Europe/Berlin', '2026-03-30T00:00Z', '2026-03-30T12:00Z')).toEqual([23]);
    expect(hoursOf(berlin, 'Europe/Berlin', '2026-10-26T00:00Z', '2026-10-26T12:00Z')).toEqual([25]);
    expect(hoursOf(berlin, 'Australia/Lord_Howe', '2027-04-04T20:00Z', '2027-04-05T12:00Z')).toEqual([24.5]);
    const samoa = told(berlin, 'Pacific/Apia', '2011-12-29T00:00Z', '2012-01-01T00:00Z');
    expect(samoa.map(([, first]) => first)).toEqual(['2011-12-28', '2011-12-29', '2011-12-31']);
  });

  it('was due at every time of a week of downtime', () => {
    const due = dueTimes(DAILY, 'UTC', at('2026-11-20T08:00Z'), at('2026-11-27T08:00Z'));
    expect(due.map(({ first }) => first)).toEqual(
      ['20', '21', '22', '23', '24', '25', '26'].map((day) => `2026-11-${day}`),
    );
    expect(dueTimes(DAILY, 'UTC', at('2026-11-27T08:00Z'), at('2026-11-27T08:00Z'))).toEqual([]);
  });

  it('has one that was due last, also of a month', () => {
    const now = at('2026-11-29T12:00Z');
    expect(lastDue({ ...DAILY, every: 'month', day: 28 }, 'UTC', now)).toMatchObject({ first: '2026-10-01' });
    expect(lastDue(DAILY, 'UTC', now)).toMatchObject({ first: '2026-11-28' });
  });
});
