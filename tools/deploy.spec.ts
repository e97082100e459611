import { readdirSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { SETTING_NAMES } from '../src/platform/config/environment';
import { unknownSettings } from '../src/platform/config/unknown-settings';

const KUBERNETES = 'deploy/kubernetes';
const read = (file: string) => readFileSync(file, 'utf8');

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly envFrom: readonly Record<string, { readonly name: string }>[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector?: object;
    readonly rules?: { http: { paths: { path: string; backend: { service: { name: string } } }[] } }[];
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
    readonly template?: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly securityContext: object;
        readonly containers: readonly Container[];
        readonly volumes: readonly {
          readonly name: string;
          readonly configMap?: { readonly name: string };
        }[];
      };
    };
  };
}

const kustomization = parse(read(`${KUBERNETES}/kustomization.yaml`)) as {
  resources: string[];
  images: { name: string }[];
  configMapGenerator: { name: string; envs?: string[]; files?: string[] }[];
  secretGenerator: { name: string; envs: string[] }[];
};
const resources = kustomization.resources.flatMap((file) =>
  parseAllDocuments(read(`${KUBERNETES}/${file}`)).map((document) => document.toJS() as Resource),
);
const workloads = resources.filter(({ kind }) => ['StatefulSet', 'Deployment'].includes(kind));

function namesIn(file: string): string[] {
  return [...read(`${KUBERNETES}/${file}`).matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
}

describe('deploy/kubernetes', () => {
  it('is made of the files that are there', () => {
    const { resources: named, configMapGenerator, secretGenerator } = kustomization;
    const generated = [...configMapGenerator.flatMap(({ envs = [], files = [] }) => [...envs, ...files])];
    const own = secretGenerator.flatMap(({ envs }) =>
      envs.map((file) => file.replace('.env', '.example.env')),
    );
    expect(readdirSync(KUBERNETES).sort()).toEqual(
      [...named, ...generated, ...own, 'kustomization.yaml'].sort(),
    );
  });

  it('gives settings that there are, and no secret', () => {
    const names = [...namesIn('settings.env'), ...namesIn('secrets.example.env')];
    for (const name of [
      ...names,
      ...workloads.flatMap((one) => containerOf(one).env.map((each) => each.name)),
    ])
      expect(SETTING_NAMES).toContain(name);
    expect(unknownSettings(Object.fromEntries(names.map((name) => [name, 'x'])), SETTING_NAMES)).toEqual([]);
    expect(read(`${KUBERNETES}/secrets.example.env`)).not.toMatch(/=./);
  });

  it('has all roles, with a volume for each receiver', () => {
    const roles = workloads.map((one) => containerOf(one).env.find(({ name }) => name === 'ROLES')?.value);
    expect(roles.join().split(',').sort()).toEqual(['receive', 'serve', 'work']);
    const receiver = workloads.find(({ kind }) => kind === 'StatefulSet');
    expect(receiver?.spec.volumeClaimTemplates?.map(({ metadata }) => metadata.name)).toEqual(['data']);
  });

  it.each(workloads.map((one) => [one.metadata.name, one] as const))(
    'asks %s how it is, and lets it do no more than it must',
    (_, workload) => {
      const container = containerOf(workload);
      expect(container.ports).toEqual([{ name: 'http', containerPort: 3000 }]);
      expect(container.readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'http' });
      for (const probe of [container.livenessProbe, container.startupProbe])
        expect(probe.httpGet).toEqual({ path: '/healthz', port: 'http' });
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(workload.spec.template?.spec.securityContext).toMatchObject({ runAsNonRoot: true });
      expect(kustomization.images.map(({ name }) => name)).toEqual([container.image]);
      expect(workload.spec.selector).toEqual({ matchLabels: workload.spec.template?.metadata.labels });
    },
  );

  it.each(workloads.map((one) => [one.metadata.name, one] as const))(
    'mounts in %s what there is',
    (_, { spec }) => {
      const { volumes = [], containers = [] } = spec.template?.spec ?? {};
      const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
      const mounts = containers.flatMap(({ volumeMounts }) => volumeMounts);
      expect(mounts.map(({ name }) => name).sort()).toEqual(
        [...claims, ...volumes.map(({ name }) => name)].sort(),
      );
      const generated = [...kustomization.configMapGenerator, ...kustomization.secretGenerator];
      const wanted = [
        ...volumes.flatMap(({ configMap }) => (configMap === undefined ? [] : [configMap.name])),
        ...containers.flatMap(({ envFrom }) =>
          envFrom.flatMap((from) => Object.values(from)).map(({ name }) => name),
        ),
      ];
      for (const name of wanted) expect(generated.map((one) => one.name)).toContain(name);
      const rules = /^CONFIG_FILE=(.*)\/analytics\.yaml$/m.exec(read(`${KUBERNETES}/settings.env`))?.[1];
      expect(mounts.find(({ name }) => name === 'rules')?.mountPath).toBe(rules);
    },
  );

  it('lets the world reach nothing but webhooks', () => {
    const ingresses = resources.filter(({ kind }) => kind === 'Ingress');
    const paths = ingresses.flatMap(({ spec }) => spec.rules ?? []).flatMap(({ http }) => http.paths);
    expect(paths.map(({ path, backend }) => [path, backend.service.name])).toEqual([
      ['/webhooks/', 'receiver'],
    ]);
  });
});

describe('deploy/systemd', () => {
  const unit = read('deploy/systemd/signalzen-analytics.service');

  it('sets only settings that there are, and reads the others from a file', () => {
    const [, variables = ''] = /^Environment=(.*)$/m.exec(unit) ?? [];
    const names = [...variables.matchAll(/(\w+)=/g)].map(([, name = '']) => name);
    expect(names.filter((name) => !SETTING_NAMES.includes(name))).toEqual(['NODE_ENV']);
    expect(unit).toMatch(/^EnvironmentFile=-\/etc\/signalzen-analytics\/environment$/m);
  });

  it('lets the service say that it is ready and well, and end in order', () => {
    for (const line of ['Type=notify', 'NotifyAccess=all', 'KillMode=mixed', 'TimeoutStopSec=60'])
      expect(unit.split('\n')).toContain(line);
    expect(unit).toMatch(/^WatchdogSec=\d+$/m);
  });

  it('backs up and runs commands as the service runs', () => {
    const backup = read('deploy/systemd/signalzen-analytics-backup.service').split('\n');
    const command = read('deploy/systemd/signalzen-analyticsctl');
    const shared =
      /^(User|Group|StateDirectory|StateDirectoryMode|WorkingDirectory|Environment|EnvironmentFile|UMask)=/;
    const lines = unit.split('\n').filter((line) => shared.test(line));
    expect(lines).toHaveLength(8);
    for (const line of lines) {
      expect(backup).toContain(line);
      const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
      const options =
        name === 'Environment'
          ? value.split(' ').map((one) => `--setenv=${one}`)
          : [
              name === 'User' || name === 'Group'
                ? `--${name[0]?.toLowerCase()}id=${value}`
                : `--property=${line}`,
            ];
      for (const option of options) expect(command.split(/\s+/)).toContain(option);
    }
  });
});

function containerOf({ spec }: Resource): Container {
  const [container] = spec.template?.spec.containers ?? [];
  if (container === undefined) throw new Error('a workload without a container');
  return container;
}
