import { TargetRows } from '../../src/compute/facts/target-rows';
import { WorkingHours } from '../../src/compute/facts/working-hours';
import { NO_RULES } from '../../src/platform/rules/rules';
import type { AccountRules, Rules, TargetRules, TargetVersion } from '../../src/platform/rules/rules';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';

const office = {
  name: 'office',
  versions: [
    {
      from: -Infinity,
      zone: 'Europe/Berlin',
      week: Array.from({ length: 7 }, () => [{ start: 540, end: 1080 }]),
      days: new Map(),
    },
  ],
};
const account: AccountRules = {
  name: undefined,
  chatLink: undefined,
  schedules: ['office'],
  copilotIds: undefined,
  isCopilotOnByDefault: undefined,
  keptDays: undefined,
};
const version: TargetVersion = {
  from: -Infinity,
  withinMs: 300_000,
  clock: 'WORKING',
  goal: 0.9,
  endedEarly: 'BREACH',
  lastWord: 'IGNORE',
  accounts: ['default', 'shop'],
  copilot: false,
  pages: [],
  attributes: new Map([['plan', ['gold', '']]]),
};
const soon: TargetRules = {
  name: 'soon',
  measure: 'REPLY',
  versions: [version, { ...version, from: 1_700_000_000_000, copilot: undefined, attributes: new Map() }],
};
const RULES: Rules = {
  ...NO_RULES,
  schedules: new Map([['office', office]]),
  accounts: new Map([['default', account]]),
};

describe('working hours in ClickHouse', () => {
  it('are completed where an insert was broken off before', async () => {
    const server = await startTemporaryClickHouse();
    try {
      const hours = WorkingHours.of(RULES);
      const stored = async () => {
        const sql = 'SELECT count() AS steps, max(worked) AS last FROM working_hours FINAL';
        return server.clickhouse.queryText<{ steps: string; last: string }>(sql, {}, 'look');
      };
      await hours.store(server.clickhouse);
      const whole = await stored();
      expect(Number(whole[0]?.steps)).toBeGreaterThan(2 * 365 * 26);
      const options = { settings: { mutations_sync: '2' } } as const;
      const broken = "ALTER TABLE working_hours DELETE WHERE account = '' OR from_ms > 1700000000000";
      await server.clickhouse.commandText(broken, {}, 'break', options);
      expect(await stored()).not.toEqual(whole);
      await hours.store(server.clickhouse);
      expect(await stored()).toEqual(whole);
    } finally {
      await server.stop();
    }
  });
});

describe('targets in ClickHouse', () => {
  const targetsOf = (...versions: TargetVersion[]) =>
    TargetRows.of({ targets: new Map([['soon', { ...soon, versions }]]) });

  it('have another edition where what they limit is another, and the same where the goal is', () => {
    const { edition } = targetsOf(version);
    expect(TargetRows.of(NO_RULES).edition).toBe(0n);
    expect(targetsOf({ ...version, goal: 0.5 }).edition).toBe(edition);
    const others: Partial<TargetVersion>[] = [
      { withinMs: 1 },
      { from: 0 },
      { clock: 'CALENDAR' },
      { endedEarly: 'EXCLUDE' },
      { lastWord: 'BREACH' },
      { accounts: [] },
      { copilot: true },
      { pages: ['/'] },
      { attributes: new Map([['plan', ['gold']]]) },
    ];
    const editions = others.map((other) => targetsOf({ ...version, ...other }).edition);
    expect(new Set([edition, ...editions]).size).toBe(others.length + 1);
  });

  it('stand as the rules say, and are completed where an insert was broken off before', async () => {
    const server = await startTemporaryClickHouse();
    try {
      const targets = targetsOf(...soon.versions);
      const stored = () =>
        server.clickhouse.queryText(
          `SELECT target, measure, toString(from_ms) AS from, toString(until_ms) AS until, is_working, early_is_breach,
             last_word_is_breach, accounts, copilots, pages, attributes
           FROM target_rules FINAL WHERE target != '' ORDER BY from_ms`,
          {},
          'look',
        );
      await targets.store(server.clickhouse);
      const whole = await stored();
      const both = {
        ...{ target: 'soon', measure: 'REPLY', is_working: true, early_is_breach: true },
        ...{ last_word_is_breach: false, accounts: ['default', 'shop'], pages: [] },
      };
      const [ever, then] = [String(Number.MAX_SAFE_INTEGER), '1700000000000'];
      expect(whole).toEqual([
        { ...both, from: `-${ever}`, until: then, copilots: [false], attributes: { plan: ['gold', ''] } },
        { ...both, from: then, until: ever, copilots: [], attributes: {} },
      ]);
      const options = { settings: { mutations_sync: '2' } } as const;
      const broken = "ALTER TABLE target_rules DELETE WHERE target = '' OR from_ms > 0";
      await server.clickhouse.commandText(broken, {}, 'break', options);
      expect(await stored()).toHaveLength(1);
      await targets.store(server.clickhouse);
      expect(await stored()).toEqual(whole);
    } finally {
      await server.stop();
    }
  });
});
