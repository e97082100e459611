import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { buildSchema, isObjectType } from 'graphql';
import { untilRolledUp } from '../support/graphql-client';
import { contactOf } from '../support/contacts';
import { reportRows } from '../support/report-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';

const VALIDATOR = resolve('node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js');

/** From before the events happened until after they came in. */
const RANGE = `from=2026-03-01&to=${new Date(Date.now() + 86_400_000).toISOString()}`;

/** Fields of an event that are told by its body, for pages that do not fetch that: the report has the body. */
const READ_FROM_BODY = ['author', 'name', 'rating', 'text', 'teams'];

interface Description {
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: { readonly schemas: Readonly<Record<string, RowSchema>> };
}

interface RowSchema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, { readonly type: unknown }>>;
}

describe('/openapi.json', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let description: Description;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const rules = join(dataDir.path, 'analytics.yaml');
    writeFileSync(rules, 'targets: { soon: { measure: CLOSURE, within: 1h, goal: 0.9 } }');
    service = await RunningService.start({ dataDir: dataDir.path, environment: { CONFIG_FILE: rules } });
    for (const chat of [1, 2, 3]) {
      for (const { body } of contactOf(chat)) await post(`${service.url}/webhooks/signalzen`, body);
    }
    await untilRolledUp(service.url);
    description = (await (await fetch(`${service.url}/openapi.json`)).json()) as Description;
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('is OpenAPI 3.1', () => {
    const file = join(dataDir.path, 'openapi.json');
    writeFileSync(file, JSON.stringify(description));
    const said = execFileSync(process.execPath, [VALIDATOR, file], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual({ valid: true });
    writeFileSync(file, JSON.stringify({ ...description, paths: { reports: {} } }));
    expect(() => execFileSync(process.execPath, [VALIDATOR, file], { stdio: 'pipe' })).toThrow();
  });

  it.each([
    ['stats', 'granularity=DAY&groupBy=OPERATOR,PAGE,COPILOT,ACCOUNT&compare=PREVIOUS_YEAR'],
    ['stats', 'granularity=TOTAL&measures=ratings'],
    ['operators', ''],
    ['targets', 'granularity=DAY&groupBy=OPERATOR,COPILOT'],
    ['heatmap', ''],
    ['distribution', 'measure=CLOSURE'],
    ['ratings', ''],
    ['episodes', ''],
    ['events', ''],
  ])('describes each row of %s?%s', async (report, query) => {
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining([
        `/reports/${report}.csv`,
        `/reports/${report}.xlsx`,
        `/reports/${report}.json`,
        `/reports/${report}.ndjson`,
      ]),
    );
    const rows = await reportRows(service.url, report, 'json', `${RANGE}&${query}`);
    expect(rows.length).toBeGreaterThan(0);
    const name = `${report.charAt(0).toUpperCase()}${report.slice(1)}ReportRow`;
    const ajv = addFormats(new Ajv({ strict: true, allowUnionTypes: true, keywords: ['x-unit'] }));
    const isRow = ajv.compile(description.components.schemas[name] as object);
    for (const row of rows)
      expect({ row, isRow: isRow(row), errors: isRow.errors }).toMatchObject({ isRow: true });
    const [first] = rows;
    expect(isRow({ ...first, another: 1 })).toBe(false);
    expect(isRow({})).toBe(false);
  });

  it('names the arguments of a format only where they are taken, and no text where there is none', () => {
    const taking = Object.entries(description.paths)
      .filter(([, path]) => JSON.stringify(path).includes('"name":"locale"'))
      .map(([path]) => path);
    expect(taking.length).toBeGreaterThan(0);
    expect(taking.filter((path) => !path.endsWith('.csv'))).toEqual([]);
    expect(description.paths['/reports/stats.xlsx']).toMatchObject({
      get: {
        responses: {
          200: {
            content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {} },
          },
        },
      },
    });
  });

  it.each([
    ['StatsReportRow', 'StatsRow'],
    ['TargetsReportRow', 'TargetRow'],
    ['HeatmapReportRow', 'HeatmapRow'],
    ['DistributionReportRow', 'DistributionRow'],
    ['EpisodesReportRow', 'Episode'],
    ['EventsReportRow', 'ChatEvent'],
  ])('names in %s what the contract of GraphQL names in %s', (row, type) => {
    const contract = buildSchema(readFileSync('test/contract/schema.graphql', 'utf8')).getType(type);
    const fields = isObjectType(contract) ? Object.values(contract.getFields()) : [];
    const nullable = Object.fromEntries(
      fields
        // A report has no arguments within its rows.
        .filter(({ args }) => args.length === 0)
        .filter(({ name }) => type !== 'ChatEvent' || !READ_FROM_BODY.includes(name))
        .flatMap(({ name, type: of }) => {
          // "Besides each Float above stand its name with Low and its name with High".
          const ends = type === 'StatsRow' && of.toString() === 'Float' ? ['', 'Low', 'High'] : [''];
          return ends.map((end) => [name + end, !of.toString().endsWith('!')]);
        }),
    );
    const ours = Object.entries(description.components.schemas[row]?.properties ?? {});
    expect(Object.fromEntries(ours.map(([name, { type: of }]) => [name, Array.isArray(of)]))).toEqual(
      nullable,
    );
  });
});
