import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { ClickHouseClient } from '@clickhouse/client';
import { clickhouseFrameOf } from '../dashboards/clickhouse-frame';
import { withClickhouseMacros } from '../dashboards/clickhouse-macros';
import { panelsOf, readDashboards } from '../dashboards/dashboard-json';
import type { TargetJson } from '../dashboards/dashboard-json';
import { drawnPanel } from '../dashboards/grafana/drawn-panel';
import { faultsOf } from '../dashboards/grafana/faults';
import { PluginClient } from '../dashboards/infinity/ask-as-plugin';
import { metricsIn } from '../dashboards/promql-names';
import { readerAccess } from '../support/embedded-access';
import { TEST_DATABASE } from '../support/temporary-clickhouse';
import { dataOf } from '../support/graphql-client';
import { SeededService } from '../dashboards/seeded-service';
import { metricsText } from '../support/scrape';

const panelsIn = (uid: string) => {
  const dashboard = readDashboards().get(`${uid}.json`);
  if (dashboard === undefined) throw new Error(`there is no dashboard ${uid}`);
  return panelsOf(dashboard).flatMap((panel) =>
    (panel.targets ?? []).map((target) => ({ title: panel.title, panel, target })),
  );
};
const clickhousePanels = panelsIn('signalzen-clickhouse');

type Row = Record<string, string | number | null>;

interface AlertData {
  refId: string;
  datasourceUid: string;
  model: { type: string; expression: string };
}

describe("The dashboards of the service's own operation", () => {
  let seeded: SeededService;
  let reader: ClickHouseClient;
  let range: { from: number; to: number };

  beforeAll(async () => {
    seeded = await SeededService.start(60);
    range = { from: Date.now() - 86_400_000, to: Date.now() + 1_000 };
    const { url, user, password } = readerAccess(seeded.service.dataDir);
    reader = createClient({
      ...{ url, username: user, password, database: TEST_DATABASE },
      // The plugin sets it with every question.
      log: { level: ClickHouseLogLevel.OFF },
      clickhouse_settings: { max_execution_time: 60 },
    });
  });

  afterAll(async () => {
    await reader.close();
    await seeded.stop();
  });

  const answerTo = async (sql: string) => {
    const result = await reader.query({ query: withClickhouseMacros(sql, range), format: 'JSON' });
    return result.json<Row>();
  };

  it('read only metrics that the service shows, by labels that these have', async () => {
    const page = await metricsText(seeded.service);
    const documented = readFileSync('docs/operations.md', 'utf8');
    const labelsOf = (name: string) =>
      new Set([
        ...[...page.matchAll(new RegExp(`^${name}\\{(.*)\\} `, 'gm'))].flatMap(([, labels = '']) =>
          [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label),
        ),
        // A sample with a label may not have come yet.
        ...(new RegExp(`\`${name}\\{([a-z,]+)\\}\``).exec(documented)?.[1] ?? '').split(','),
      ]);
    const read = panelsIn('signalzen-service').map(({ title, target }) => ({
      title,
      metrics: metricsIn(target.expr ?? '', String(target['legendFormat'])),
    }));
    expect(read.filter(({ metrics }) => metrics.length === 0)).toEqual([]);
    const problems = read.flatMap(({ title, metrics }) =>
      metrics.flatMap(({ name, labels }) => {
        const family = name.replace(/_(bucket|sum|count)$/, '');
        const isShown = page.includes(`# TYPE ${name} `) || page.includes(`# TYPE ${family} histogram`);
        return isShown
          ? labels
              .filter((label) => !labelsOf(name).has(label))
              .map((label) => `${title}: ${name} has no ${label}`)
          : [`${title}: there is no ${name}`];
      }),
    );
    expect(problems).toEqual([]);
  });

  it('would find a metric or a label that is not there', () => {
    expect(
      metricsIn(
        'sum by (reason) (rate(signalzen_made_up_total{instance=~"$instance",step="x"}[5m]))',
        '{{account}}',
      ),
    ).toEqual([{ name: 'signalzen_made_up_total', labels: ['reason', 'account', 'step'] }]);
  });

  it.each(clickhousePanels.map((panel) => [panel.title, panel] as const))(
    'get from ClickHouse, as the user that only reads: %s',
    async (_, { panel, target }) => {
      const { data, meta } = await answerTo(target.rawSql ?? '');
      const frame = clickhouseFrameOf({ data, ...(meta === undefined ? {} : { meta }) }, target);
      const drawn = await drawnPanel(panel, [{ target, frame }], { choices: new Map(), range });
      expect([faultsOf('signalzen-clickhouse', drawn), drawn.idleSettings]).toEqual([[], []]);
      if (panel.type === 'stat')
        expect(drawn.large).toEqual([
          expect.objectContaining({ text: expect.stringMatching(/\d/) as string }),
        ]);
      expect(data.length).toBeGreaterThan(0);
      if (target['queryType'] !== 'timeseries') return;
      expect([target.format, meta?.[0]]).toEqual([
        0,
        { name: 'time', type: expect.stringMatching(/^DateTime/) as string },
      ]);
      const times = data.map(({ time }) => String(time));
      expect(times).toEqual(times.toSorted());
    },
  );

  it('count in ClickHouse what came', async () => {
    const byType = clickhousePanels.find(({ title }) => title === 'By type of event');
    const { data } = await answerTo(byType?.target.rawSql ?? '');
    const sum = (name: string) => data.reduce((total, row) => total + Number(row[name]), 0);
    const { events } = await dataOf<{ events: unknown[] }>(
      seeded.service.url,
      `{ events(from: "${new Date(range.from).toISOString()}", to: "${new Date(range.to).toISOString()}", limit: 10000) { id } }`,
    );
    expect(sum('Events')).toBe(events.length);
    expect(sum('Deliveries')).toBeGreaterThan(sum('Events'));
    expect(sum('Unreadable')).toBe(0);
  });

  it('cannot change anything there', async () => {
    await expect(reader.command({ query: 'TRUNCATE TABLE deliveries_store' })).rejects.toThrow(
      /privileges|readonly/i,
    );
  });

  it('have sample alerts whose questions give one number each, without any variable', async () => {
    const { groups } = parse(readFileSync('dashboards/provisioning/alerting/signalzen.yaml', 'utf8')) as {
      groups: { rules: { uid: string; condition: string; data: AlertData[] }[] }[];
    };
    const rules = groups.flatMap(({ rules: of }) => of);
    expect(rules.length).toBeGreaterThanOrEqual(5);
    for (const { uid, condition, data } of rules) {
      const refs = data.map(({ refId }) => refId);
      expect(refs).toContain(condition);
      for (const { datasourceUid, model } of data) {
        if (datasourceUid === '__expr__') {
          const used =
            model.type === 'math'
              ? (model.expression.match(/\$([A-Z]+)/g) ?? []).map((name) => name.slice(1))
              : [model.expression];
          expect([uid, used.filter((name) => !refs.includes(name))]).toEqual([uid, []]);
          continue;
        }
        const { query, frame, problems } = await new PluginClient(seeded.service.url).ask(
          model as unknown as TargetJson,
          new Map(),
          seeded.range,
        );
        expect([uid, query.includes('$'), problems, frame.fields.map(({ values }) => values.length)]).toEqual(
          [uid, false, [], [1]],
        );
      }
    }
  });
});
