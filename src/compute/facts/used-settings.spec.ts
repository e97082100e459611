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
const parameters = shapingParameters(settings, NO_RULES);
const { tail_ms, ...former } = parameters;

interface Note {
  readonly noted_ms: string;
  readonly settings: string;
  readonly rules: string;
  readonly is_whole: boolean;
}

/** A row as it is sent: a generation, two texts, and a truth value. */
function noteIn(row: Buffer): Note {
  let at = 8;
  const text = (): string => {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = row[at++] ?? 0;
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return row.toString('utf8', at, (at += length));
  };
  return { noted_ms: '1000', settings: text(), rules: text(), is_whole: row[at] === 1 };
}

/** The table `used_settings` in memory, beside numbers that there are or not. */
function usedSettings(noted: Note[], areNumbers: boolean, given = settings): UsedSettings {
  const clickhouse = {
    query: (name: string, asked: { settings: string }) => {
      if (name === 'facts/are_numbers') return Promise.resolve([{ are_any: Number(areNumbers) }]);
      if (name === 'facts/generation') return Promise.resolve([{ generations: ['0'] }]);
      const isRules = name === 'facts/used_rules';
      return Promise.resolve(isRules ? noted.filter((one) => one.settings === asked.settings) : [...noted]);
    },
    insertBinary: (_: string, __: readonly string[], row: Buffer) => {
      noted.push(noteIn(row));
      return Promise.resolve();
    },
  };
  return new UsedSettings(clickhouse as unknown as ClickHouse, given, { current: NO_RULES });
}

const RULES = '{"schedules":{"map":[]},"targets":{"map":[]},"accounts":{"map":[]}}';
const whole = (used: object): Note[] => [
  { noted_ms: '2000', settings: JSON.stringify(used), rules: RULES, is_whole: true },
];

describe('The settings with which numbers were computed', () => {
  it('are known of a new database from the first number on', async () => {
    const used = usedSettings([], false);
    expect(await used.inForce()).toBe(used.wanted);
    expect(await used.isRebuildDue()).toBe(false);
    expect(await used.usedRules()).toEqual({
      episodeIdleGapSeconds: 86_400,
      episodeTailSeconds: tail_ms / 1000,
      stateEventTime: 'payload',
      definitions: DEFINITIONS,
      computedAt: new Date(1000),
    });
  });

  it('remain in force when others are wanted, until a rebuild brings these into force', async () => {
    const noted = whole({ definitions: DEFINITIONS, ...parameters });
    const used = usedSettings(noted, true, { ...settings, episodeTailSeconds: 0 });
    expect((await used.inForce()).parameters).toEqual(parameters);
    expect((await used.ofNumbers())?.parameters).toEqual(parameters);
    expect(await used.isRebuildDue()).toBe(true);
    expect(await used.areMixed()).toBe(false);
    expect(await used.changes()).toEqual(['tail of a close: 120 s, now 0 s']);
    expect(noted).toHaveLength(1);
    await used.noteWhole(7n, used.wanted);
    expect((await used.inForce()).parameters).toMatchObject({ tail_ms: 0 });
    expect(await used.isRebuildDue()).toBe(false);
  });

  it('give way at once where they are of an earlier edition of the definitions, which is said', async () => {
    const noted = whole({ definitions: DEFINITIONS - 1, ...parameters });
    const used = usedSettings(noted, true);
    expect(await used.isRebuildDue()).toBe(true);
    expect(await used.areMixed()).toBe(false);
    expect(await used.inForce()).toBe(used.wanted);
    expect(await used.isRebuildDue()).toBe(true);
    expect(await used.areMixed()).toBe(true);
    expect(await used.usedRules()).toMatchObject({ definitions: DEFINITIONS - 1 });
    expect(await used.changes()).toEqual([`definitions: ${DEFINITIONS - 1}, now ${DEFINITIONS}`]);
    await used.noteWhole(7n, used.wanted);
    expect(await used.isRebuildDue()).toBe(false);
    expect(await used.areMixed()).toBe(false);
    expect(await used.usedRules()).toMatchObject({ definitions: DEFINITIONS });
  });

  it('make one due also where no edition was noted: there was no tail then', async () => {
    const used = usedSettings(whole({ ...former, idle_gap_ms: 3_600_000 }), true);
    expect(await used.isRebuildDue()).toBe(true);
    expect(await used.usedRules()).toEqual({
      episodeIdleGapSeconds: 3600,
      episodeTailSeconds: 0,
      stateEventTime: 'payload',
      definitions: 1,
      computedAt: new Date(2000),
    });
  });
});
