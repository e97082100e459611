import type { AlertRules } from '../../platform/rules/alert-rules';
import { BurningTargets } from './burning-targets';

const HOUR = 3_600_000;
const CONDITION = { kind: 'target', targets: [], fast: 0.03, slow: 0.1 } as const;
const ALERT = {
  name: 'burns',
  condition: CONDITION,
  accounts: [],
  teams: [],
  pages: [],
} as unknown as AlertRules;
const VERSION = { from: 0, clock: 'CALENDAR', withinMs: 180_000, goal: 0.8 };

describe('Targets that an alert looks at', () => {
  it('are told to burn at once where there was nothing before, though the budget of four weeks is kept', async () => {
    let breached = 0;
    const asked: number[] = [];
    const burning = new BurningTargets(
      {
        ask: (question: { readonly from: number; readonly to: number }) => {
          asked.push(question.to - question.from);
          return Promise.resolve([{ target: 'quick', met: 0, breached, account: 'default' }]);
        },
      } as never,
      { current: { targets: new Map([['quick', { name: 'quick', versions: [VERSION] }]]) } } as never,
      { accounts: new Map() },
    );
    const look = async (until: number) => {
      const around = {
        ...{ counted: { until, mayGrow: () => false }, together: [ALERT], asked: new Map() },
        links: { to: () => [] },
      };
      const found = (await burning.find(ALERT, CONDITION, around as never)) ?? [];
      return found.map(({ about, found: is }) => [about, is]);
    };
    const now = 1_000 * HOUR;
    expect(await look(now)).toEqual([
      ['quick/fast', 'no data'],
      ['quick/slow', 'no data'],
    ]);
    breached = 28;
    expect(await look(now + 5_000)).toEqual([
      ['quick/fast', 'so'],
      ['quick/slow', 'so'],
    ]);
    const budgets = () => asked.filter((lengthMs) => lengthMs === 28 * 24 * HOUR).length;
    const before = budgets();
    await look(now + 10_000);
    expect(budgets()).toBe(before);
  });
});
