import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { readSettings } from '../src/platform/config/read-settings';
import type { Settings } from '../src/platform/config/settings';

const COMPOSE = 'deploy/cluster';
const KUBERNETES = 'deploy/kubernetes-cluster';
const read = (file: string) => readFileSync(file, 'utf8');

interface ComposeService {
  readonly hostname: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
}

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly replicas: number;
    readonly serviceName: string;
    readonly selector: object;
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly securityContext: object;
        readonly containers: readonly {
          readonly env: readonly { readonly name: string; readonly value?: string }[];
          readonly volumeMounts: readonly { readonly name: string; readonly subPath?: string }[];
        }[];
        readonly volumes: readonly { readonly name: string; readonly configMap: { readonly name: string } }[];
      };
    };
  };
}

/** The hosts of each shard, as ClickHouse's nodes know each other. */
function shardsIn(file: string): string[][] {
  return read(file)
    .split('<shard>')
    .slice(1)
    .map((shard) => [...shard.matchAll(/<host>([^<]+)<\/host>/g)].map(([, host = '']) => host));
}

function keepersIn(file: string): string[] {
  return [...read(file).matchAll(/<id>\d+<\/id><hostname>([^<]+)</g)].map(([, host = '']) => host);
}

/** The same as the service is told. */
function shardsOf({ shards, clickhouse }: Settings): string[][] {
  const groups = shards.length > 0 ? shards.map((shard) => shard.clickhouse) : [clickhouse];
  return groups.map(({ cluster }) => (cluster?.urls ?? []).map(({ hostname }) => hostname));
}

const settingsFrom = (environment: Readonly<Record<string, string>>): Settings =>
  readSettings({
    ...environment,
    SIGNALZEN_API_SECRET: 'a-secret-of-sixteen-or-more',
    API_TOKEN: 'a-token-of-sixteen-or-more',
    CLICKHOUSE_PASSWORD: 'a-password',
  });

describe.each([
  ['docker-compose.yml', 'three-replicas.xml', [3]],
  ['docker-compose.shards.yml', 'two-shards.xml', [2, 2]],
])('deploy/cluster/%s', (file, servers, sizes) => {
  const { services } = parse(read(join(COMPOSE, file)), { merge: true }) as {
    services: Readonly<Record<string, ComposeService>>;
  };
  const { analytics, ...nodes } = services;
  const shards = shardsIn(join(COMPOSE, servers));

  it('names to the service the nodes that there are, shard by shard', () => {
    expect(shards.map((shard) => shard.length)).toEqual(sizes);
    expect(shardsOf(settingsFrom(analytics?.environment ?? {}))).toEqual(shards);
    expect(Object.keys(nodes)).toEqual(shards.flat());
  });

  it('gives each node its place and files that there are', () => {
    for (const [name, { hostname, environment, volumes }] of Object.entries(nodes)) {
      const place = shards.findIndex((shard) => shard.includes(name));
      expect([hostname, environment['OWN_HOST'], environment['SHARD']]).toEqual([name, name, `${place + 1}`]);
      const files = volumes.flatMap((volume) => /^\.\/([^:]+):/.exec(volume)?.[1] ?? []);
      for (const one of files) expect(existsSync(join(COMPOSE, one))).toBe(true);
      expect(files).toEqual(expect.arrayContaining(['node.xml', servers]));
      const id = keepersIn(join(COMPOSE, 'keeper.xml')).indexOf(name) + 1;
      expect([environment['SERVER_ID'], files.includes('keeper.xml')]).toEqual(
        id === 0 ? [undefined, false] : [`${id}`, true],
      );
    }
    const replicas = Object.values(nodes).map(
      ({ environment }) => `${environment['SHARD']} ${environment['REPLICA']}`,
    );
    expect(new Set(replicas).size).toBe(replicas.length);
  });
});

describe.each([
  ['replicas', [3]],
  ['shards', [2, 2]],
])('deploy/kubernetes-cluster/%s', (folder, sizes) => {
  const base = join(KUBERNETES, 'base');
  const resourcesIn = (file: string) =>
    parseAllDocuments(read(file)).map((document) => document.toJS() as Resource);
  const nodes = resourcesIn(join(KUBERNETES, folder, 'clickhouse.yaml')).filter(
    ({ kind }) => kind === 'StatefulSet',
  );
  const [keeper] = resourcesIn(join(base, 'keeper.yaml'));
  const shards = shardsIn(join(KUBERNETES, folder, 'servers.xml'));
  const podsOf = ({ metadata, spec }: Resource): string[] =>
    Array.from({ length: spec.replicas }, (_, index) => `${metadata.name}-${index}.${spec.serviceName}`);
  const kustomizations = [base, join(KUBERNETES, folder)].map(
    (one) =>
      parse(read(join(one, 'kustomization.yaml'))) as {
        resources: string[];
        configMapGenerator: { name: string; files: string[] }[];
      },
  );

  it('names to the service the pods that there are, shard by shard', () => {
    const lines = read(join(KUBERNETES, folder, 'settings.env'))
      .trim()
      .split('\n');
    const environment = Object.fromEntries(
      lines.map((line) => line.split(/=(.*)/).slice(0, 2) as [string, string]),
    );
    expect(shards.map((shard) => shard.length)).toEqual(sizes);
    expect(shardsOf(settingsFrom(environment))).toEqual(shards);
    expect(nodes.map(podsOf)).toEqual(shards);
    expect(keeper && podsOf(keeper)).toEqual(keepersIn(join(base, 'keeper.xml')));
    for (const host of keepersIn(join(base, 'keeper.xml')))
      expect(read(join(base, 'node.xml'))).toContain(`<host>${host}</host>`);
  });

  it('runs each with its place, without rights, on the files that are generated', () => {
    const generated = new Map(
      kustomizations.flatMap(({ configMapGenerator }) =>
        configMapGenerator.map(({ name, files }) => [name, files]),
      ),
    );
    for (const [index, { spec }] of nodes.entries()) {
      const { securityContext, containers, volumes } = spec.template.spec;
      expect(securityContext).toMatchObject({ runAsNonRoot: true });
      expect(spec.selector).toEqual({ matchLabels: spec.template.metadata.labels });
      for (const { env, volumeMounts } of containers) {
        expect(env).toContainEqual({ name: 'SHARD', value: `${index + 1}` });
        for (const { name, subPath } of volumeMounts)
          if (subPath !== undefined) {
            const map = volumes.find((volume) => volume.name === name)?.configMap.name ?? '';
            expect(generated.get(map)).toEqual([subPath]);
          }
      }
    }
  });

  it('is made of the files that are there', () => {
    for (const [index, one] of [base, join(KUBERNETES, folder)].entries()) {
      const { resources = [], configMapGenerator = [] } = kustomizations[index] ?? {};
      const named = [...resources, ...configMapGenerator.flatMap(({ files }) => files)];
      expect(readdirSync(one).sort()).toEqual(
        [
          ...named.filter((name) => basename(name) === name),
          'kustomization.yaml',
          index === 0 ? 'secrets.example.env' : 'settings.env',
        ].sort(),
      );
    }
  });
});
