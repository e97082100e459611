import { READY_ALERTS } from '../../platform/rules/alert-rules';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { ScheduleOfLooks } from './schedule-of-looks';

const ready = (kind: string, name: string, more: Partial<AlertRules> = {}) => {
  const found = READY_ALERTS[kind];
  if (found === undefined) throw new Error(`no ${kind} comes with the service`);
  const rest = { to: [], accounts: [], teams: [], pages: [], copilot: undefined, during: [] };
  return { ...found, ...rest, name, ...more };
};
const names = (alerts: readonly AlertRules[]) => alerts.map(({ name }) => name);

describe('Looks at alerts', () => {
  it('are made as often as their kind asks for, and by what was counted', () => {
    const alerts = [
      ready('somebody-waits', 'waits'),
      ready('low-satisfaction', 'low'),
      ready('silence', 's'),
    ];
    const schedule = new ScheduleOfLooks();
    expect(names(schedule.due(alerts, 1_000, 1n))).toEqual(['waits', 's', 'low']);
    expect(names(schedule.due(alerts, 3_000, 1n))).toEqual(['waits']);
    expect(names(schedule.due(alerts, 5_000, 2n))).toEqual(['waits', 'low']);
    expect(names(schedule.due(alerts, 31_000, 2n))).toEqual(['waits', 's']);
    expect(names(schedule.due(alerts, 65_000, 2n))).toEqual(['waits', 's', 'low']);
    expect(names(schedule.due([ready('silence', 's', { accounts: ['shop'] })], 66_000, 2n))).toEqual(['s']);
  });

  it('of thousands that look at one account, team or page each are made together', () => {
    const alerts = Array.from({ length: 3_000 }, (_, index) =>
      ready('low-satisfaction', `low ${index}`, { pages: [`/${index}`], accounts: [`a${index % 7}`] }),
    );
    const burns = alerts.map((alert) => ({ ...alert, condition: READY_ALERTS['target-burns']?.condition }));
    const all = [...alerts, ...burns] as AlertRules[];
    expect(new ScheduleOfLooks().due(all, 1_000, 1n)).toHaveLength(6_000);
  });

  it('of thousands take turns, share questions, and leave the time to others', () => {
    const alerts = Array.from({ length: 3_000 }, (_, index) =>
      ready('low-satisfaction', `low ${index}`, { pages: [`/${index % 100}`, '/price'] }),
    );
    const schedule = new ScheduleOfLooks();
    const seen = new Set<string>();
    for (let look = 1; look <= 5; look += 1) {
      const due = schedule.due(alerts, 2_000 * look, BigInt(look));
      expect(due).toHaveLength(600);
      for (const name of names(due)) seen.add(name);
    }
    expect(seen.size).toBe(3_000);
    schedule.took(10_000);
    schedule.took(0);
    expect(schedule.due(alerts, 100_000, 9n)).toEqual([]);
    expect(names(schedule.due([ready('somebody-waits', 'waits')], 100_000, 9n))).toEqual(['waits']);
  });

  it('that could not be judged are made again, after the others', () => {
    const alerts = Array.from({ length: 40 }, (_, index) =>
      ready('low-satisfaction', `low ${index}`, { pages: [`/${index}`, '/price'] }),
    );
    const schedule = new ScheduleOfLooks();
    const first = schedule.due(alerts, 1_000, 1n);
    for (const alert of first) schedule.again(alert);
    const second = schedule.due(alerts, 3_000, 1n);
    expect(names(second).some((name) => names(first).includes(name))).toBe(false);
    expect(names(schedule.due(alerts, 5_000, 1n))).toEqual(names(first));
  });
});
