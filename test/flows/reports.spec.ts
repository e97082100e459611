import { arrangeDeliveries } from '../../simulator/delivery/arrange-deliveries';
import { deliveriesOf } from '../../simulator/delivery/deliveries';
import { sendDeliveries } from '../../simulator/delivery/send-deliveries';
import { generateWorld } from '../../simulator/world/generate-world';
import { rangeOf } from '../../simulator/world/world-options';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { cellsOf, csvRows, reportFile, reportRows } from '../support/report-client';
import type { ReportFormat } from '../support/report-client';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { ALL_SELECTION } from '../support/stats-of-reference';
import { inWorkbook, sheetsOf, shownTime } from '../support/workbook-reader';

const WORLD = { seed: 11, chats: 300, days: 20, until: Date.UTC(2026, 10, 20, 17, 23, 45, 678) };
const DIMENSIONS = 'account operator operatorName team teamOverlaps page copilot attribute';
const EPISODE =
  'account chatId number status startedAt firstVisitorMessageAt lastActivityAt closedAt operator teams page messagesVisitor messagesOperator messagesCopilot firstResponseSeconds firstAnswerSeconds totalWaitSeconds closureSeconds firstResponseWorkingSeconds firstAnswerWorkingSeconds totalWaitWorkingSeconds closureWorkingSeconds rating copilotOutcome targetsMet targetsBreached attributes link';
const EVENT = 'id account chatId type occurredAt receivedAt deliveries payload link';
const FORMATS: ReportFormat[] = ['csv', 'json', 'ndjson'];

type Row = Readonly<Record<string, unknown>>;

/** The local date at which a bucket starts, as a report calls it. */
const dateIn = (zone: string, { time }: Row) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(Date.parse(String(time)));

/** An event of a kind and an operator's name that a spreadsheet would compute. */
const FORMULAS = [
  { event_type: '=cmd|calc', data: { id: 4711 } },
  {
    event_type: 'message.created',
    data: {
      ...{ id: 987_654_321, body: '=1+1', created_at: '2026-11-10T10:00:00Z', type: 'Message' },
      ...{ sender_type: 'operator', sender: { id: 4242, forename: '=HYPERLINK("http://x")', surname: '' } },
    },
  },
];

/** A contact in which the copilot is known to have written: the world's webhooks do not say in which chats it does. */
const WITH_COPILOT = [
  { id: 987_654_322, created_at: '2026-11-10T10:00:00Z', sender_type: 'user', sender: { id: 4713 } },
  {
    id: 987_654_323,
    created_at: '2026-11-10T10:00:05Z',
    sender_type: 'bot',
    sender: { id: 99 },
    user_id: 4713,
  },
].map((message) => ({ event_type: 'message.created', data: { ...message, type: 'Message', body: 'hi' } }));

