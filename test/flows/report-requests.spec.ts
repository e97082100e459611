import { untilRolledUp } from '../support/graphql-client';
import { getReport } from '../support/report-client';
import { RunningService, temporaryDataDir, TOKEN } from '../support/running-service';
import { sheetsOf } from '../support/workbook-reader';

const RANGE = 'from=2026-01-01&to=2026-02-01';
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

interface Refusal {
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

describe('a request for a report', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const refusal = async (path: string, headers?: Record<string, string>) => {
    const response = await getReport(service.url, path, headers);
    const { errors } = (await response.json()) as Refusal;
    return { status: response.status, code: errors[0]?.extensions.code, message: errors[0]?.message ?? '' };
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path });
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it.each([
    ['an unknown parameter', `stats.csv?${RANGE}&granularty=DAY`, /takes from, to, granularity,/],
    ['an unknown word', `stats.csv?${RANGE}&granularity=YEAR`, /AUTO, TOTAL, QUARTER_HOUR, HOUR, DAY/],
    [
      'an unknown word in a list',
      `stats.csv?${RANGE}&groupBy=PAGE,SQUAD`,
      /"SQUAD": it takes ACCOUNT, OPERATOR/,
    ],
    ['an unknown measure', `operators.csv?${RANGE}&measures=moods`, /episodesStarted/],
    ['an unknown zone', `heatmap.csv?${RANGE}&timezone=Mars/Olympus`, /IANA/],
    ['a group by nothing', `stats.csv?${RANGE}&groupBy=ATTRIBUTE`, /needs the name/],
    ['a missing time', 'episodes.csv?from=2026-01-01', /"to" is missing/],
    [
      'a missing measure',
      `distribution.csv?${RANGE}`,
      /FIRST_RESPONSE, FIRST_ANSWER, REPLY, TOTAL_WAIT, CLOSURE/,
    ],
    ['a time without a zone', 'episodes.csv?from=2026-01-01T00:00&to=2026-02-01', /ISO 8601 with a zone/],
    ['a range upside down', 'episodes.json?from=2026-02-01&to=2026-01-01', /"from" must be earlier/],
    ['a time given twice', `episodes.csv?${RANGE}&to=2026-03-01`, /only once/],
    ['a limit that is no number', `episodes.csv?${RANGE}&limit=ten`, /whole number/],
    ['a flag that is neither', `episodes.csv?${RANGE}&copilot=maybe`, /true or false/],
    ['an attribute without a name', `episodes.csv?${RANGE}&attribute.=x`, /name of an attribute/],
    ['a locale that is none', `stats.csv?${RANGE}&locale=de_DE`, /such as de-DE, lt-LT or en-US/],
    ['an unknown separator', `stats.csv?${RANGE}&sep=point`, /comma, semicolon, tab/],
    [
      'a locale of what has none',
      `stats.json?${RANGE}&locale=de-DE`,
      /"locale" is an argument of \.csv only/,
    ],
    ['a mark of what has none', `stats.ndjson?${RANGE}&bom=1`, /"bom" is an argument of \.csv only/],
    ['a token in the URL', `episodes.csv?${RANGE}&token=${TOKEN}`, /Authorization: Bearer/],
  ])('is refused for %s, with what would be right', async (_, path, message) => {
    const refused = await refusal(path);
    expect(refused).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(refused.message).toMatch(message);
    expect(refused.message).not.toContain(TOKEN);
  });

  it('is refused for more rows than stats may have', async () => {
    const path = `stats.csv?from=2000-01-01&to=2026-01-01&granularity=QUARTER_HOUR`;
    expect(await refusal(path)).toMatchObject({ status: 400, code: 'RESULT_TOO_LARGE' });
  });

  it.each(['moods.csv', 'stats', 'stats.xls', 'stats.csv.csv'])(
    'is told what there is instead of %s',
    async (path) => {
      const { message, ...refused } = await refusal(`${path}?${RANGE}`);
      expect(refused).toEqual({ status: 404, code: 'NOT_FOUND' });
      expect(message).toMatch(
        /stats, operators, targets, heatmap, distribution, ratings, episodes, events.*\.csv/,
      );
    },
  );

