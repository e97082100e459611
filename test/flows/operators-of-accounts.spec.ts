import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { messageOfChat } from '../support/message-of-chat';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';
import { getReport, reportRows } from '../support/report-client';
import { runBuiltCommand } from '../support/run-built-command';
import { RunningService, temporaryDataDir, TOKEN } from '../support/running-service';

const START = Date.UTC(2026, 2, 2, 10);
const iso = (minute: number) => new Date(START + minute * 60_000).toISOString();
const RANGE = 'from: "2026-03-01", to: "2026-03-05"';
const SAME_RANGE = 'from=2026-03-01T00:00:00Z&to=2026-03-05T00:00:00Z';
const FIELDS = 'account operator operatorName messagesOperator firstResponses episodesStarted';

let lastId = 0;
const byVisitor = (chat: number, minute: number) =>
  messageOfChat(chat, {
    ...{ id: ++lastId, body: 'Hello', created_at: iso(minute), sender_type: 'user', sender: { id: chat } },
  });
const byOperator = (chat: number, minute: number, sender: object) =>
  messageOfChat(chat, { id: ++lastId, body: 'Hi', created_at: iso(minute), sender_type: 'operator', sender });

type Row = Record<string, unknown>;

describe('the operators of two accounts', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let options: Parameters<typeof RunningService.start>[0];
  let service: RunningService;

  const stats = async (rest: string, fields: string) =>
    (await dataOf<{ stats: Row[] }>(service.url, `{ stats(${RANGE}, ${rest}) { ${fields} } }`)).stats;
  /** All that is stored and counted, of whatever time. */
  const everything = () => {
    const always = 'from: "2000-01-01", to: "2100-01-01"';
    return dataOf<object>(
      service.url,
      `{ stats(${always}, granularity: TOTAL, groupBy: [OPERATOR]) { ${FIELDS} messagesVisitor ratings closures }
         episodes(${always}, limit: 1000) { account chatId number } operators { value label }
         deliveries(${always}, limit: 1000) { id type } freshness { received { account type deliveries7d } } }`,
    );
  };
  let before: object;
  const messagesOf = async (filter: string) =>
    (await stats(`granularity: TOTAL, filter: ${filter}`, 'messagesOperator'))[0]?.['messagesOperator'];

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const CONFIG_FILE = join(dataDir.path, 'rules.yaml');
    writeFileSync(
      CONFIG_FILE,
      `teams:
  sevens: { operators: [7] }
  shop: { account: shop, operators: [7, 8] }
  colon: { operators: ["support:shop:7"] }
`,
    );
    const more = { SIGNALZEN_API_SECRET: '', COPILOT_IDS: 'support:10', CONFIG_FILE };
    options = { dataDir: dataDir.path, environment: { ...environmentOf(['shop', 'support']), ...more } };
    service = await RunningService.start(options);
    const ann = { id: 7, forename: 'Ann', surname: 'Lee' };
    const bob = { id: 7, name: 'Bob' };
    const colon = { id: 'shop:7', name: 'Colon' };
    await sendToAccounts(
      service.url,
      new Map([
        ['shop', [byVisitor(1, 0), byOperator(1, 1, ann), byOperator(1, 2, ann), byVisitor(2, 3)]],
        ['support', [byVisitor(1, 0), byOperator(1, 5, bob), byOperator(1, 6, colon)]],
      ]),
    );
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('are told apart by their account where numbers are grouped by operator, and named', async () => {
    const rows = [
      ['shop', '', '', 0, 0, 1],
      ['shop', '7', 'Ann Lee', 2, 1, 1],
      ['support', '7', 'Bob', 1, 1, 0],
      ['support', 'shop:7', 'Colon', 1, 0, 1],
    ].map((values) => Object.fromEntries(FIELDS.split(' ').map((name, index) => [name, values[index]])));
    expect(await stats('granularity: TOTAL, groupBy: [OPERATOR]', FIELDS)).toEqual(rows);
    expect(await stats('granularity: TOTAL, groupBy: [OPERATOR, ACCOUNT]', FIELDS)).toEqual(rows);
    const byPage = await stats('granularity: TOTAL, groupBy: [PAGE, OPERATOR]', FIELDS);
    expect(byPage).toEqual(rows);
    const days = await stats('granularity: DAY, compare: PREVIOUS_PERIOD, groupBy: [OPERATOR]', FIELDS);
    expect(days).toHaveLength(rows.length * 4 * 2);
    expect(days).toEqual(expect.arrayContaining(rows));
  });

  it('are shown no figure that says nothing of an operator, whether rows or the filter are of one', async () => {
    const fields =
      'messagesVisitor figure(measure: "messagesVisitor") messages: figure(measure: "messagesOperator")';
    const said = (row: Row | undefined) => [row?.['messagesVisitor'], row?.['figure'], row?.['messages']];
    const rows = await stats('granularity: TOTAL, groupBy: [OPERATOR]', fields);
    expect(rows.map(said)).toEqual([
      [2, null, 0],
      [0, null, 2],
      [1, null, 0],
      [0, null, 1],
      [0, null, 1],
    ]);
    const total = await stats('granularity: TOTAL, filter: { operators: ["shop:7"] }', fields);
    expect(total.map(said)).toEqual([[0, null, 2]]);
    expect((await stats('granularity: TOTAL, groupBy: [ACCOUNT]', fields)).map(said)).toEqual([
      [2, 2, 2],
      [1, 1, 2],
    ]);
    const unknown = await ask(service.url, `{ stats(${RANGE}) { figure(measure: "messages") } }`);
    expect(unknown.errors?.[0]?.message).toContain('There is no measure');
  });

  it('have no name in rows of others than them', async () => {
    expect(await stats('granularity: TOTAL, groupBy: [ACCOUNT]', FIELDS)).toEqual([
      {
        account: 'shop',
        operator: null,
        operatorName: null,
        messagesOperator: 2,
        firstResponses: 1,
        episodesStarted: 2,
      },
      {
        account: 'support',
        operator: null,
        operatorName: null,
        messagesOperator: 2,
        firstResponses: 1,
        episodesStarted: 1,
      },
    ]);
  });

  it('are listed each with their account, by values that are filters', async () => {
    const { operators } = await dataOf<{ operators: Row[] }>(
      service.url,
      '{ operators { value label account } }',
    );
    expect(operators).toEqual([
      { value: 'shop:7', label: 'Ann Lee', account: 'shop' },
      { value: 'support:7', label: 'Bob', account: 'support' },
      { value: 'support:shop:7', label: 'Colon', account: 'support' },
    ]);
    const messages = operators.map(({ value }) => messagesOf(`{ operators: [${JSON.stringify(value)}] }`));
    expect(await Promise.all(messages)).toEqual([2, 1, 1]);
  });

  it.each([
    ['by id in any account', '{ operators: [7] }', 3],
    ['by id in the accounts that are asked for', '{ operators: ["7"], accounts: ["support"] }', 1],
    ['with their account', '{ operators: ["support:7"] }', 1],
    ['in both ways', '{ operators: ["shop:7", "support:shop:7"] }', 3],
    ['in an account that is not asked for', '{ operators: ["shop:7"], accounts: ["support"] }', 0],
    ['with whatever page', '{ operators: ["shop:7"], pages: [""] }', 2],
  ])('are found %s', async (_, filter, messages) => {
    expect(await messagesOf(filter)).toBe(messages);
  });

  it('are those of one account in every list, and in live, where the filter says so', async () => {
    const filter = 'filter: { operators: ["support:shop:7"] }';
    const query = `{ episodes(${RANGE}, ${filter}) { account operator } live(${filter}) { episodesOpen }
      explain(${RANGE}, measure: "messagesOperator", ${filter}) { value }
      heatmap(${RANGE}, ${filter}) { episodesStarted } }`;
    const answer = await dataOf<{ episodes: Row[]; explain: Row; heatmap: Row[] }>(service.url, query);
    expect(answer.episodes).toEqual([{ account: 'support', operator: 'shop:7' }]);
    expect(answer.explain).toEqual({ value: 1 });
    const started = answer.heatmap.map(({ episodesStarted }) => Number(episodesStarted));
    expect(started.reduce((sum, count) => sum + count)).toBe(1);
  });

  it('make the figures of their teams, in which some count twice where teams overlap', async () => {
    const fields = 'team teamOverlaps account operator messagesOperator firstResponses episodesStarted';
    const rows = [
      ['', false, 0, 0, 1],
      ['colon', false, 1, 0, 1],
      ['sevens', true, 3, 2, 1],
      ['shop', true, 2, 1, 1],
    ].map(([team, teamOverlaps, messagesOperator, firstResponses, episodesStarted]) => ({
      ...{ team, teamOverlaps, account: null, operator: null },
      ...{ messagesOperator, firstResponses, episodesStarted },
    }));
    expect(await stats('granularity: TOTAL, groupBy: [TEAM]', fields)).toEqual(rows);
    // From the facts themselves, as roll-ups know no pages.
    expect(await stats('granularity: TOTAL, groupBy: [TEAM, PAGE]', fields)).toEqual(rows);
    const some = 'filter: { teams: ["shop", ""] }';
    expect(await stats(`granularity: TOTAL, groupBy: [TEAM], ${some}`, fields)).toEqual([
      rows[0],
      { ...rows[3], teamOverlaps: false },
    ]);
    const people = await stats(`granularity: TOTAL, groupBy: [TEAM, OPERATOR], ${some}`, fields);
    expect(people.map(({ team, account, operator }) => [account, operator, team])).toEqual([
      ['shop', '', ''],
      ['shop', '7', 'shop'],
    ]);
    const [csv] = await reportRows(
      service.url,
      'stats',
      'csv',
      `${SAME_RANGE}&granularity=TOTAL&measures=messagesOperator&groupBy=TEAM&team=sevens`,
    );
    expect(csv).toMatchObject({ team: 'sevens', teamOverlaps: 'false', messagesOperator: '3' });
  });

  it.each([
    ['of one', '{ teams: ["sevens"] }', 3],
    ['of several, each person once', '{ teams: ["sevens", "shop"] }', 3],
    ['of one, and are one of some', '{ teams: ["sevens"], operators: ["shop:7"] }', 2],
    ['of none', '{ teams: [""] }', 0],
    ['of one or of none', '{ teams: ["colon", ""] }', 1],
    ['of one, as Grafana writes it', '{ encoded: "var-team=colon" }', 1],
  ])('are found as members of teams: %s', async (_, filter, messages) => {
    expect(await messagesOf(filter)).toBe(messages);
  });

  it('are those of a team in every list, and in live, where the filter says so', async () => {
    const filter = 'filter: { teams: ["colon"] }';
    const query = `{ episodes(${RANGE}, ${filter}) { account operator } live(${filter}) { episodesOpen }
      explain(${RANGE}, measure: "messagesOperator", ${filter}) { value }
      heatmap(${RANGE}, ${filter}) { episodesStarted }
      distribution(${RANGE}, measure: FIRST_RESPONSE, filter: { teams: ["shop"] }) { count } }`;
    const answer = await dataOf<Record<'episodes' | 'heatmap' | 'distribution', Row[]> & { explain: Row }>(
      service.url,
      query,
    );
    expect(answer.episodes).toEqual([{ account: 'support', operator: 'shop:7' }]);
    expect(answer.explain).toEqual({ value: 1 });
    const sum = (rows: Row[], name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
    expect(sum(answer.heatmap, 'episodesStarted')).toBe(1);
    expect(sum(answer.distribution, 'count')).toBe(1);
    const { errors } = await ask(service.url, `{ live(filter: { teams: ["shops"] }) { asOf } }`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('there is no team "shops": there is sevens, shop, colon');
  });

  it('are told apart in reports, which name them', async () => {
    const measures = 'measures=messagesOperator';
    const expected = [
      ['shop', '7', 'Ann Lee', 'sevens, shop', 'false', '2'],
      ['support', '7', 'Bob', 'sevens', 'false', '1'],
      ['support', 'shop:7', 'Colon', 'colon', 'false', '1'],
    ].map(([account, operator, name, teams, incomplete, messagesOperator]) => ({
      ...{ account, operator, name, teams, incomplete, messagesOperator },
    }));
    expect(await reportRows(service.url, 'operators', 'csv', `${SAME_RANGE}&${measures}`)).toEqual(expected);
    const grouped = `${SAME_RANGE}&${measures}&granularity=TOTAL&groupBy=OPERATOR&operator=support:7`;
    const [row, ...others] = await reportRows(service.url, 'stats', 'csv', grouped);
    expect(row).toMatchObject({ account: 'support', operator: '7', operatorName: 'Bob' });
    expect(row).toMatchObject({ messagesOperator: '1' });
    expect(others).toEqual([]);
    const [ungrouped] = await reportRows(
      service.url,
      'stats',
      'csv',
      `${SAME_RANGE}&granularity=TOTAL&${measures}`,
    );
    expect(ungrouped).toMatchObject({ account: '', operator: '', operatorName: '' });
  });

  it('are refused where nobody can tell who is meant, with what to write', async () => {
    const { errors } = await ask(
      service.url,
      `{ stats(${RANGE}, filter: { operators: ["No one:7"] }) { time } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('"No one:7" is neither an id nor <account>:<id>');
    const response = await getReport(service.url, `stats.csv?${SAME_RANGE}&operator=:7`);
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('is neither an id nor <account>:<id>'),
    ]);
  });

  it('are called as their latest message says, whatever came later', async () => {
    const cat = (name: string) => ({ id: 9, name });
    const nameOfCat = async () =>
      (await stats('granularity: TOTAL, filter: { operators: ["shop:9"] }, groupBy: [OPERATOR]', FIELDS))[0];
    const early = byOperator(1, 1, cat('Cat'));
    const [late, atOnce] = [byOperator(1, 60, cat('Catherine')), byOperator(1, 60, cat('Kate'))];
    for (const bodies of [[atOnce], [late, early], [early]]) {
      await sendToAccounts(service.url, new Map([['shop', bodies]]));
      await untilRolledUp(service.url);
      expect(await nameOfCat()).toMatchObject({ operatorName: 'Kate' });
    }
  });

  it('have their values beside their names where two are called the same', async () => {
    const namesake = { id: 8, forename: 'Ann', surname: 'Lee' };
    await sendToAccounts(service.url, new Map([['support', [byOperator(3, 1, namesake)]]]));
    await untilRolledUp(service.url);
    const { operators } = await dataOf<{ operators: Row[] }>(service.url, '{ operators { label } }');
    const labels = operators.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['Ann Lee (shop:7)', 'Ann Lee (support:8)', 'Bob']));
  });

  it('are the copilot in the account alone for which that is configured', async () => {
    const ten = { id: 10, name: 'Ten' };
    const bodies = (chat: number) => [byVisitor(chat, 100), byOperator(chat, 101, ten)];
    await sendToAccounts(
      service.url,
      new Map([
        ['shop', bodies(9)],
        ['support', bodies(9)],
      ]),
    );
    await untilRolledUp(service.url);
    const rows = await stats(
      'granularity: TOTAL, groupBy: [OPERATOR], filter: { operators: [10] }',
      'account messagesOperator messagesCopilot',
    );
    expect(rows).toEqual([
      { account: 'shop', messagesOperator: 1, messagesCopilot: 0 },
      { account: 'support', messagesOperator: 0, messagesCopilot: 1 },
    ]);
    const events = async (account: string) =>
      (
        await dataOf<{ chatEvents: Row[] }>(
          service.url,
          `{ chatEvents(account: "${account}", chatId: 9) { author } }`,
        )
      ).chatEvents.map(({ author }) => author);
    expect(await events('shop')).toEqual(['visitor', 'operator']);
    expect(await events('support')).toEqual(['visitor', 'copilot']);
  });

  it('are found by the doctor, whose test delivery counts in no number', async () => {
    const events = () =>
      dataOf<{ deliveries: object[] }>(
        service.url,
        '{ deliveries(from: "2000-01-01", to: "2100-01-01", limit: 1000) { id receivedAt type } }',
      );
    const before = await events();
    const { port } = new URL(service.url);
    const { code, said } = await runBuiltCommand('doctor', ['--json', '--url', service.url], {
      ...environmentOf(['shop', 'support']),
      ...{ API_TOKEN: TOKEN, DATA_DIR: dataDir.path, PORT: port, SIGNALZEN_API: 'off' },
    });
    const { level, findings } = JSON.parse(said) as {
      level: string;
      findings: { check: string; level: string; text: string }[];
    };
    expect([code, level]).toEqual([0, 'warn']);
    const of = (check: string) => findings.filter((finding) => finding.check === check);
    expect(of('webhook').map((finding) => finding.level)).toEqual(['ok', 'ok']);
    for (const check of ['service', 'ClickHouse', 'schema', 'clock', 'rights', 'rejected', 'tokens'])
      expect(of(check)).toMatchObject([{ level: 'ok' }]);
    expect(of('webhooks')).toMatchObject([
      { level: 'warn', text: expect.stringContaining('account "shop": user.') as unknown },
      { level: 'warn' },
    ]);
    expect(said).not.toMatch(new RegExp([...Object.values(environmentOf(['shop'])), TOKEN].join('|')));
    expect(await events()).toEqual(before);
  });

  const simulate = (...more: string[]) =>
    runBuiltCommand(
      'simulate',
      ['--account', 'shop', '--chats', '3', '--days', '1', '--no-verify', ...more],
      {
        ...environmentOf(['shop', 'support']),
        ...{ API_TOKEN: TOKEN, DATA_DIR: dataDir.path, PORT: new URL(service.url).port },
      },
    );

  it('may be joined by simulated ones, whose deliveries go to their account, if one says so', async () => {
    before = await everything();
    const refused = await simulate();
    expect([refused.code, refused.said]).toEqual([
      1,
      expect.stringContaining('add --into-existing-data') as unknown,
    ]);
    expect(refused.said).not.toMatch(/\d sent/);
    const { code, said } = await simulate('--into-existing-data');
    expect([code, said]).toEqual([0, expect.stringMatching(/\d+ sent, .* 0 refused, 0 failed/) as unknown]);
  });

  it('are by themselves again when what was simulated is forgotten, which one command does', async () => {
    await untilRolledUp(service.url);
    expect(await everything()).not.toEqual(before);
    expect((await simulate('--forget')).said).toMatch(/account shop: \d+ made-up deliveries of \d+ chats/);
    const refused = await simulate('--forget', '--yes');
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('stop it') as unknown]);
    await service.stop();
    const { code, said } = await simulate('--forget', '--yes');
    expect([code, said]).toEqual([0, expect.stringContaining('removed, in') as unknown]);
    service = await RunningService.start(options);
    await untilRolledUp(service.url);
    expect(await everything()).toEqual(before);
    expect((await simulate('--forget')).said).toContain('Nothing is made up here.');
  });
});