describe('reports over HTTP', () => {
  const world = generateWorld(WORLD);
  const { from, to } = rangeOf(world.options);
  const [start, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const range = `from=${start}&to=${end}`;
  const sameRange = `from: "${start}", to: "${end}"`;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const graphql = async (query: string) =>
    (await dataOf<{ rows: Row[] }>(service.url, `{ rows: ${query} }`)).rows;
  const rows = (name: string, query = '', format: ReportFormat = 'json') =>
    reportRows(service.url, name, format, `${range}${query}`);

  /** The only sheet: its cells as they are, its dates and times as the clocks show them. */
  const workbookRows = async (name: string, query: string) => {
    const [sheet, ...more] = sheetsOf(await reportFile(service.url, `${name}.xlsx?${range}${query}`));
    expect([sheet?.name, more]).toEqual([name, []]);
    return sheet?.rows.map((row) => {
      expect(Object.values(row).filter(({ formula }) => formula !== undefined)).toEqual([]);
      const cells = Object.entries(row).map(([key, cell]) => [
        key,
        cell.format.startsWith('yyyy') ? shownTime(cell) : cell.value,
      ]);
      return Object.fromEntries(cells) as Row;
    });
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path });
    const url = new URL('/webhooks/signalzen', service.url);
    const deliveries = arrangeDeliveries(deliveriesOf(world), { duplicates: 0.1, reorder: 'all', seed: 3 });
    await sendDeliveries(deliveries, { url, secretOf: () => SECRET });
    for (const body of [...FORMULAS, ...WITH_COPILOT])
      expect((await post(url.href, JSON.stringify(body))).status).toBe(200);
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  const questions: [report: string, query: string, graphql: (rest: string) => string][] = [
    [
      'stats',
      '&granularity=DAY&timezone=Europe/Vilnius&compare=PREVIOUS_PERIOD',
      (rest) =>
        `stats(${rest}, granularity: DAY, timezone: "Europe/Vilnius", compare: PREVIOUS_PERIOD) { time period incomplete partial ${DIMENSIONS} ${ALL_SELECTION} }`,
    ],
    [
      'stats',
      '&granularity=WEEK&weekStart=SUNDAY&groupBy=OPERATOR,PAGE&groupBy=ATTRIBUTE&attribute=plan&fill=false&measures=ratingAvg,episodesStarted',
      (rest) =>
        `stats(${rest}, granularity: WEEK, weekStart: SUNDAY, groupBy: [OPERATOR, PAGE, ATTRIBUTE], attribute: "plan", fill: false) { time period incomplete partial ${DIMENSIONS} episodesStarted ratingAvg }`,
    ],
    [
      'heatmap',
      '&timezone=Asia/Kathmandu&copilot=false',
      (rest) =>
        `heatmap(${rest}, timezone: "Asia/Kathmandu", filter: { copilot: false }) { weekday hour occurrences episodesStarted messagesVisitor episodesPerOccurrence firstResponseSecondsP90 episodesEngaged episodesMissed }`,
    ],
    [
      'distribution',
      '&measure=CLOSURE',
      (rest) => `distribution(${rest}, measure: CLOSURE) { lowerSeconds upperSeconds count shareBelow }`,
    ],
    ['episodes', '', (rest) => `episodes(${rest}, limit: 10000) { ${EPISODE} }`],
    [
      'episodes',
      '&status=CLOSED&limit=20&offset=10',
      (rest) => `episodes(${rest}, status: CLOSED, limit: 20, offset: 10) { ${EPISODE} }`,
    ],
  ];

  it.each(questions)('answer %s as GraphQL does, in every format: %s', async (report, query, asked) => {
    const answered = await graphql(asked(sameRange));
    expect(answered.length).toBeGreaterThan(10);
    const zone = /timezone=([^&]*)/.exec(query)?.[1] ?? 'UTC';
    const expected =
      report === 'stats' ? answered.map((row) => ({ ...row, time: dateIn(zone, row) })) : answered;
    expect(await rows(report, query, 'json')).toEqual(expected);
    expect(await rows(report, query, 'ndjson')).toEqual(expected);
    expect(await rows(report, query, 'csv')).toEqual(expected.map(cellsOf));
    expect(await workbookRows(report, query)).toEqual((await rows(report, query)).map(inWorkbook));
  });

  it('answer events as GraphQL does, with no formula among the cells', async () => {
    const received = 'from=2026-01-01&to=2100-01-01';
    const expected = await graphql(`events(from: "2026-01-01", to: "2100-01-01", limit: 10000) { ${EVENT} }`);
    expect(expected.length).toBeGreaterThan(1_000);
    for (const format of ['json', 'ndjson'] as const) {
      expect(await reportRows(service.url, 'events', format, received)).toEqual(expected);
    }
    const guarded = expected.map((row) => {
      const { id = '', type = '', ...cells } = cellsOf(row);
      const mark = type.startsWith('=') ? "'" : '';
      return { ...cells, id: mark + id, type: mark + type };
    });
    expect(await reportRows(service.url, 'events', 'csv', received)).toEqual(guarded);
    expect(guarded.filter(({ type }) => type === "'=cmd|calc")).toHaveLength(1);
    const [sheet] = sheetsOf(await reportFile(service.url, `events.xlsx?${received}`));
    expect(sheet?.rows.map(({ id, type, payload }) => [id?.value, type?.value, payload?.value])).toEqual(
      expected.map(({ id, type, payload }) => [id, type, payload]),
    );
    expect(
      sheet?.rows.filter(({ type }) => type?.value === '=cmd|calc' && type.type === 'text'),
    ).toHaveLength(1);
    expect(await reportRows(service.url, 'events', 'json', `${received}&types=user.rated`)).toEqual(
      expected.filter(({ type }) => type === 'user.rated'),
    );
  });

  it('answer as the CSV of a country with its numbers and times, which are those of JSON', async () => {
    const vilnius = '&timezone=Europe/Vilnius';
    const ofCountry = (cell: unknown) => {
      if (typeof cell === 'number') return String(cell).replace('.', ',');
      const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d{3}[+-]/.exec(String(cell)) ?? [];
      return time === undefined ? cell : `${date} ${time}`;
    };
    for (const [name, query] of [
      ['episodes', vilnius],
      ['stats', `${vilnius}&granularity=DAY&measures=episodesStarted,firstResponseSecondsAvg,csatRate`],
      ['stats', `${vilnius}&granularity=HOUR&measures=closureSecondsP90`],
    ] as const) {
      const bytes = await reportFile(service.url, `${name}.csv?${range}${query}&locale=lt-LT`);
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const expected = (await rows(name, query)).map((row) =>
        cellsOf(Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, ofCountry(cell)]))),
      );
      expect(csvRows(bytes.subarray(3).toString(), ';')).toEqual(expected);
      expect(bytes.toString()).toMatch(name === 'episodes' ? /;2026-11-\d\d \d\d:\d\d:\d\d;/ : /;\d+,\d+/);
    }
  });

  it('list operators with their names and the numbers that stats has by operator', async () => {
    const numbers = await graphql(
      `stats(${sameRange}, granularity: TOTAL, groupBy: [OPERATOR]) { account operator incomplete ${ALL_SELECTION} }`,
    );
    const names = await graphql(`operators(${sameRange}) { value label }`);
    const nameOf = new Map([['', ''], ...names.map(({ value, label }) => [value, label] as const)]);
    const expected = numbers.map((row) => ({
      ...row,
      name: nameOf.get(row['operator'] as string),
      teams: '',
    }));
    expect(expected.length).toBeGreaterThan(3);
    expect(expected).toContainEqual(expect.objectContaining({ name: '=HYPERLINK("http://x")' }));
    expect(await rows('operators')).toEqual(expected);
    const cells = await rows('operators', '&operator=4242&measures=messagesOperator', 'csv');
    expect(cells).toEqual([
      {
        account: 'default',
        operator: '4242',
        name: `'=HYPERLINK("http://x")`,
        teams: '',
        incomplete: 'false',
        messagesOperator: '1',
      },
    ]);
  });

  it('list the ratings that stats counts', async () => {
    const [counts] = await graphql(
      `stats(${sameRange}, granularity: TOTAL) { ratings rating1 rating2 rating3 rating4 rating5 }`,
    );
    for (const format of FORMATS) {
      const listed = await rows('ratings', '', format);
      const [one, two, three, four, five] = [1, 2, 3, 4, 5].map(
        (stars) => listed.filter(({ rating }) => Number(rating) === stars).length,
      );
      expect({
        ratings: listed.length,
        ...{ rating1: one, rating2: two, rating3: three, rating4: four, rating5: five },
      }).toEqual(counts);
      const times = listed.map(({ ratedAt }) => Date.parse(String(ratedAt)));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.length).toBeGreaterThan(10);
    }
  });

  it('filter as GraphQL does, and list as many episodes as are counted', async () => {
    const [page] = await graphql(`pages(${sameRange}, limit: 1) { value }`);
    const filters = [
      ['', '{}'],
      ['&copilot=true', '{ copilot: true }'],
      ['&operator=&account=default', '{ operators: [""], accounts: ["default"] }'],
      [`&page=${String(page?.['value'])}`, `{ pages: [${JSON.stringify(page?.['value'])}] }`],
      ['&attribute.plan=free,pro', '{ attributes: [{ name: "plan", values: ["free", "pro"] }] }'],
      ['&attribute.plan=free\\,pro', '{ attributes: [{ name: "plan", values: ["free,pro"] }] }'],
      ['&account=nobody', '{ accounts: ["nobody"] }'],
    ] as const;
    const counted: unknown[] = [];
    for (const [query, filter] of filters) {
      const [total] = await graphql(
        `stats(${sameRange}, granularity: TOTAL, filter: ${filter}) { episodesStarted }`,
      );
      counted.push(total?.['episodesStarted']);
      expect((await rows('episodes', query)).length).toBe(total?.['episodesStarted']);
      expect(await rows('stats', `&granularity=TOTAL&measures=episodesStarted${query}`)).toMatchObject([
        { episodesStarted: total?.['episodesStarted'] },
      ]);
    }
    const [all, ofCopilot, , ofPage] = counted.map(Number) as [number, number, number, number];
    expect(all).toBeGreaterThan(ofCopilot);
    expect(ofCopilot).toBeGreaterThan(0);
    expect(ofPage).toBeGreaterThan(0);
    expect(counted.slice(-2)).toEqual([0, 0]);
  });
});