  it.each([
    ['no token', {}],
    ['another token', { authorization: 'Bearer other' }],
    ['another password', basic('user', 'other')],
    ['the token as the user', basic(TOKEN, '')],
  ] as [string, Record<string, string>][])(
    'is refused with %s, and told of both ways',
    async (_, headers) => {
      for (const path of ['', `episodes.csv?${RANGE}`, 'moods.csv']) {
        const response = await getReport(service.url, path, headers);
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=.*, Bearer realm=/);
        expect(await response.json()).toMatchObject({
          errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
        });
      }
    },
  );

  it('may bring the token as the password of anybody', async () => {
    for (const headers of [basic('', TOKEN), basic('excel', TOKEN)]) {
      expect((await getReport(service.url, `episodes.csv?${RANGE}`, headers)).status).toBe(200);
    }
  });

  it('is answered with a file that has a name, and without a body to HEAD', async () => {
    const url = `${service.url}/reports/episodes.csv?from=2026-01-01&to=2026-01-31T12:30:00Z&bom=1`;
    const headers = { authorization: `Bearer ${TOKEN}` };
    const [get, head] = [await fetch(url, { headers }), await fetch(url, { headers, method: 'HEAD' })];
    for (const { status, headers: given } of [get, head]) {
      expect(status).toBe(200);
      expect(given.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(given.get('content-disposition')).toBe(
        'attachment; filename="episodes_2026-01-01_to_2026-01-31T123000Z.csv"',
      );
    }
    expect(await head.text()).toBe('');
    const bytes = Buffer.from(await get.arrayBuffer());
    expect(bytes.toString('utf8')).toMatch(
      /^\uFEFFaccount,chatId,number,.*,copilotOutcome,targetsMet,targetsBreached,attributes,link\r\n$/,
    );
    expect((await fetch(`${url}&limit=x`, { headers, method: 'HEAD' })).status).toBe(400);
  });

  it('is answered with an empty list where there is nothing', async () => {
    const text = async (format: string) =>
      (await getReport(service.url, `episodes.${format}?${RANGE}`)).text();
    expect(JSON.parse(await text('json'))).toEqual([]);
    expect(await text('ndjson')).toBe('');
  });

  it('is answered with a workbook that is not zipped once more, and without one to HEAD', async () => {
    const url = `${service.url}/reports/episodes.xlsx?from=2026-01-01&to=2026-02-01`;
    const headers = { authorization: `Bearer ${TOKEN}`, 'accept-encoding': 'gzip' };
    const [get, head] = [await fetch(url, { headers }), await fetch(url, { headers, method: 'HEAD' })];
    for (const { status, headers: given } of [get, head]) {
      expect(status).toBe(200);
      expect(given.get('content-type')).toBe(
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      );
      expect(given.get('content-disposition')).toBe(
        'attachment; filename="episodes_2026-01-01_to_2026-02-01.xlsx"',
      );
      expect(given.get('content-encoding')).toBeNull();
    }
    const [sheet] = sheetsOf(new Uint8Array(await get.arrayBuffer()));
    expect([sheet?.header.slice(0, 2), sheet?.rows]).toEqual([['account', 'chatId'], []]);
    expect(await head.text()).toBe('');
  });

  it.each([
    ...['healthz', 'readyz', 'metrics', 'reports', 'openapi.json', 'nothing-here', 'webhooks/signalzen'],
    ...[
      'graphql?query={measures{name}}',
      `reports/stats.csv?${RANGE}`,
      `reports/stats.json?${RANGE}&limit=x`,
    ],
    ...[`reports/episodes.xlsx?${RANGE}`, `reports/events.ndjson?${RANGE}`, 'reports/none.csv'],
  ])('is, like any other with an answer of data, kept by nobody: %s', async (path) => {
    for (const headers of [{ authorization: `Bearer ${TOKEN}` }, {}]) {
      const response = await fetch(`${service.url}/${path}`, { headers });
      await response.arrayBuffer();
      const given = ['cache-control', 'x-content-type-options'].map((name) => response.headers.get(name));
      expect([response.status, ...given]).toEqual([response.status, 'no-store', 'nosniff']);
    }
  });

  it('may ask for the list of reports, and without a token for their description', async () => {
    const { reports } = (await (await getReport(service.url, '')).json()) as {
      reports: { name: string; arguments: { name: string; formats: string[] }[] }[];
    };
    const formatsOf = new Map(reports[0]?.arguments.map(({ name, formats }) => [name, formats]));
    expect(formatsOf.get('from')).toEqual(['csv', 'xlsx', 'json', 'ndjson']);
    expect(formatsOf.get('locale')).toEqual(['csv']);
    expect(reports.map(({ name }) => name)).toHaveLength(8);
    expect(reports[0]).toMatchObject({
      name: 'stats',
      urls: ['/reports/stats.csv', '/reports/stats.xlsx', '/reports/stats.json', '/reports/stats.ndjson'],
      columns: expect.arrayContaining([
        expect.objectContaining({ name: 'closureSecondsAvg', unit: 'seconds' }),
      ]) as unknown,
    });
    const description = await fetch(`${service.url}/openapi.json`);
    expect(await description.json()).toMatchObject({ openapi: '3.1.0' });
  });
});
