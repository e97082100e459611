import fc from 'fast-check';
import { openMinutes, workingLength } from '../../../test/reference/working-time';
import type { ReferenceHours, ReferenceSchedule } from '../../../test/reference/working-time';
import { openIntervals } from './open-intervals';
import type { Hours, Schedule } from './schedule';
import { openStateAt, WorkingClock } from './working-clock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Zones, and days on which something happens to their clocks, or nothing. */
const PLACES = [
  ['UTC', '2026-06-01'],
  ['Europe/Vilnius', '2026-03-29'],
  ['Europe/Vilnius', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-30'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-01-01'],
  ['Pacific/Chatham', '2026-04-05'],
  ['America/Santiago', '2026-09-06'],
  ['Asia/Gaza', '2026-03-28'],
] as const;

const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const hoursOf = ([start, end]: ReferenceHours): Hours => {
  const [from, to] = [minutesOf(start), minutesOf(end)];
  return { start: from, end: to > from ? to : to + 1440 };
};

/** A schedule in the words of the rules, of one in those of the reference. */
function scheduleOf(reference: ReferenceSchedule): Schedule {
  return {
    name: 'any',
    versions: reference.map(({ from = -Infinity, zone, week, days }) => ({
      from,
      zone,
      week: week.map((hours) => hours.map(hoursOf)),
      days: new Map(
        Object.entries(days).map(([day, hours]) => [day, { hours: hours.map(hoursOf), name: '' }]),
      ),
    })),
  };
}

const everyDay = (...hours: ReferenceHours[]) => Array.from({ length: 7 }, () => hours);
const of = (zone: string, week: readonly (readonly ReferenceHours[])[], days = {}): ReferenceSchedule => [
  { zone, week, days },
];
const shown = (schedules: readonly ReferenceSchedule[], from: string, to: string) =>
  openIntervals(schedules.map(scheduleOf), Date.parse(from), Date.parse(to)).map(({ start, end }) =>
    [start, end].map((time) => new Date(time).toISOString().slice(5, 16)),
  );

