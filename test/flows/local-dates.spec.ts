import { isPartial } from '../reference/buckets';
import { contactOf } from '../support/contacts';
import { dataOf, ask, untilRolledUp } from '../support/graphql-client';
import { localDayEdges } from '../support/local-days';
import { getReport, reportRows } from '../support/report-client';
import type { ReportFormat } from '../support/report-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';

/** On 29 March 2026 its clocks go from 3:00 to 4:00. */
const ZONE = 'Europe/Vilnius';
const MIDNIGHTS = { from: Date.parse('2026-02-28T22:00:00Z'), to: Date.parse('2026-03-31T21:00:00Z') };
/** On both sides of the ends of March, in Vilnius and in UTC. */
const MESSAGES = [
  '2026-02-28T21:59:59Z',
  '2026-02-28T22:00:00Z',
  '2026-03-15T12:34:56.789Z',
  '2026-03-31T20:59:59Z',
  '2026-03-31T21:00:00Z',
  '2026-03-31T23:59:59Z',
];
const FORMATS: ReportFormat[] = ['csv', 'json', 'ndjson'];

interface Bucket {
  readonly time: string;
  readonly period: string;
  readonly partial: boolean;
  readonly messagesVisitor: number;
}

const iso = (instant: number) => new Date(instant).toISOString();
const sum = (rows: readonly Bucket[]) => rows.reduce((all, { messagesVisitor }) => all + messagesVisitor, 0);

