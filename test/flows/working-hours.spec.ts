import { WorkingHours } from '../../src/compute/facts/working-hours';
import { NO_RULES } from '../../src/platform/rules/rules';
import type { AccountRules, Rules } from '../../src/platform/rules/rules';
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