const time = fc
  .oneof(
    fc.integer({ min: 0, max: 1439 }),
    fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
  )
  .map(
    (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  );
const someHours = fc.tuple(
  time,
  fc.oneof({ weight: 4, arbitrary: time }, { weight: 1, arbitrary: fc.constant('24:00') }),
);
const dayHours = fc.array(someHours, { maxLength: 3 });
const week = fc.array(dayHours, { minLength: 7, maxLength: 7 });

/** Schedules whose days and changes lie about a day of a zone, and a range there. */
const situation = fc.constantFrom(...PLACES).chain(([zone, day]) => {
  const middle = Date.parse(day);
  const days = fc.dictionary(
    fc
      .integer({ min: -4, max: 4 })
      .map((offset) => new Date(middle + offset * DAY).toISOString().slice(0, 10)),
    dayHours,
    { maxKeys: 3 },
  );
  const moment = fc.integer({ min: -4 * 1440, max: 4 * 1440 }).map((minutes) => middle + minutes * MINUTE);
  const schedule = fc
    .record({
      versions: fc.array(fc.record({ zone: fc.constantFrom(zone, zone, 'Asia/Kathmandu'), week, days }), {
        minLength: 1,
        maxLength: 3,
      }),
      begins: fc.boolean(),
      moments: fc.uniqueArray(moment, { minLength: 3, maxLength: 3 }),
    })
    .map(({ versions, begins, moments }): ReferenceSchedule => {
      const ascending = moments.toSorted((one, other) => one - other);
      return versions.map((version, index) =>
        index === 0 && !begins ? version : { ...version, from: ascending[index] ?? 0 },
      );
    });
  return fc.record({
    schedules: fc.array(schedule, { maxLength: 3 }),
    from: moment,
    minutes: fc.integer({ min: 1, max: 4 * 1440 }),
    limit: fc.integer({ min: 0, max: 3000 }),
  });
});

describe('Working time', () => {
  it('is what a person counts who walks through the minutes with the clock of the place', () => {
    fc.assert(
      fc.property(situation, ({ schedules, from, minutes }) => {
        const to = from + minutes * MINUTE;
        const open = openIntervals(schedules.map(scheduleOf), from, to);
        const walked = openMinutes(schedules, from, to);
        const listed = open.flatMap(({ start, end }) =>
          Array.from({ length: (end - start) / MINUTE }, (_, index) => start + index * MINUTE),
        );
        expect(listed).toEqual([...walked]);
        for (const [index, { start }] of open.entries())
          if (index > 0) expect(start).toBeGreaterThan(open[index - 1]?.end ?? Infinity);
      }),
      { numRuns: 80 },
    );
  });

  it('has an inverse: up to when a limit passes an answer is in time, and after it late', () => {
    fc.assert(
      fc.property(situation, ({ schedules, from, minutes, limit }) => {
        const to = from + minutes * MINUTE;
        const clock = WorkingClock.of(schedules.map(scheduleOf), from, to);
        const start = from + Math.floor(minutes / 3) * MINUTE;
        expect(clock.lengthMs(start, to)).toBe(workingLength(schedules, start, to));
        const passes = clock.passesAt(start, limit * MINUTE);
        if (passes === undefined) expect(clock.lengthMs(start, to)).toBeLessThanOrEqual(limit * MINUTE);
        else {
          expect(passes).toBeGreaterThanOrEqual(start);
          expect(clock.lengthMs(start, passes)).toBe(limit * MINUTE);
          expect(clock.lengthMs(start, passes + 1)).toBe(limit * MINUTE + 1);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is the calendar’s under a schedule that is always open, and where there is none', () => {
    const always = of('Australia/Lord_Howe', everyDay(['00:00', '24:00']));
    for (const schedules of [[], [always], [always, of('UTC', everyDay())]])
      expect(shown(schedules, '2026-03-25T00:00Z', '2026-04-10T07:00Z')).toEqual([
        ['03-25T00:00', '04-10T07:00'],
      ]);
  });

  it('of a question on Friday at 17:58 that is answered on Monday at 09:03 is five minutes', () => {
    const weekdays = Array.from({ length: 5 }, (): ReferenceHours[] => [['09:00', '18:00']]);
    const clock = WorkingClock.of(
      [scheduleOf(of('Europe/Vilnius', [...weekdays, [], []]))],
      Date.parse('2026-03-01'),
      Date.parse('2026-05-01'),
    );
    // Over the change of the clocks on Sunday.
    const [asked, answered] = [Date.parse('2026-03-27T17:58+02:00'), Date.parse('2026-03-30T09:03+03:00')];
    expect(clock.lengthMs(asked, answered)).toBe(5 * MINUTE);
    expect(clock.passesAt(asked, 2 * MINUTE)).toBe(Date.parse('2026-03-30T09:00+03:00'));
    expect(clock.lengthMs(Date.parse('2026-03-28T12:00Z'), Date.parse('2026-03-29T12:00Z'))).toBe(0);
    expect(() => clock.lengthMs(asked, Date.parse('2026-05-02'))).toThrow(RangeError);
  });

  it('takes a skipped time for the end of the gap, and the first of a time that comes twice', () => {
    const night = of('Europe/Vilnius', everyDay(['22:00', '03:30']));
    expect(shown([night], '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      ['03-28T20:00', '03-29T01:00'],
    ]);
    expect(shown([night], '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual([
      ['10-24T19:00', '10-25T00:30'],
    ]);
    const gap = of('Europe/Vilnius', everyDay(['03:10', '03:50']));
    expect(shown([gap], '2026-03-29T00:00Z', '2026-03-29T12:00Z')).toEqual([]);
    const apia = of('Pacific/Apia', everyDay(['22:00', '06:00']));
    // Friday, 30 December 2011 did not exist there: its night begins when Saturday does.
    expect(shown([apia], '2011-12-30T00:00Z', '2011-12-31T00:00Z')).toEqual([['12-30T08:00', '12-30T16:00']]);
  });

  it('loses on a day off what begins on it, not the night before that reaches into it', () => {
    const nights = of('UTC', everyDay(['22:00', '06:00']), { '2026-05-02': [] });
    expect(shown([nights], '2026-05-01T12:00Z', '2026-05-04T12:00Z')).toEqual([
      ['05-01T22:00', '05-02T06:00'],
      ['05-03T22:00', '05-04T06:00'],
    ]);
  });

  it('cuts a night where the schedule changes', () => {
    const from = Date.parse('2026-05-02');
    const changed: ReferenceSchedule = [
      { zone: 'UTC', week: everyDay(['20:00', '04:00']), days: {} },
      { from, zone: 'UTC', week: everyDay(['21:00', '02:00']), days: {} },
    ];
    expect(shown([changed], '2026-05-01T12:00Z', '2026-05-02T12:00Z')).toEqual([
      ['05-01T20:00', '05-02T02:00'],
    ]);
  });

  it('counts every hour before the first schedule of an account', () => {
    const late: ReferenceSchedule = [
      { from: Date.parse('2026-05-02'), zone: 'UTC', week: everyDay(['09:00', '10:00']), days: {} },
    ];
    const later: ReferenceSchedule = [
      { from: Date.parse('2026-05-03'), zone: 'UTC', week: everyDay(['12:00', '13:00']), days: {} },
    ];
    expect(shown([late, later], '2026-05-01T00:00Z', '2026-05-04T00:00Z')).toEqual([
      ['05-01T00:00', '05-02T00:00'],
      ['05-02T09:00', '05-02T10:00'],
      ['05-03T09:00', '05-03T10:00'],
      ['05-03T12:00', '05-03T13:00'],
    ]);
  });

  it('knows days of every year, and prefers those with their year', () => {
    const schedule: Schedule = {
      name: 'any',
      versions: [
        {
          ...{ from: -Infinity, zone: 'UTC' },
          week: everyDay(['09:00', '10:00']).map((hours) => hours.map(hoursOf)),
          days: new Map([
            ['12-25', { hours: [], name: '' }],
            ['2026-12-25', { hours: [{ start: 0, end: 60 }], name: '' }],
          ]),
        },
      ],
    };
    const on = (day: string) => openIntervals([schedule], Date.parse(day), Date.parse(day) + DAY);
    expect(on('2025-12-25')).toEqual([]);
    expect(on('2026-12-25')).toEqual([
      { start: Date.parse('2026-12-25'), end: Date.parse('2026-12-25T01:00Z') },
    ]);
    expect(on('2027-12-25')).toEqual([]);
  });
});

describe('Whether it is open', () => {
  const office = scheduleOf(
    of('Europe/Vilnius', [[['09:00', '18:00']], ...everyDay().slice(1)], { '2026-03-30': [] }),
  );
  const at = (text: string) => {
    const state = openStateAt([office], Date.parse(text));
    const iso = (moment: number | undefined) =>
      moment === undefined ? undefined : new Date(moment).toISOString();
    return [state.isOpen, iso(state.nextOpening), iso(state.nextClosing)];
  };

  it('is said with when it opens and closes next, over holidays and changes of the clock', () => {
    expect(at('2026-03-23T10:00+02:00')).toEqual([
      true,
      '2026-04-06T06:00:00.000Z',
      '2026-03-23T16:00:00.000Z',
    ]);
    expect(at('2026-03-23T18:00+02:00')).toEqual([
      false,
      '2026-04-06T06:00:00.000Z',
      '2026-04-06T15:00:00.000Z',
    ]);
    expect(at('2026-04-06T09:00+03:00')[0]).toBe(true);
  });

  it('is always so, or never, where nothing changes', () => {
    expect(openStateAt([], 0)).toEqual({ isOpen: true, nextOpening: undefined, nextClosing: undefined });
    const never = scheduleOf(of('UTC', everyDay()));
    expect(openStateAt([never], 0)).toEqual({
      isOpen: false,
      nextOpening: undefined,
      nextClosing: undefined,
    });
  });
});
