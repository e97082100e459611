import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Settings } from '../../platform/config/settings';
import { NO_RULES } from '../../platform/rules/rules';
import { DEFINITIONS, shapingParameters, UsedSettings } from './used-settings';

const settings = {
  episodeIdleGapSeconds: 86_400,
  episodeTailSeconds: 120,
  stateEventTime: 'payload',
  copilotIds: [],
  copilotOnAccounts: [],
} as unknown as Settings;
const { tail_ms, ...former } = shapingParameters(settings, NO_RULES);

/** The table `used_settings` in memory, beside numbers that there are or not. */
function usedSettings(
  noted: { settings: string; is_whole: boolean }[],
  areNumbers: boolean,
  given = settings,
): UsedSettings {
  const clickhouse = {
    query: (name: string) =>
      Promise.resolve(name === 'facts/are_numbers' ? [{ are_any: Number(areNumbers) }] : [...noted]),
    command: (_: string, { settings: text, is_whole }: { settings: string; is_whole: boolean }) => {
      noted.push({ settings: text, is_whole });
      return Promise.resolve();
    },
  };
  return new UsedSettings(clickhouse as unknown as ClickHouse, given, { current: NO_RULES });
}

const whole = (used: object) => [{ settings: JSON.stringify(used), is_whole: true }];

describe('The settings with which numbers were computed', () => {
  it('are known of a new database from the first number on', async () => {
    const used = usedSettings([], false);
    await used.note();
    expect(await used.isRebuildDue()).toBe(false);
    expect(await used.usedRules()).toEqual({
      episodeIdleGapSeconds: 86_400,
      episodeTailSeconds: tail_ms / 1000,
      definitions: DEFINITIONS,
    });
  });

  it('make a rebuild due where they are of an earlier edition of the definitions, until it is done', async () => {
    const noted = whole({ definitions: DEFINITIONS - 1, ...shapingParameters(settings, NO_RULES) });
    const used = usedSettings(noted, true);
    expect(await used.isRebuildDue()).toBe(true);
    await used.note();
    expect(await used.isRebuildDue()).toBe(true);
    expect(await used.usedRules()).toMatchObject({ definitions: DEFINITIONS - 1 });
    await used.noteWhole();
    expect(await used.isRebuildDue()).toBe(false);
    expect(await used.usedRules()).toMatchObject({ definitions: DEFINITIONS });
  });

  it('make one due also where no edition was noted: there was no tail then', async () => {
    const used = usedSettings(whole({ ...former, idle_gap_ms: 3_600_000 }), true);
    expect(await used.isRebuildDue()).toBe(true);
    expect(await used.usedRules()).toEqual({
      episodeIdleGapSeconds: 3600,
      episodeTailSeconds: 0,
      definitions: 1,
    });
  });

  it('make one due after a change of the tail, and none once it is put back', async () => {
    const noted = whole({ definitions: DEFINITIONS, ...shapingParameters(settings, NO_RULES) });
    expect(await usedSettings(noted, true, { ...settings, episodeTailSeconds: 0 }).isRebuildDue()).toBe(true);
    expect(await usedSettings(noted, true).isRebuildDue()).toBe(false);
  });
});
