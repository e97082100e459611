import { NO_RULES } from './rules';
import type { Rules, TargetVersion } from './rules';
import { readShapingRules, rulesOfNumbers, shapingRulesText } from './shaping-rules';

const version: TargetVersion = {
  ...({ from: -Infinity, withinMs: 60_000, clock: 'WORKING', goal: 0.9, endedEarly: 'EXCLUDE' } as const),
  ...({ lastWord: 'IGNORE', accounts: [], copilot: undefined, pages: [] } as const),
  attributes: new Map([['plan', ['pro']]]),
};
const week = Array.from({ length: 7 }, () => [{ start: 540, end: 1080 }]);
const days = new Map([['12-25', { hours: [], name: 'Christmas' }]]);
const office = { name: 'office', versions: [{ from: -Infinity, zone: 'Europe/Vilnius', week, days }] };
const account = { chatLink: undefined, copilotIds: ['7'], isCopilotOnByDefault: true, keptDays: undefined };
const RULES: Rules = {
  schedules: new Map([
    ['office', office],
    ['unused', { ...office, name: 'unused' }],
  ]),
  targets: new Map([['fast', { name: 'fast', measure: 'FIRST_RESPONSE', versions: [version] }]]),
  teams: new Map([['a', { name: 'a', operators: [] }]]),
  accounts: new Map([['shop', { ...account, name: 'The shop', schedules: ['office'] }]]),
  matters: { points: 0.02, relative: 0.05 },
  goals: new Map(),
  access: NO_RULES.access,
  channels: new Map(),
  fallback: [],
  alerts: new Map(),
  digests: new Map(),
};

describe('The rules that numbers were computed by', () => {
  const written = readShapingRules(shapingRulesText(RULES));

  it('are read as they were written, those that shape nothing left out', () => {
    expect(written.schedules).toEqual(new Map([['office', office]]));
    expect(written.targets.get('fast')?.versions).toEqual([{ ...version, copilot: undefined }]);
    expect(written.accounts.get('shop')).toMatchObject({ copilotIds: ['7'], schedules: ['office'] });
    expect(shapingRulesText(written)).toBe(shapingRulesText(RULES));
  });

  it('hold for these numbers beside names, teams, goals and what matters as of now', () => {
    const later = {
      ...RULES,
      schedules: new Map([['later', { ...office, name: 'later' }]]),
      targets: new Map([
        ['fast', { ...RULES.targets.get('fast'), versions: [{ ...version, goal: 0.5 }] }],
        ['new', { name: 'new', measure: 'REPLY', versions: [version] }],
      ]),
      teams: new Map(),
      matters: { points: 0.01, relative: 0.01 },
      accounts: new Map([['shop', { ...account, name: 'Shop', schedules: ['later'], copilotIds: [] }]]),
    } as unknown as Rules;
    const now = rulesOfNumbers(written, later);
    expect([...now.schedules.keys()].sort()).toEqual(['later', 'office']);
    expect(now.accounts.get('shop')).toMatchObject({
      ...{ name: 'Shop', schedules: ['office'], copilotIds: ['7'] },
    });
    expect(now.teams.size).toBe(0);
    expect(now.matters).toEqual(later.matters);
    expect([...now.targets.keys()]).toEqual(['fast']);
    expect(now.targets.get('fast')?.versions[0]?.goal).toBe(0.5);
    const stricter = new Map([
      ['fast', { ...RULES.targets.get('fast'), versions: [{ ...version, withinMs: 1 }] }],
    ]);
    expect(
      rulesOfNumbers(written, { ...later, targets: stricter } as unknown as Rules).targets.get('fast')
        ?.versions[0]?.withinMs,
    ).toBe(60_000);
    expect(rulesOfNumbers(readShapingRules(shapingRulesText(NO_RULES)), NO_RULES)).toEqual(NO_RULES);
  });
});
