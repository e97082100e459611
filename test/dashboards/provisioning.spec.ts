import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readDashboards } from './dashboard-json';

const PROVISIONING = 'dashboards/provisioning';
const read = (file: string): string => readFileSync(file, 'utf8');

interface Datasource {
  name: string;
  type: string;
  uid: string;
  access: string;
  jsonData: Record<string, unknown>;
  secureJsonData?: Record<string, string>;
  [property: string]: unknown;
}

interface ComposeService {
  readonly entrypoint?: readonly string[];
  image: string;
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
}

const { datasources } = parse(read(`${PROVISIONING}/datasources/signalzen.yaml`)) as {
  datasources: Datasource[];
};
const { services } = parse(read('docker-compose.yml')) as { services: Record<string, ComposeService> };
const sourceOf = (type: string) => datasources.find((source) => source.type === type);

describe('What provisions Grafana', () => {
  it('has a data source for every plugin that a dashboard asks', () => {
    const plugins = [...readDashboards().values()].flatMap(({ templating }) =>
      templating.list.filter(({ type }) => type === 'datasource').map(({ query }) => query as string),
    );
    expect([...new Set(plugins)].filter((plugin) => sourceOf(plugin) === undefined)).toEqual([]);
    expect(new Set(datasources.map(({ uid }) => uid)).size).toBe(datasources.length);
  });

  it('sends the token of the API as a secure field, and to the service only', () => {
    const source = sourceOf('yesoreyeram-infinity-datasource');
    expect(source).toMatchObject({
      ...{ access: 'proxy', url: '$SIGNALZEN_ANALYTICS_URL' },
      jsonData: {
        auth_method: 'bearerToken',
        allowedHosts: ['$SIGNALZEN_ANALYTICS_URL'],
        timeoutInSeconds: 60,
      },
      secureJsonData: { bearerToken: '$SIGNALZEN_ANALYTICS_TOKEN' },
    });
  });

  it('writes no secret down', () => {
    const secrets = datasources.flatMap(({ secureJsonData = {} }) => Object.values(secureJsonData));
    expect(secrets.filter((secret) => !/^\$[A-Z_]+$/.test(secret))).toEqual([]);
    const open = datasources.flatMap(({ jsonData }) => Object.keys(jsonData));
    expect(open.filter((name) => /password|token|secret/i.test(name))).toEqual([]);
  });

  it('has alerts that ask a data source which is there, and mean the same by each letter', () => {
    const { groups } = parse(read(`${PROVISIONING}/alerting/signalzen.yaml`)) as {
      groups: {
        rules: { uid: string; data: { refId: string; datasourceUid: string; model: { refId: string } }[] }[];
      }[];
    };
    const uids = new Set(['__expr__', ...datasources.map(({ uid }) => uid)]);
    const rules = groups.flatMap(({ rules: of }) => of);
    expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
    for (const { refId, datasourceUid, model } of rules.flatMap(({ data }) => data)) {
      expect([datasourceUid, uids.has(datasourceUid)]).toEqual([datasourceUid, true]);
      expect(model.refId).toBe(refId);
    }
  });

  it('finds in docker-compose.yml every variable that it uses, and every file', () => {
    const given = services['grafana']?.environment ?? {};
    const used = [...read(`${PROVISIONING}/datasources/signalzen.yaml`).matchAll(/\$([A-Z_]{4,})/g)].map(
      ([, name]) => name ?? '',
    );
    expect(used.filter((name) => name !== 'NAME' && given[name] === undefined)).toEqual([]);
    const mounted = Object.values(services).flatMap(({ volumes = [] }) =>
      // Rules stand there, where somebody has any.
      volumes.filter((volume) => volume.startsWith('./') && !volume.startsWith('./config:')),
    );
    expect(mounted.map((volume) => volume.split(':')[0] ?? '').filter((path) => !existsSync(path))).toEqual(
      [],
    );
    const { providers } = parse(read(`${PROVISIONING}/dashboards/signalzen.yaml`)) as {
      providers: { options: { path: string } }[];
    };
    expect(mounted).toContain(`./dashboards:${providers[0]?.options.path ?? ''}:ro`);
  });

  it('installs the plugins that the dashboards need, and pins every version', () => {
    const plugins = String(services['grafana']?.environment?.['GF_PLUGINS_PREINSTALL_SYNC']).split(',');
    expect(plugins.filter((plugin) => !/@\d+\.\d+\.\d+$/.test(plugin))).toEqual([]);
    const external = datasources.map(({ type }) => type).filter((type) => type !== 'prometheus');
    expect(plugins.map((plugin) => plugin.replace(/@\d+\.\d+\.\d+$/, ''))).toEqual(external);
    const tagged = /:(local|v?\d+\.\d+(\.\d+)?)$/;
    for (const { image } of Object.values(services)) {
      const [, chosen] = /^\$\{[A-Z]+_IMAGE:-(.*)\}$/.exec(image) ?? [];
      expect(chosen ?? image).toMatch(tagged);
    }
  });

  it('opens ports on this machine only', () => {
    const ports = Object.values(services).flatMap(({ ports: of = [] }) => of);
    expect(ports).toEqual(ports.map(() => expect.stringMatching(/^127\.0\.0\.1:\d+:\d+$/) as string));
    expect(ports.length).toBeGreaterThan(1);
  });

  it('has Prometheus ask the service where compose puts it', () => {
    const { scrape_configs: jobs } = parse(read(`${PROVISIONING}/prometheus/prometheus.yml`)) as {
      scrape_configs: {
        static_configs: { targets: string[] }[];
        authorization: { credentials_file: string };
      }[];
    };
    const { PORT = '' } = services['service']?.environment ?? {};
    expect(jobs.flatMap(({ static_configs: of }) => of.flatMap(({ targets }) => targets))).toEqual([
      `service:${PORT}`,
    ]);
    const [file = '', ...more] = jobs.map(({ authorization }) => authorization.credentials_file);
    expect(services['prometheus']?.entrypoint?.at(-1)).toContain(`> ${file})`);
    expect(more).toEqual([]);
  });

  it('builds an image in stages that runs as nobody special, and says how it is', () => {
    const steps = read('Dockerfile').split('\n');
    const bases = steps.filter((step) => step.startsWith('FROM '));
    expect(bases).toEqual(['FROM ${NODE_IMAGE} AS build', 'FROM ${NODE_IMAGE}']);
    const image = steps.find((step) => step.startsWith('ARG NODE_IMAGE='));
    expect(image).toMatch(/^ARG NODE_IMAGE=node:\d+-[a-z-]+$/);
    expect(read('docker-compose.yml')).toContain(`\${NODE_IMAGE:-${image?.split('=')[1] ?? ''}}`);
    expect(steps.indexOf('USER node')).toBeGreaterThan(
      steps.findLastIndex((step) => step.startsWith('COPY') || step.startsWith('RUN')),
    );
    expect(steps.some((step) => step.startsWith('HEALTHCHECK '))).toBe(true);
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', 'data', 'node_modules', '.git']));
  });
});