describe('a date without a time', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const stats = async (range: string, more = '') =>
    (
      await dataOf<{ stats: Bucket[] }>(
        service.url,
        `{ stats(${range}${more}) { time period partial messagesVisitor } }`,
      )
    ).stats;
  const report = (name: string, query: string, format: ReportFormat = 'json') =>
    reportRows(service.url, name, format, query);

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path });
    for (const [id, created_at] of MESSAGES.entries()) {
      const data = { id: id + 1, body: 'Hello', created_at, sender_type: 'user', sender: { id: id + 1 } };
      const body = JSON.stringify({ event_type: 'message.created', data });
      expect((await post(`${service.url}/webhooks/signalzen`, body)).status).toBe(200);
    }
    for (const { body } of contactOf(100)) await post(`${service.url}/webhooks/signalzen`, body);
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('is midnight in the zone of the question, so that days are whole', async () => {
    const rows = await stats(`from: "2026-03-01", to: "2026-04-01", timezone: "${ZONE}", granularity: DAY`);
    const edges = localDayEdges(MIDNIGHTS.from, MIDNIGHTS.to, ZONE);
    expect(rows.map(({ time }) => Date.parse(time))).toEqual(edges.slice(0, -1));
    expect(rows).toHaveLength(31);
    expect(rows.filter(({ partial }) => partial)).toEqual([]);
    const [total] = await stats(
      `from: "${iso(MIDNIGHTS.from)}", to: "${iso(MIDNIGHTS.to)}", granularity: TOTAL`,
    );
    expect(sum(rows)).toBe(total?.messagesVisitor);
    expect(rows[0]?.messagesVisitor).toBe(1);
    expect(rows.at(-1)?.messagesVisitor).toBe(1);
  });

  it('is the same in variables, and the hours of the week are whole', async () => {
    const query = `query ($from: DateTime!, $to: DateTime!, $zone: String!) {
      stats(from: $from, to: $to, timezone: $zone, granularity: TOTAL) { time messagesVisitor }
      heatmap(from: $from, to: $to, timezone: $zone) { occurrences }
    }`;
    const variables = { from: '2026-03-01', to: '2026-04-01', zone: ZONE };
    const { data } = await ask<{ stats: Bucket[]; heatmap: { occurrences: number }[] }>(
      service.url,
      query,
      undefined,
      variables,
    );
    expect(data?.stats[0]?.time).toBe(iso(MIDNIGHTS.from));
    // 31 days, of which one has 23 hours.
    expect(data?.heatmap.reduce((hours, { occurrences }) => hours + occurrences, 0)).toBe(31 * 24 - 1);
  });

  it('is midnight in UTC where a question has no zone', async () => {
    const [total] = await stats(`from: "2026-03-01", to: "2026-04-01", granularity: TOTAL`);
    expect(total?.time).toBe('2026-03-01T00:00:00.000Z');
    const lists = await dataOf<{ episodes: { startedAt: string }[]; explain: { value: number } }>(
      service.url,
      `{
        episodes(from: "2026-03-01", to: "2026-04-01") { startedAt }
        explain(measure: "messagesVisitor", from: "2026-03-01", to: "2026-04-01") { value }
      }`,
    );
    const starts = lists.episodes.map(({ startedAt }) => startedAt);
    expect(starts).toContain('2026-03-15T12:34:56.789Z');
    expect(starts).not.toContain('2026-02-28T22:00:00.000Z');
    expect(starts.at(-1)).toBe('2026-03-31T23:59:59.000Z');
    expect(lists.explain.value).toBe(total?.messagesVisitor);
  });

  it('is refused with an unknown zone, whatever it stands beside', async () => {
    for (const from of ['2026-03-01', '2026-03-01T00:00:00Z']) {
      const { status, errors } = await ask(
        service.url,
        `{ stats(from: "${from}", to: "2026-04-01", timezone: "Europe/Vilno") { time } }`,
      );
      expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    }
    const response = await getReport(
      service.url,
      'episodes.csv?from=2026-03-01&to=2026-04-01&timezone=Vilnius',
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('IANA');
  });

  it.each([
    ['DAY', 'NONE'],
    ['WEEK', 'PREVIOUS_PERIOD'],
    ['MONTH', 'PREVIOUS_YEAR'],
    ['HOUR', 'NONE'],
  ])(
    'or a time that cuts a bucket makes it partial, of %s and compared with %s',
    async (granularity, compare) => {
      const [from, to] = ['2026-03-04T12:20:00Z', '2026-03-31T00:00:00Z'];
      const rows = await stats(
        `from: "${from}", to: "${to}", timezone: "${ZONE}"`,
        `, granularity: ${granularity}, compare: ${compare}`,
      );
      const current = rows.filter(({ period }) => period === 'CURRENT');
      const starts = current.map(({ time }) => Date.parse(time));
      const ends = new Map([
        ['HOUR', '2026-03-31T00:00Z'],
        ['WEEK', '2026-04-05T21:00Z'],
      ]);
      const end = Date.parse(ends.get(granularity) ?? '2026-03-31T21:00Z');
      const range = { from: Date.parse(from), to: Date.parse(to) };
      const expected = starts.map((start, index) =>
        isPartial({ start, end: starts[index + 1] ?? end }, range),
      );
      expect(current.map(({ partial }) => partial)).toEqual(expected);
      expect(expected[0]).toBe(true);
      // What is compared is cut as its counterpart is.
      const before = rows.filter(({ period }) => period === 'PREVIOUS');
      expect(before.map(({ partial }) => partial)).toEqual(compare === 'NONE' ? [] : expected);
    },
  );

  describe('in a report', () => {
    const MARCH = `from=2026-03-01&to=2026-04-01&timezone=${ZONE}`;

    it.each(FORMATS)('is midnight in its zone, and days are called by their dates: %s', async (format) => {
      const rows = await report('stats', `${MARCH}&granularity=DAY&measures=messagesVisitor`, format);
      expect(rows).toHaveLength(31);
      expect(rows[0]).toMatchObject({ time: '2026-03-01' });
      expect(rows.at(-1)).toMatchObject({ time: '2026-03-31' });
      expect(rows.filter(({ partial }) => String(partial) !== 'false')).toEqual([]);
      // A pivot by the first ten letters has each message on its local day.
      const busy = rows.filter(({ messagesVisitor }) => Number(messagesVisitor) > 0);
      expect(busy.map(({ time }) => time)).toEqual(expect.arrayContaining(['2026-03-01', '2026-03-31']));
    });

    it('has hours that are called by the local time with its offset, on both sides of a change of the clocks', async () => {
      const rows = await report(
        'stats',
        `from=2026-03-29&to=2026-03-30&timezone=${ZONE}&measures=messagesVisitor`,
      );
      expect(rows.slice(2, 4).map(({ time }) => time)).toEqual([
        '2026-03-29T02:00:00.000+02:00',
        '2026-03-29T04:00:00.000+03:00',
      ]);
      expect(rows).toHaveLength(23);
    });

    it('has buckets of UTC by the dates and times of UTC', async () => {
      const day = 'from=2026-03-29&to=2026-03-30&measures=messagesVisitor';
      expect((await report('stats', day))[0]).toMatchObject({ time: '2026-03-29T00:00:00.000Z' });
      for (const granularity of ['DAY', 'TOTAL']) {
        const [row] = await report('stats', `${day}&granularity=${granularity}`);
        expect(row).toMatchObject({ time: '2026-03-29' });
      }
    });

    it('has a week that the range cuts under its own date, and says so', async () => {
      const rows = await report('stats', `${MARCH}&granularity=WEEK&measures=messagesVisitor`);
      expect(rows.map(({ time, partial }) => [time, partial])).toEqual([
        ['2026-02-23', true],
        ['2026-03-02', false],
        ['2026-03-09', false],
        ['2026-03-16', false],
        ['2026-03-23', false],
        ['2026-03-30', true],
      ]);
    });

    it.each(FORMATS)('has all other times as the clocks of its zone show them: %s', async (format) => {
      const rows = await report('episodes', MARCH, format);
      expect(rows[0]).toMatchObject({ startedAt: '2026-03-01T00:00:00.000+02:00' });
      expect(rows.at(-1)).toMatchObject({ startedAt: '2026-03-31T23:59:59.000+03:00' });
      const inUtc = await report('episodes', `from=${iso(MIDNIGHTS.from)}&to=${iso(MIDNIGHTS.to)}`, format);
      expect(inUtc.map(({ startedAt }) => startedAt)).toEqual(
        rows.map(({ startedAt }) => iso(Date.parse(String(startedAt)))),
      );
      expect(rows.some(({ closedAt }) => closedAt === null || closedAt === '')).toBe(true);
    });

    it('is in the name of its file', async () => {
      const nameOf = async (query: string) =>
        (await getReport(service.url, `ratings.csv?${query}`)).headers.get('content-disposition');
      expect(await nameOf(MARCH)).toBe('attachment; filename="ratings_2026-03-01_to_2026-04-01.csv"');
      expect(await nameOf(`from=2026-03-01T00:00Z&to=2026-04-01&timezone=${ZONE}`)).toBe(
        'attachment; filename="ratings_2026-03-01T020000+0200_to_2026-04-01.csv"',
      );
    });
  });
});
