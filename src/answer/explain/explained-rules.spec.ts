import { readRules } from '../../platform/rules/read-rules';
import { requireMeasure } from '../measures/registry/measures';
import { schedulesIn, targetsOn } from './explained-rules';

const RULES = `
schedules:
  office:
    zone: Europe/Vilnius
    week:
      monday: 09:00-18:00
      tuesday: 09:00-18:00
      wednesday: [09:00-12:30, 13:30-18:00]
      friday: 22:00-06:00
      saturday: 20:00-24:00
    days:
      - 2026-06-24
      - 12-25
      - { date: 12-24, name: Christmas Eve, hours: 09:00-13:00 }
    changes:
      - { from: 2026-03-01, days: [] }
targets:
  soon:
    measure: FIRST_RESPONSE
    within: 5m
    goal: 0.9
    changes:
      - from: 2026-03-01
        within: 3m
        goal: 0.8
        clock: WORKING
        accounts: shop
        copilot: false
        pages: [/a, /b]
        attributes: { plan: gold }
  solved: { measure: CLOSURE, within: 2d, goal: 0.95 }
accounts:
  shop: { schedule: office }
`;
const { rules } = readRules('analytics.yaml', Buffer.from(RULES), {
  accounts: ['default', 'shop'],
  calendars: { daysOf: () => ({ days: [], problems: [] }) },
  ...{ publicUrl: undefined, variable: () => undefined },
  ...{
    copilotIds: [],
    copilotOnAccounts: [],
    retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
  },
});
const range = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });
const ACCOUNTS = ['default', 'shop'];

describe('The rules behind a number', () => {
  it('are the hours of its accounts that were in force in its range, with the days that were not as usual', () => {
    const week =
      'Monday and Tuesday 09:00–18:00, Wednesday 09:00–12:30 and 13:30–18:00, Thursday closed, Friday 22:00–06:00, Saturday 20:00–24:00, Sunday closed';
    const before = { account: 'shop', name: 'office', from: null, zone: 'Europe/Vilnius', hours: week };
    const since = { ...before, from: new Date('2026-02-28T22:00:00Z'), specialDays: '' };
    expect(schedulesIn(rules, ACCOUNTS, range('2025-12-24', '2025-12-25T22:00:00Z'))).toEqual([
      { ...before, specialDays: 'every 12-24 09:00–13:00 (Christmas Eve), every 12-25 closed' },
    ]);
    // On the 24th in Vilnius there are two hours left of it.
    expect(schedulesIn(rules, ACCOUNTS, range('2025-12-01', '2025-12-24T22:00:00Z'))).toMatchObject([
      { specialDays: 'every 12-24 09:00–13:00 (Christmas Eve)' },
    ]);
    expect(schedulesIn(rules, ACCOUNTS, range('2026-02-01', '2026-04-01'))).toEqual([
      { ...before, specialDays: '' },
      since,
    ]);
    expect(schedulesIn(rules, ACCOUNTS, range('2026-03-01', '2026-04-01'))).toEqual([since]);
    expect(schedulesIn(rules, ['default'], range('2026-03-01', '2026-04-01'))).toEqual([]);
    // What comes later is of other hours.
    expect(schedulesIn(rules, ACCOUNTS, range('1900-01-01', '2200-01-01'))[0]?.specialDays).toBe(
      'every 12-24 09:00–13:00 (Christmas Eve), every 12-25 closed',
    );
  });

  it('are the targets on what it measures, as they were in force', () => {
    const soon = requireMeasure('firstResponseSecondsP90');
    const [former, present, ...more] = targetsOn(rules, soon, ACCOUNTS, range('2026-02-01', '2026-04-01'));
    expect(former).toEqual({
      ...{ name: 'soon', from: null, measure: 'FIRST_RESPONSE', withinSeconds: 300 },
      ...{ clock: 'CALENDAR', goalRate: 0.9, covers: 'everything' },
    });
    expect(present).toMatchObject({
      ...{ from: new Date('2026-03-01T00:00:00Z'), withinSeconds: 180, clock: 'WORKING', goalRate: 0.8 },
      covers:
        'the account "shop"; episodes without the copilot; the page "/a" or "/b"; the attribute "plan" "gold"',
    });
    expect(more).toEqual([]);
    expect(targetsOn(rules, soon, ['default'], range('2026-03-01', '2026-04-01'))).toEqual([]);
    expect(targetsOn(rules, requireMeasure('csatRate'), ACCOUNTS, range('2026-01-01', '2026-04-01'))).toEqual(
      [],
    );
  });
});
