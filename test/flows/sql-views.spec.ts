import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';
import { PUBLIC_VIEWS } from '../../src/platform/clickhouse/public-views';
import { SeededService } from '../dashboards/seeded-service';
import { BI_PASSWORD, embeddedAccess, readerAccess } from '../support/embedded-access';
import { dataOf } from '../support/graphql-client';
import { markedSnippets, snippetOf } from '../support/marked-snippets';
import { rowsAs, sqlAs } from '../support/sql-over-http';
import { TEST_DATABASE } from '../support/temporary-clickhouse';

const DOCUMENT = readFileSync('docs/sql.md', 'utf8');
const VIEWS = [...PUBLIC_VIEWS, 'episode_attributes'];
const MONTH = 'from: "2026-03-01", to: "2026-04-01"';

const page = markedSnippets(DOCUMENT);
type Row = Record<string, string | number | null>;

describe('docs/sql.md', () => {
  let seeded: SeededService;
  let reader: ClickHouseAccess;
  let service: ClickHouseAccess;

  beforeAll(async () => {
    seeded = await SeededService.start(150);
    service = embeddedAccess(seeded.service.dataDir);
    reader = readerAccess(seeded.service.dataDir);
  });

  afterAll(async () => {
    await seeded.stop();
  });

  const answerOf = (name: string): Promise<Row[]> => rowsAs(reader, snippetOf(page, name));
  const statsOf = async (argumentsOfIt: string, selection: string): Promise<Row[]> => {
    const query = `{ stats(${MONTH}, ${argumentsOfIt}) { ${selection} } }`;
    return (await dataOf<{ stats: Row[] }>(seeded.service.url, query)).stats;
  };

  it.each(VIEWS)('describes %s column by column, as the database does', async (view) => {
    const columns = await rowsAs(
      service,
      `SELECT name, comment FROM system.columns WHERE database = '${TEST_DATABASE}' AND table = '${view}' ORDER BY position`,
    );
    expect(documentedColumns(view)).toEqual(columns);
  });

  it.each(VIEWS)('names a view whose types are those of its statement: %s', async (view) => {
    const statement = await sqlAs(
      service,
      `SELECT as_select FROM system.tables WHERE database = '${TEST_DATABASE}' AND name = '${view}' FORMAT TSVRaw`,
    );
    expect(statement).toMatch(/^SELECT /);
    const typesOf = async (what: string) =>
      (await sqlAs(service, `DESCRIBE ${what}`)).split('\n').map((line) => line.split('\t').slice(0, 2));
    expect(await typesOf(`(${statement})`)).toEqual(await typesOf(view));
  });

  it.each([
    ['episodes-by-day', ['day', 'episodes']],
    ['first-responses-by-page', ['page', 'responses', 'average_seconds']],
    ['closures-by-operator', ['account', 'operator', 'name', 'closed', 'average_seconds', 'p90_seconds']],
    ['satisfaction', ['ratings', 'average', 'csat']],
    ['messages-by-author', ['author', 'messages']],
    ['chats', ['created']],
  ])('calls the columns of an example by plain names: %s', async (name, columns) => {
    expect(Object.keys((await answerOf(name))[0] ?? {})).toEqual(columns);
  });

  it('counts episodes by local day as GraphQL does', async () => {
    const { stats: expected } = await dataOf<{ stats: Row[] }>(
      seeded.service.url,
      `{ stats(from: "2026-02-28T22:00:00Z", to: "2026-03-31T21:00:00Z", granularity: DAY, timezone: "Europe/Vilnius") { time episodesStarted } }`,
    );
    const started = new Map((await answerOf('episodes-by-day')).map(({ day, episodes }) => [day, episodes]));
    expect(started.size).toBeGreaterThan(20);
    const asked = expected.filter(({ episodesStarted }) => episodesStarted !== 0);
    expect([...started]).toEqual(
      asked.map(({ time, episodesStarted }) => [localDay(String(time)), episodesStarted]),
    );
  });

  it('names the author of each message as the events of GraphQL do', async () => {
    const { events } = await dataOf<{ events: Row[] }>(
      seeded.service.url,
      `{ events(from: "2026-01-01", to: "${new Date(Date.now() + 60_000).toISOString()}", types: ["message.created"], limit: 10000) { id author } }`,
    );
    const messages = await rowsAs(
      service,
      "SELECT event_id AS id, author FROM events WHERE is_message AND occurred_at >= '2026-03-01' AND occurred_at < '2026-04-01'",
    );
    const authorsOf = (rows: readonly Row[]) =>
      Object.fromEntries(rows.map(({ id, author }) => [String(id), String(author)]));
    expect(Object.values(authorsOf(messages))).toEqual(
      expect.arrayContaining(['visitor', 'operator', 'copilot', 'proactive']) as unknown,
    );
    // Of messages without a text, the view has no row.
    const known = authorsOf(messages);
    expect(authorsOf(events.filter(({ id }) => String(id) in known))).toEqual(known);
  });

  it('measures first responses by page as GraphQL does', async () => {
    const selection = 'page firstResponses firstResponseSecondsAvg';
    const expected = await statsOf('granularity: TOTAL, groupBy: [PAGE]', selection);
    const answered = await answerOf('first-responses-by-page');
    expect(answered.length).toBeGreaterThan(2);
    expect(answered.length).toBe(expected.filter(({ firstResponses }) => firstResponses !== 0).length);
    for (const { page: path, responses, average_seconds: average } of answered) {
      const row = expected.find((one) => one['page'] === path);
      expect(row?.['firstResponses']).toBe(responses);
      expect(average).toBeCloseTo(Number(row?.['firstResponseSecondsAvg']), 3);
    }
  });

  it('measures closures by operator as GraphQL does, with the same names', async () => {
    const selection = 'operator episodesClosed closureSecondsAvg closureSecondsP90';
    const expected = await statsOf('granularity: TOTAL, groupBy: [OPERATOR]', selection);
    const { operators } = await dataOf<{ operators: Row[] }>(
      seeded.service.url,
      `{ operators(${MONTH}) { value label } }`,
    );
    const names = new Map(operators.map(({ value, label }) => [value, label]));
    const answered = await answerOf('closures-by-operator');
    expect(answered.length).toBeGreaterThan(2);
    expect(answered.length).toBe(expected.filter(({ episodesClosed }) => episodesClosed !== 0).length);
    for (const { operator, name, closed, average_seconds: average, p90_seconds: p90 } of answered) {
      const row = expected.find((one) => one['operator'] === operator);
      expect([closed, name]).toEqual([row?.['episodesClosed'], names.get(operator ?? '') ?? '']);
      expect(average).toBeCloseTo(Number(row?.['closureSecondsAvg']), 3);
      expect(Math.abs(Number(p90) / Number(row?.['closureSecondsP90']) - 1)).toBeLessThan(0.011);
    }
  });

  it('rates satisfaction as GraphQL does', async () => {
    const [expected] = await statsOf('granularity: TOTAL', 'ratings ratingAvg csatRate');
    const [answered] = await answerOf('satisfaction');
    expect(expected?.['ratings']).toBeGreaterThan(10);
    expect(answered?.['ratings']).toBe(expected?.['ratings']);
    expect(answered?.['average']).toBeCloseTo(Number(expected?.['ratingAvg']), 9);
    expect(answered?.['csat']).toBeCloseTo(Number(expected?.['csatRate']), 9);
  });

  it('counts messages by author as GraphQL does', async () => {
    const authors = ['visitor', 'operator', 'copilot', 'proactive'];
    const measures = ['messagesVisitor', 'messagesOperator', 'messagesCopilot', 'messagesProactive'];
    const [expected] = await statsOf('granularity: TOTAL', measures.join(' '));
    const answered = new Map(
      (await answerOf('messages-by-author')).map(({ author, messages }) => [author, messages]),
    );
    expect(authors.map((author) => answered.get(author) ?? 0)).toEqual(
      measures.map((name) => expected?.[name]),
    );
  });

  it('counts new chats as GraphQL does', async () => {
    const [expected] = await statsOf('granularity: TOTAL', 'chatsStarted');
    expect(expected?.['chatsStarted']).toBeGreaterThan(10);
    expect(await answerOf('chats')).toEqual([{ created: expected?.['chatsStarted'] }]);
  });

  it('says how the reader of the embedded server is used', () => {
    const { stdout, stderr } = spawnSync('sh', ['-euc', snippetOf(page, 'connect')], {
      env: { PATH: process.env['PATH'], DATA_DIR: seeded.service.dataDir, BI_PASSWORD },
      encoding: 'utf8',
    });
    expect([Number(stdout) > 10, stderr]).toEqual([true, '']);
  });

  it('shows a quota that what was asked here was taken from', async () => {
    const usage = await answerOf('quota');
    expect(usage.map(({ duration }) => duration)).toEqual([60, 3600]);
    expect(Number(usage[1]?.['queries'])).toBeGreaterThan(3);
    expect(Number(usage[1]?.['read_rows'])).toBeGreaterThan(100);
  });

  it.each([
    "SELECT countIf(operator != '' AND closed_at IS NOT NULL AND length(page) > 0) AS n FROM episodes",
    "SELECT countIf(parse_error = '' AND notEmpty(event_type) AND NOT is_duplicate) AS n FROM receipts",
    "SELECT countIf(occurred_from = 'payload' AND chat_id != '') AS n FROM state_events",
    "SELECT countIf(author_id != '') AS n FROM messages WHERE author = 'operator'",
  ])('describes views that take the questions of a BI tool: %s', async (sql) => {
    const [{ n } = { n: 0 }] = await rowsAs(reader, sql);
    expect(n).toBeGreaterThan(0);
  });

  it.each(['episodes', 'messages', 'ratings', 'receipts'])(
    'holds a reader of %s to the limits also below the view',
    async (view) => {
      const all = `SELECT * FROM ${view}`;
      const large = `SELECT length(groupArray(repeat(account, 100000))) FROM ${view}`;
      for (const [sql, refusal] of [
        [`${all} SETTINGS max_rows_to_read = 3`, /TOO_MANY_ROWS/],
        [`${all} SETTINGS max_result_rows = 3`, /TOO_MANY_ROWS_OR_BYTES/],
        [`${large} SETTINGS max_memory_usage = 10000000`, /MEMORY_LIMIT_EXCEEDED/],
      ] as const)
        expect((await sqlAs(reader, sql)).slice(-200)).toMatch(refusal);
    },
  );

  it('lets the reader see nothing that visitors wrote, or are called', async () => {
    const [{ body } = { body: '' }] = await rowsAs(
      service,
      "SELECT body FROM deliveries WHERE event_type = 'message.created' AND sender_type = 'user' ORDER BY length(JSONExtractString(body, 'data', 'message', 'body')) DESC LIMIT 1",
    );
    const said = JSON.parse(String(body)) as {
      data: { message?: { body: string; sender: { name: string } } };
    };
    const { body: text, sender } = said.data.message ?? { body: '', sender: { name: '' } };
    expect(text.length).toBeGreaterThan(5);
    for (const view of PUBLIC_VIEWS) {
      const all = await sqlAs(reader, `SELECT * FROM ${view}`);
      expect(all).not.toContain(text);
      if (sender.name) expect(all).not.toContain(sender.name);
    }
  });
});

/** The table under the heading of a view: names and meanings. */
function documentedColumns(view: string): { name: string; comment: string }[] {
  const [, section = ''] = new RegExp(`^### ${view}\\n([^]*?)(?=^##|$(?![^]))`, 'm').exec(DOCUMENT) ?? [];
  return [...section.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)].map(([, name = '', comment = '']) => ({
    name,
    comment,
  }));
}

function localDay(time: string): string {
  return new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Vilnius', dateStyle: 'short' }).format(
    new Date(time),
  );
}
