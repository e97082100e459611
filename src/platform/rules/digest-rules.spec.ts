import { readRules } from './read-rules';
import { problemText, RulesError } from './rules-problem';

const around = {
  accounts: ['shop', 'other'],
  calendars: { daysOf: () => ({ days: [], problems: [] }) },
  publicUrl: undefined,
  variable: () => 'https://chat.example/hooks/t0ken',
  copilotIds: [],
  copilotOnAccounts: [],
  retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
};
const REST = `channels: { room: { slack: '\${ROOM}' } }
teams: { leads: { operators: [7] } }
schedules: { office: { zone: Europe/Vilnius, week: { monday: 09:00-17:00 } } }
accounts: { shop: { schedule: office } }
digests:
`;
const read = (digests: string) =>
  readRules('analytics.yaml', Buffer.from(REST + digests), around).rules.digests;

function problemsOf(digests: string): string[] {
  try {
    read(digests);
    return [];
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    return error.problems.map(problemText);
  }
}

describe('Digests', () => {
  it('are read, and go out at eight on Monday or the first where nothing else is said', () => {
    const digests = read(`  a: { every: week, to: room, zone: europe/berlin }
  b: { every: month, at: '7:30', day: 28, to: [room], accounts: shop, language: ar, clock: WORKING }
  c: { every: week, weekday: sunday, to: room, teams: leads, zone: UTC }
`);
    expect(digests.get('a')).toEqual({
      ...{
        name: 'a',
        every: 'week',
        atMinutes: 480,
        zone: 'Europe/Berlin',
        weekday: 1,
        day: 1,
        to: ['room'],
      },
      ...{ accounts: [], teams: [], language: 'en', clock: 'CALENDAR' },
    });
    expect(digests.get('b')).toMatchObject({ atMinutes: 450, day: 28, zone: undefined, accounts: ['shop'] });
    expect(digests.get('c')).toMatchObject({ weekday: 7, teams: ['leads'] });
  });

  it.each([
    ['a: { to: room, zone: UTC }', /:6:\d+: digests\.a\.every is missing: it must be day, week, month/],
    [
      'a: { every: weak, to: room, zone: UTC }',
      /digests\.a\.every must be day, week, month: did you mean week\?/,
    ],
    ["a: { every: day, at: '24:00', to: room, zone: UTC }", /digests\.a\.at must be a time of day in quotes/],
    ['a: { every: day, at: 8, to: room, zone: UTC }', /digests\.a\.at must be a time of day in quotes/],
    ['a: { every: day, weekday: monday, to: room, zone: UTC }', /digests\.a\.weekday is for every: week/],
    ['a: { every: month, day: 31, to: room, zone: UTC }', /digests\.a\.day must be a day from 1 to 28/],
    ['a: { every: day, to: rom, zone: UTC }', /names "rom", which is no channel.*did you mean room\?/],
    [
      'a: { every: day, to: room, zone: UTC, accounts: shop, teams: leads }',
      /a\.teams cannot be given together/,
    ],
    ['a: { every: day, to: room }', /:6:\d+: digests\.a\.zone is missing: it must be a time zone/],
    ['a: { every: day, to: room, accounts: [shop, other] }', /digests\.a\.zone is missing/],
  ])('with a mistake are refused, with its place: %s', (digest, problem) => {
    expect(problemsOf(`  ${digest}\n`)).toEqual([expect.stringMatching(problem)]);
  });
});
