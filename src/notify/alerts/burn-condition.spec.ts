import type { TargetVersion } from '../../platform/rules/rules';
import { workingBack, workingDayMs } from '../../platform/rules/working-back';
import type { Schedule } from '../../platform/rules/schedule';
import { findBurn } from './burn-condition';
import type { Burning } from './burn-condition';
import { PageLinks } from './finding';

const HOUR = 3_600_000;
const condition = { kind: 'target', targets: [], fast: 0.03, slow: 0.1 } as const;
const version = { withinMs: 300_000, goal: 0.9, clock: 'CALENDAR' } as TargetVersion;
const lately = (more: Partial<Burning>): Burning => ({
  ...{ target: 'soon', version, ofBudget: { met: 950, breached: 50 } },
  ...{ long: { met: 6, breached: 6 }, short: { met: 1, breached: 1 } },
  ...{ window: { from: 0, to: HOUR }, longMs: HOUR, ...more },
});
const found = (more: Partial<Burning>) => findBurn(condition, 'fast', lately(more), new PageLinks(undefined));

describe('The error budget of a target', () => {
  it('goes fast where 3 % of it went in an hour, certainly, and it still goes', () => {
    // Of 1,000 a tenth may breach: 100, of which 3 % are 3.
    expect(found({})).toMatchObject({ about: 'soon/fast', found: 'so' });
    expect(found({}).say()).toMatchObject({
      title: 'soon: 6 % of the error budget of 28 days went within 1 h of working time',
      data: {
        breached: 6,
        budgetGone: expect.closeTo(0.06) as number,
        window: { from: new Date(0), to: new Date(HOUR) },
      },
    });
    expect(found({ ofBudget: { met: 9_500, breached: 500 } }).found).toBe('not so');
    expect(found({ short: { met: 3, breached: 0 } }).found).toBe('not so');
    expect(found({ short: { met: 0, breached: 0 } }).found).toBe('not so');
  });

  it('is not told of by what a goal of 90 % allows by chance, nor of few', () => {
    // 3 of 14 are 21 %, and their interval begins below the tenth that is allowed.
    expect(found({ long: { met: 11, breached: 3 } }).found).toBe('not so');
    expect(found({ long: { met: 0, breached: 9 } }).found).toBe('no data');
    expect(found({ version: { ...version, goal: 1 } }).found).toBe('no data');
  });
});

describe('Working time', () => {
  const day = [{ start: 9 * 60, end: 17 * 60 }];
  const office: Schedule = {
    name: 'office',
    versions: [
      {
        ...{ from: -Infinity, zone: 'Europe/Vilnius', days: new Map() },
        week: [day, day, day, day, day, [], []],
      },
    ],
  };
  const at = (text: string) => Date.parse(text);

  it('is counted back over nights, weekends and a change of the clock', () => {
    // Clocks went back on Sunday, 25 October 2026, at 4:00.
    const monday = at('2026-10-26T07:30:00Z');
    expect(workingBack([office], monday, HOUR / 2)).toBe(at('2026-10-26T07:00:00Z'));
    expect(workingBack([office], monday, HOUR)).toBe(at('2026-10-23T13:30:00Z'));
    expect(workingBack([], monday, HOUR)).toBe(monday - HOUR);
    expect(workingBack([office], monday, 1_000 * HOUR)).toBe(monday - 28 * 24 * HOUR);
  });

  it('of a day is what the days of the schedule have', () => {
    expect(workingDayMs([office], at('2026-10-26T00:00:00Z'))).toBe(8 * HOUR);
    expect(workingDayMs([], 0)).toBe(24 * HOUR);
  });
});
