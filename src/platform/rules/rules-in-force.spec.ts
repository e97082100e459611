import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync, mkdirSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../logging/log';
import { RulesInForce } from './rules-in-force';
import { RulesError } from './rules-problem';

const team = (...ids: number[]) => `teams: {a: {operators: [${ids.join(', ')}]}}\n`;

describe('The rules in force', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rules-'));
    path = join(folder, 'analytics.yaml');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const start = (isNamed = true, file = path) =>
    new RulesInForce(
      {
        configFile: { path: file, isNamed },
        accounts: new Map([['default', []]]),
        publicUrl: undefined,
        variable: () => undefined,
        copilotIds: [],
        copilotOnAccounts: [],
        retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
      },
      createLog('fatal'),
    );
  const idsOf = (rules: RulesInForce) => rules.current.teams.get('a')?.operators.map(({ id }) => id);
  /** As a job that looks again and again. */
  const look = async (rules: RulesInForce) => {
    for (let times = 0; times < 3; times += 1) await rules.reloadIfChanged();
  };

  it('are none where no file is named and none is there, until there is one', async () => {
    const rules = start(false);
    expect(rules.current.teams.size).toBe(0);
    await look(rules);
    writeFileSync(path, team(7));
    await look(rules);
    expect(idsOf(rules)).toEqual(['7']);
  });

  it('stop the start where the file is wrong, or is named and not there', () => {
    expect(() => start()).toThrow(RulesError);
    expect(() => start()).toThrow('analytics.yaml: does not exist');
    mkdirSync(path);
    expect(() => start(false)).toThrow('is not a file');
    rmSync(path, { recursive: true });
    writeFileSync(path, 'teams: {a: {}}\n');
    expect(() => start(false)).toThrow('analytics.yaml:1:9: teams.a.operators is missing');
  });

  it('are not read while somebody may be writing them', async () => {
    writeFileSync(path, team(7));
    const rules = start();
    await rules.reloadIfChanged();
    writeFileSync(path, team(7, 8));
    await rules.reloadIfChanged();
    writeFileSync(path, team(7, 8, 9));
    await rules.reloadIfChanged();
    expect(idsOf(rules)).toEqual(['7']);
    await rules.reloadIfChanged();
    expect(idsOf(rules)).toEqual(['7', '8', '9']);
  });

  it.each(['written', 'replaced', 'turned elsewhere as Kubernetes does'])(
    'follow a file that is %s',
    async (how) => {
      const write = (text: string, version: number) => {
        if (how === 'written') writeFileSync(path, text);
        else if (how === 'replaced') {
          writeFileSync(join(folder, 'new'), text);
          renameSync(join(folder, 'new'), path);
        } else {
          mkdirSync(join(folder, `..${version}`));
          writeFileSync(join(folder, `..${version}`, 'analytics.yaml'), text);
          symlinkSync(`..${version}`, join(folder, '..next'));
          renameSync(join(folder, '..next'), join(folder, '..data'));
          if (version === 0) symlinkSync(join('..data', 'analytics.yaml'), path);
        }
      };
      write(team(7), 0);
      const rules = start();
      await look(rules);
      write(team(8), 1);
      await look(rules);
      expect(idsOf(rules)).toEqual(['8']);
    },
  );

  it('remain as they were where the file becomes wrong or goes, and say so until it is right again', async () => {
    writeFileSync(path, team(7));
    const rules = start();
    await look(rules);
    writeFileSync(path, 'teams: {a: {operators: [8]}}\nteam: {}\n');
    await look(rules);
    expect(idsOf(rules)).toEqual(['7']);
    expect(rules.problems).toEqual([expect.stringContaining('team is no key here: did you mean teams?')]);
    unlinkSync(path);
    await look(rules);
    expect(idsOf(rules)).toEqual(['7']);
    expect(rules.problems).toEqual([expect.stringContaining('does not exist')]);
    writeFileSync(path, team(7));
    await look(rules);
    expect(rules.problems).toEqual([]);
  });

  it('remain where a file goes that nobody named', () => {
    writeFileSync(path, team(7));
    const rules = start(false);
    unlinkSync(path);
    rules.reload();
    expect(idsOf(rules)).toEqual(['7']);
    expect(rules.problems).toEqual([expect.stringContaining('is gone')]);
  });

  it('follow the .ics files that they name, and name their mistakes', async () => {
    const ics = (day: string) =>
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:${day}\nSUMMARY:Day\nEND:VEVENT\nEND:VCALENDAR\n`;
    const days = (rules: RulesInForce) => [
      ...(rules.current.schedules.get('a')?.versions[0]?.days.keys() ?? []),
    ];
    writeFileSync(path, 'schedules: {a: {zone: UTC, week: {}, days: [{ics: days.ics}]}}\n');
    expect(() => start()).toThrow('days[0].ics names "days.ics", which does not exist');
    writeFileSync(join(folder, 'days.ics'), ics('20261225'));
    const rules = start();
    expect(days(rules)).toEqual(['2026-12-25']);
    await look(rules);
    writeFileSync(join(folder, 'days.ics'), ics('20261226'));
    await look(rules);
    expect(days(rules)).toEqual(['2026-12-26']);
  });
});
