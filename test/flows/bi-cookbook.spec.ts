import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { SeededService } from '../dashboards/seeded-service';
import { readerAccess } from '../support/embedded-access';
import { filledSheet } from '../support/apps-script';
import { dataOf } from '../support/graphql-client';
import { markedSnippets, snippetOf } from '../support/marked-snippets';
import { requestOf } from '../support/power-query';
import { csvRows } from '../support/report-client';
import { TOKEN } from '../support/running-service';
import { rowsAs } from '../support/sql-over-http';

type Row = Record<string, string | number | boolean | null>;

const MONTH = 'from: "2026-03-01", to: "2026-04-01"';
const MEASURES = ['episodesStarted', 'firstResponseSecondsAvg', 'csatRate'];
const DOCUMENT = readFileSync('docs/bi-cookbook.md', 'utf8');
const page = markedSnippets(DOCUMENT);
const isHere = (program: string) => spawnSync(program, ['--version']).status === 0;
const itWithCurl = isHere('curl') ? it : it.skip;
const itWithPython = isHere('python3') ? it : it.skip;

describe('docs/bi-cookbook.md', () => {
  let seeded: SeededService;
  let reader: ClickHouseAccess;
  let days: Row[];
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bi-cookbook-'));
    seeded = await SeededService.start(150);
    reader = readerAccess(seeded.service.dataDir);
    days = (await stats('granularity: DAY', `time incomplete ${MEASURES.join(' ')} episodesMissed`)).map(
      dated,
    );
  });

  afterAll(async () => {
    await seeded.stop();
    rmSync(folder, { recursive: true });
  });

  /** As a report calls a day. */
  const dated = (row: Row): Row => ({ ...row, time: String(row['time']).slice(0, 10) });
  const stats = async (argumentsOfIt: string, selection: string): Promise<Row[]> => {
    const query = `{ stats(${MONTH}, ${argumentsOfIt}) { ${selection} } }`;
    return (await dataOf<{ stats: Row[] }>(seeded.service.url, query)).stats;
  };
  /** Runs a program as its user would, in an empty folder. @returns what it says */
  const run = (program: string, args: readonly string[], input = ''): string => {
    const env = { PATH: process.env['PATH'], HOST: seeded.service.url, TOKEN };
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: folder,
      env,
      input,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout;
  };
  /** A cell of a CSV: the shortest decimal text of the number that GraphQL gives, empty for none. */
  const cell = (value: Row[string] | undefined) => String(value ?? '');
  const expectDays = (rows: readonly Readonly<Record<string, string>>[]) => {
    expect(rows.map((row) => ['time', ...MEASURES].map((name) => row[name]))).toEqual(
      days.map((day) => ['time', ...MEASURES].map((name) => cell(day[name]))),
    );
  };

  it('shows what was seeded: days with and without numbers', () => {
    expect(days.length).toBe(31);
    expect(days.filter(({ episodesStarted }) => episodesStarted !== 0).length).toBeGreaterThan(20);
    expect(days.some(({ firstResponseSecondsAvg }) => firstResponseSecondsAvg === null)).toBe(true);
  });

  itWithCurl('has a command for curl that brings a CSV of days, with the token on no command line', () => {
    const snippet = snippetOf(page, 'curl');
    expect(snippet.replace(/printf [^|]*\|/, '')).not.toContain('TOKEN');
    expect(run('sh', ['-euc', snippet])).toBe('');
    expectDays(csvRows(readFileSync(join(folder, 'days.csv'), 'utf8')));
  });

  itWithPython('has a Python program that prints the days', () => {
    const lines = run('python3', ['-'], snippetOf(page, 'python')).trim().split('\n');
    const said = lines.map((line) => line.split(' '));
    expect(said.map(([time, started]) => [time, Number(started)])).toEqual(
      days.map(({ time, episodesStarted }) => [time, episodesStarted]),
    );
    expect(said.map(([, , wait]) => (wait === 'None' ? null : Number(wait)))).toEqual(
      days.map(({ firstResponseSecondsAvg }) => firstResponseSecondsAvg),
    );
  });

  it.each([
    ['without its optional part', '', {}],
    ['with it', '$1', {}],
    // Metabase sends it with each question once a report time zone is set.
    ['with a report time zone', '', { session_timezone: 'America/New_York', max_result_rows: '1048575' }],
  ])('has a question for Metabase that counts as GraphQL does, %s', async (_, optional, settings) => {
    const written = snippetOf(page, 'metabase');
    const filled = written.replace(/\[\[(.*)\]\]/, optional).replace('{{account}}', "'default'");
    const rows = await rowsAs(reader, filled, settings);
    const asked = days.filter(({ episodesStarted }) => episodesStarted !== 0);
    expect(Object.keys(rows[0] ?? {})).toEqual(['day', 'episodes', 'first_response', 'missed']);
    expect(rows.map(({ day, episodes, missed }) => [day, episodes, missed])).toEqual(
      asked.map((one) => [one['time'], one['episodesStarted'], one['episodesMissed']]),
    );
    for (const [index, { first_response: wait }] of rows.entries()) {
      const expected = asked[index]?.['firstResponseSecondsAvg'] ?? null;
      if (expected === null) expect(wait).toBeNull();
      else expect(wait).toBeCloseTo(Number(expected), 3);
    }
  });

  it('has a dataset for Superset that has each rating once, with names of operators', async () => {
    const dataset = snippetOf(page, 'superset');
    const [total] = await stats('granularity: TOTAL', 'ratings csatRate');
    // What Superset calls the columns of a dataset is what ClickHouse calls them.
    const [first = {}] = await rowsAs(reader, dataset);
    expect(Object.keys(first)).toEqual(['account', 'rated_at', 'rating', 'operator', 'operator_name']);
    const [metric] = await rowsAs(
      reader,
      `SELECT count() AS ratings, countIf(rating >= 4) / count() AS csat, countIf(operator_name != '') AS named
       FROM (${dataset}) AS virtual_table WHERE rated_at >= '2026-03-01' AND rated_at < '2026-04-01'`,
    );
    expect(metric?.['ratings']).toBe(total?.['ratings']);
    expect(metric?.['csat']).toBeCloseTo(Number(total?.['csatRate']), 9);
    expect(metric?.['named']).toBeGreaterThan(0);
  });

  it('has a query for Power BI and Excel whose request brings the columns that it types', async () => {
    const { path, query, types } = requestOf(snippetOf(page, 'power-query'));
    const response = await fetch(new URL(`/${path}?${query.toString()}`, seeded.service.url), {
      headers: { authorization: `Basic ${btoa(`anybody:${TOKEN}`)}` },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/csv; charset=utf-8/),
    ]);
    const rows = csvRows(await response.text());
    const byOperator = `time operator ${MEASURES.join(' ')}`;
    const expected = (await stats('granularity: DAY, groupBy: [OPERATOR]', byOperator)).map(dated);
    expect(
      rows.map(({ time, operator, episodesStarted }) => [time, operator, Number(episodesStarted)]),
    ).toEqual(expected.map(({ time, operator, episodesStarted }) => [time, operator, episodesStarted]));
    const looksRight: Record<string, RegExp> = {
      'type date': /^\d{4}-\d\d-\d\d$/,
      'type logical': /^(true|false)$/,
      'type text': /^/,
      'Int64.Type': /^\d+$/,
      'type number': /^(|-?\d+(\.\d+)?)$/,
    };
    for (const [column, type] of types)
      expect(
        rows.map((row) => row[column] ?? 'missing').filter((text) => !looksRight[type]?.test(text)),
      ).toEqual([]);
    const needsType = Object.keys(rows[0] ?? {}).filter((column) =>
      rows.some((row) => /^(true|false|\d{4}-\d\d-\d\d|[\d.]+)$/.test(row[column] ?? '')),
    );
    expect([...types.keys()]).toEqual(expect.arrayContaining([...needsType, ...MEASURES]));
  });

  itWithCurl('has a script for Google Sheets that fills a sheet with the days', () => {
    const properties = { host: seeded.service.url, token: TOKEN, from: '2026-03-01' };
    const [header = [], ...rows] = filledSheet(snippetOf(page, 'apps-script'), properties);
    const named = rows.map((row) =>
      Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])),
    );
    expectDays(named.filter(({ time = '' }) => time < '2026-04-01'));
    expect(named.length).toBeGreaterThan(days.length);
  });

  itWithCurl('has a script for Google Sheets that leaves the sheet as it was when it is refused', () => {
    const properties = { host: seeded.service.url, token: 'a-wrong-token', from: '2026-03-01' };
    expect(() => filledSheet(snippetOf(page, 'apps-script'), properties)).toThrow(/^the request failed/);
  });

  it('has a question for Retool that the API answers', async () => {
    const response = await fetch(`${seeded.service.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: snippetOf(page, 'retool'),
        variables: { from: '2026-03-01', to: '2026-04-01' },
      }),
    });
    const { data, errors } = (await response.json()) as {
      data: { stats: Row[] };
      errors?: unknown;
    };
    expect(errors).toBeUndefined();
    const selection = 'account operator operatorName episodesClosed firstResponseSecondsAvg csatRate';
    expect(data.stats).toEqual(await stats('granularity: TOTAL, groupBy: [OPERATOR]', selection));
    expect(
      data.stats.filter(({ operator, operatorName }) => operator !== operatorName).length,
    ).toBeGreaterThan(1);
  });

  it('has no block that could be run and is not', () => {
    const run = ['curl', 'python', 'metabase', 'superset', 'power-query', 'apps-script', 'retool'];
    expect([...page.keys()].toSorted()).toEqual(run.toSorted());
    const blocks = [...DOCUMENT.matchAll(/(<!-- tested: .+ -->\n+)?^```(\w+)$/gm)];
    const notRun = blocks.filter(([, mark]) => mark === undefined).map(([, , language]) => language);
    // The program for the package `clickhouse-connect`, and the URI for Superset.
    expect(notRun).toEqual(['python', 'text']);
  });
});
