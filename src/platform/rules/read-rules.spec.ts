import { readRules } from './read-rules';
import { NO_RULES } from './rules';
import { problemText, RulesError } from './rules-problem';

const around = {
  accounts: ['default', 'shop'],
  calendars: { daysOf: () => ({ days: [], problems: [] }) },
  publicUrl: undefined,
  variable: () => undefined,
  copilotIds: [],
  copilotOnAccounts: [],
  retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
};
const read = (text: string | Buffer, settings: Partial<typeof around> | object = {}) =>
  readRules('analytics.yaml', Buffer.from(text as string), { ...around, ...settings });

/** What is wrong, in lines as a person reads them. */
function problemsOf(text: string | Buffer, settings: object = {}): string[] {
  try {
    read(text, settings);
    return [];
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    return error.problems.map(problemText);
  }
}

const office = (lines: string) => `schedules:\n  office:\n    zone: UTC\n    week: {}\n${lines}`;
const monday = (hours: string) => `schedules:\n  office:\n    zone: UTC\n    week:\n      monday: ${hours}\n`;
const target = (lines: string) =>
  `targets:\n  soon:\n    measure: REPLY\n    within: 5m\n    goal: 0.9\n${lines}`;

describe('The rules', () => {
  it('are none where the file is empty or holds comments alone', () => {
    for (const text of ['', '# nothing\n', '{}', '---\n']) expect(read(text).rules).toEqual(NO_RULES);
  });

  it('are read as they are meant, whoever wrote them on which system', () => {
    const text = monday('[09:00-12:00, 22:00-06:00]');
    const expected = [
      { start: 540, end: 720 },
      { start: 1320, end: 1800 },
    ];
    const forms = [
      text,
      `\ufeff${text}`,
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      `%YAML 1.1\n---\n${text}`,
      Buffer.from(`\ufeff${text}`, 'utf16le'),
    ];
    for (const form of forms)
      expect(read(form).rules.schedules.get('office')?.versions[0]?.week[0]).toEqual(expected);
  });

  it('say how large a change must be to matter, each part for itself', () => {
    expect(read('matters: {points: 1.5}').rules.matters).toEqual({ points: 0.015, relative: 0.05 });
    expect(read('matters: {percent: 0}').rules.matters).toEqual({ points: 0.02, relative: 0 });
  });

  it('say what shares should be, above 0 and at most 1', () => {
    expect(read('goals: {csatRate: 0.8}').rules.goals).toEqual(new Map([['csatRate', 0.8]]));
    expect(problemsOf('goals: {csatRate: 80}')).toEqual([
      'analytics.yaml:1:19: goals.csatRate must be a share above 0 and at most 1: 0.8 for 80 %',
    ]);
    expect(problemsOf('goals: {csat: 0.8}').join()).toContain('it may hold csatRate, copilotResolutionRate');
  });

  it('keep ids as they stand, whatever YAML takes them for', () => {
    const { rules } = read(
      'teams:\n  a:\n    operators: [7, "8", 007, 1e3, 12345678901234567890123, shop:9]\n',
    );
    expect(rules.teams.get('a')?.operators).toEqual([
      ...['7', '8', '007', '1e3', '12345678901234567890123'].map((id) => ({ account: undefined, id })),
      { account: 'shop', id: '9' },
    ]);
  });

  it('may use anchors and aliases', () => {
    const { rules } = read(
      'schedules:\n  office:\n    zone: UTC\n    week:\n      monday: &day 09:00-18:00\n      friday: *day\n',
    );
    expect(rules.schedules.get('office')?.versions[0]?.week[4]).toEqual([{ start: 540, end: 1080 }]);
  });

  it('have a history, in which each change keeps what it does not name', () => {
    const { rules } = read(
      'schedules:\n  office:\n    zone: Europe/Vilnius\n    week: { monday: 09:00-18:00 }\n    days: [12-25]\n' +
        '    changes:\n      - from: 2026-03-01\n        week: { monday: 24h }\n'.replace(
          '24h',
          '00:00-24:00',
        ) +
        '      - from: 2026-06-01 12:30\n        zone: Asia/Kathmandu\n        days: []\n',
    );
    const versions = rules.schedules.get('office')?.versions ?? [];
    expect(versions.map(({ from, zone, week, days }) => [from, zone, week[0], [...days.keys()]])).toEqual([
      [-Infinity, 'Europe/Vilnius', [{ start: 540, end: 1080 }], ['12-25']],
      [Date.parse('2026-02-28T22:00Z'), 'Europe/Vilnius', [{ start: 0, end: 1440 }], ['12-25']],
      [Date.parse('2026-06-01T06:45Z'), 'Asia/Kathmandu', [{ start: 0, end: 1440 }], []],
    ]);
    const [before, after] =
      read(target('    changes:\n      - from: 2026-03-01\n        within: 1.5h\n')).rules.targets.get('soon')
        ?.versions ?? [];
    expect([before?.withinMs, after?.withinMs, after?.goal]).toEqual([300_000, 5_400_000, 0.9]);
  });

  it('prefer a day that is written out to one of a calendar', () => {
    const days = [
      { day: '2026-12-24', name: 'Eve' },
      { day: '2026-12-25', name: 'Christmas' },
      { day: '2026-12-26', name: 'Boxing day' },
    ];
    const { rules } = read(
      office(
        '    days:\n      - 2026-12-25\n      - {date: 12-24, hours: 09:00-13:00, name: Ours}\n      - ics: a.ics\n',
      ),
      { calendars: { daysOf: () => ({ days, problems: [] }) } },
    );
    expect([...(rules.schedules.get('office')?.versions[0]?.days ?? [])].sort()).toEqual([
      ['12-24', { hours: [{ start: 540, end: 780 }], name: 'Ours' }],
      ['2026-12-25', { hours: [], name: '' }],
      ['2026-12-26', { hours: [], name: 'Boxing day' }],
    ]);
  });

  it('warn of 23:59 as an end, where a minute is lost', () => {
    const { warnings } = read(monday('[00:00-23:59, 23:59-24:00]'));
    expect(warnings.map(problemText)).toEqual([
      expect.stringMatching(
        /^analytics\.yaml:5:16: schedules\.office\.week\.monday\[0\] ends at 23:59.*24:00 is/,
      ),
    ]);
  });

  it('say all that is wrong at once, each by its place', () => {
    expect(
      problemsOf(
        'schedules:\n  office:\n    zone: Europe/Vilnus\n    weak: {}\nteams:\n  a: { operators: [] }\naccounts:\n  shp: {}\n',
      ),
    ).toEqual([
      expect.stringMatching(
        /^analytics\.yaml:2:3: schedules\.office\.week is missing: it must hold keys: monday/,
      ),
      'analytics.yaml:3:11: schedules.office.zone is "Europe/Vilnus", which is no time zone: did you mean Europe/Vilnius?',
      'analytics.yaml:4:5: schedules.office.weak is no key here: did you mean week?',
      'analytics.yaml:6:8: teams.a.operators must name at least one operator',
      'analytics.yaml:8:3: accounts.shp names "shp", which is no account that has a secret here: did you mean shop?',
    ]);
  });

  it.each([
    [monday('9-18'), '5:15', 'must be hours such as 09:00-18:00'],
    [monday('25:00-26:00'), '5:15', 'holds 25:00, which is no time of day'],
    [monday('24:00-25:00'), '5:15', 'holds 24:00'],
    [monday('09:60-10:00'), '5:15', 'holds 09:60'],
    [monday('[09:00-12:00, 13:00-24:01]'), '5:29', 'monday[1] holds 24:01'],
    [monday('no'), '5:15', 'must be hours'],
    [monday('on'), '5:15', 'must be hours'],
    [monday('22:00'), '5:15', 'must be hours'],
    [monday(''), '5:15', 'is empty: it must be hours'],
    [monday('{ from: 09:00 }'), '5:7', 'must be hours'],
    [office('    zone: UTC\n'), '5:5', 'this key stands here a second time'],
    [office('\tdays: []\n'), '5:1', 'a tab'],
    [office('    days: [2026-02-30]\n'), '5:12', 'a day that does not exist'],
    [office('    days: [2026-2-3]\n'), '5:12', 'must be a date such as 2026-12-24'],
    [office('    days: [2026-12-24, 2026-12-24]\n'), '5:24', 'names 2026-12-24 a second time'],
    [office('    days: [{ date: 2026-12-24, through: 2026-12-01 }]\n'), '5:41', 'must be a day after'],
    [office('    days: [{ date: 12-24, through: 2026-12-31 }]\n'), '5:36', 'needs its year'],
    [office('    days: [{ date: 2026-12-24, hour: 09:00-10:00 }]\n'), '5:32', 'did you mean hours?'],
    [office('    days: [{ ics: a.ics, onyl: x }]\n'), '5:26', 'did you mean only?'],
    [office('    days: [12]\n'), '5:12', 'must be a date such as'],
    [office('    days: 2026-12-24\n'), '5:11', 'must be a list of dates'],
    [office('    changes: [{ week: {} }]\n'), '5:15', 'from is missing: it must be a date such as'],
    [office('    from: 2026-03-01T24:00\n'), '5:11', 'a time that does not exist'],
    [office('    from: 2026-03-01\n    changes: [{ from: 2026-03-01 }]\n'), '6:23', 'oldest first'],
    [office('    <<: {}\n'), '5:5', 'nothing is merged here'],
    ['schedules: {" a": {zone: UTC, week: {}}}', '1:13', 'without blanks around it'],
    ['schedules: [office]', '1:1', 'must hold schedules by their names'],
    ['schedules: {office: {zone: +02:00, week: {}}}', '1:28', 'is no time zone: give an IANA name'],
    [target('    clock: working\n'), '6:12', 'did you mean WORKING?'],
    [target('    within: 5m\n'), '6:5', 'a second time'],
    [target('').replace('5m', '5'), '4:13', 'must be a limit such as 30s'],
    [target('').replace('5m', '400d'), '4:13', 'from 1s to 366d'],
    [target('    clock: WORKING\n').replace('5m', '2d'), '4:13', 'a day has no length on the WORKING clock'],
    [target('').replace('0.9', '90'), '5:11', '0.9 for 90 %'],
    [target('').replace('0.9', '"0.9"'), '5:11', 'must be a share'],
    [target('    lastWord: BREACH\n').replace('REPLY', 'CLOSURE'), '6:15', 'only targets of REPLY'],
    [target('    copilot: yes\n'), '6:14', 'must be true or false'],
    [target('    accounts: [shop, shp]\n'), '6:22', 'did you mean shop?'],
    ['teams: {a: {operators: [7, 7]}}', '1:28', 'names 7 a second time'],
    ['teams: {a: {operators: ["shp:7"]}}', '1:25', 'is neither an id nor <account>:<id>'],
    ['teams: {a: {operators: 7}}', '1:24', 'must be a list of ids'],
    ['teams: {a: {operators: [-7]}}', '1:25', 'must be an id'],
    ['accounts: {shop: {schedule: office}}', '1:29', 'which is no schedule of this file: there is none'],
    [`${office('')}accounts: {shop: {schedule: [offic]}}`, '5:30', 'did you mean office?'],
    ['accounts: {shop: {chatLink: "http://x.example/{chatId}"}}', '1:29', 'must be the https address'],
    ['accounts: {shop: {chatLink: "https://x.example/"}}', '1:29', 'with {chatId} in place'],
    ['accounts: {shop: {chatLink: "https://{chatId}.example/"}}', '1:29', 'must be the https address'],
    ['accounts: {shop: {chatLink: "https://me:pw@x.example/{chatId}"}}', '1:29', 'must be the https address'],
    [
      'accounts: {shop: {chatLink: "https://x.example/{chat}/{chatId}"}}',
      '1:29',
      'must be the https address',
    ],
    ['a: 1\n---\nb: 2\n', '2:1', 'a second document'],
    ['a: *x\n', '1:4', '&x must stand before it'],
    ['a: !!js/function x\n', '1:4', 'is no key here'],
    ['a: !own x\n', '1:', 'tags such as !own'],
    ['a: "b\n', '2:1', 'not closed'],
    ['matters: 5\n', '1:10', 'must hold keys: points, percent'],
    ['matters: {points: 2 %}\n', '1:19', 'must be a number of points from 0 to 100'],
    ['matters: {percent: -1}\n', '1:20', 'must be a number from 0 to 100, such as 5'],
    ['matters: {points: 101}\n', '1:19', 'from 0 to 100'],
    ['matters: {relative: 0.05}\n', '1:11', 'it may hold points, percent'],
    ['- a\n', '1:1', 'must hold keys: schedules, targets, teams, accounts'],
    ['target: {}\n', '1:1', 'target is no key here: did you mean targets?'],
    ['holidays: {}\n', '1:1', 'it may hold schedules, targets, teams, accounts'],
  ])('are refused with the place and what would be right: %j', (text, place, right) => {
    const [problem = '', ...others] = problemsOf(text);
    expect([problem, ...others]).toHaveLength(1);
    expect(problem).toContain(right);
    if (!text.startsWith('a: !!')) expect(problem).toContain(`analytics.yaml:${place}`);
  });

  it('are refused where they are too much, however they are written', () => {
    const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
    for (let level = 1; level < 9; level += 1)
      bomb.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(',')}]`,
      );
    expect(problemsOf(bomb.join('\n'))).toEqual([expect.stringContaining('holds more than 100000 values')]);
    expect(problemsOf('a: &a [*a]')).toEqual([expect.stringContaining('nested more than')]);
    expect(problemsOf('['.repeat(10_000))).toHaveLength(1);
    expect(problemsOf('#'.repeat(2 ** 20 + 1))).toEqual(['analytics.yaml: must be smaller than 1 MiB']);
    expect(problemsOf(Buffer.from('# B\xfcro', 'latin1'))).toEqual([
      'analytics.yaml: is not text in UTF-8: save it in that encoding',
    ]);
  });

  it('keep nothing longer than what it is made of, with the settings', () => {
    const text = 'accounts: {shop: {retention: {eventsDays: 90}}}';
    const retention = { ...around.retention, texts: 60 };
    expect(problemsOf(text, { retention })).toEqual([]);
    expect(problemsOf(text)).toEqual([
      expect.stringContaining(
        'accounts.shop.retention cannot be: events are kept for 90 days and texts for good',
      ),
    ]);
    expect(problemsOf('accounts: {shop: {retention: {eventsDays: 22, textsDays: 7}}}')).toEqual([
      expect.stringContaining('and must be for 23 or more'),
    ]);
    expect(
      problemsOf('accounts: {shop: {retention: {factsDays: 60, eventsDays: 90}}}', { retention }),
    ).toEqual([expect.stringContaining('limit events to 60 days or fewer')]);
  });

  it('contradict no setting on who is the copilot', () => {
    const text = 'accounts: {shop: {copilot: {ids: [7], onByDefault: false}}}';
    const settings = (ids: { account?: string; id: string }[], copilotOnAccounts: string[] = []) => ({
      copilotIds: ids.map(({ account, id }) => ({ account, id })),
      copilotOnAccounts,
    });
    expect(problemsOf(text, settings([{ id: '7' }, { account: 'default', id: '8' }]))).toEqual([]);
    expect(problemsOf(text, settings([{ id: '8' }]))).toEqual([
      expect.stringMatching(
        /1:29: accounts\.shop\.copilot\.ids says 7, and the setting COPILOT_IDS says 8 for/,
      ),
    ]);
    expect(problemsOf(text, settings([], ['shop']))).toEqual([
      expect.stringContaining(
        'onByDefault says false, and the setting COPILOT_ON_BY_DEFAULT names the account',
      ),
    ]);
    expect(problemsOf(text, settings([], ['default']))).toEqual([]);
  });
});
