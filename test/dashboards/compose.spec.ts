import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { SETTING_NAMES } from '../../src/platform/config/environment';

interface ComposeService {
  user?: string;
  read_only?: boolean;
  privileged?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  tmpfs?: string[];
  environment: Record<string, string>;
  volumes?: string[];
  healthcheck?: { test: string[] };
}

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text, { merge: true }) as {
  services: Record<string, ComposeService>;
  volumes: Record<string, null>;
};
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  it.each(services)('gives %s a read-only root, no capability, no way to more, and a user', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      tmpfs: expect.arrayContaining(['/tmp']) as string[],
    });
    expect(service.user).toMatch(/^[1-9]\d*:\d+$/);
    expect([service.cap_add, service.privileged]).toEqual([undefined, undefined]);
  });

  it.each(services)('tells how %s is', (_, { healthcheck }) => {
    expect(healthcheck?.test[0]).toBe('CMD');
  });

  it('lets containers write to volumes of their own, and to nothing of the machine', () => {
    for (const volume of services.flatMap(([, { volumes = [] }]) => volumes)) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(volume).toMatch(/:ro$/);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
    expect(text).not.toContain('docker.sock');
  });

  it('does not start without passwords that somebody chose, and holds none', () => {
    const secrets = services.flatMap(([, { environment = {} }]) =>
      Object.entries(environment).filter(([name]) => /(SECRET|TOKEN|PASSWORD)$/.test(name)),
    );
    expect(secrets.length).toBeGreaterThan(6);
    for (const [name, value] of secrets)
      expect([name, value]).toEqual([
        name,
        expect.stringMatching(/^\$\{([A-Z_]+:-\$\{)?[A-Z_]+:\?choose one in \.env, /),
      ]);
  });

  it('passes every setting on, but for those of the embedded ClickHouse and of a cluster', () => {
    const ofOthers = [
      'BI_PASSWORD',
      'CLICKHOUSE_MEMORY',
      'CLICKHOUSE_CLUSTER',
      'CLICKHOUSE_QUORUM',
      'CLICKHOUSE_SHARD_BY',
    ];
    const wanted = SETTING_NAMES.filter((name) => !ofOthers.includes(name));
    expect(Object.keys(compose.services['service']?.environment ?? {}).sort()).toEqual(wanted.sort());
  });

  it('is what docs/grafana.md makes passwords for', () => {
    const wanted = [...text.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name);
    const [, made = ''] = /for name in ([A-Z_ ]+); do/.exec(readFileSync('docs/grafana.md', 'utf8')) ?? [];
    expect(made.split(' ').sort()).toEqual([...new Set(wanted)].sort());
  });
});
