import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly { license: { id: string } }[];
}

interface Sbom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly Component[];
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
};

/** What `npm run licences` finds wrong with components. */
function problemsOf(components: readonly unknown[]): string[] {
  const program = `import { licenceProblems } from './tools/licences.mjs';
    import { text } from 'node:stream/consumers';
    console.log(JSON.stringify(licenceProblems(JSON.parse(await text(process.stdin)))));`;
  const input = JSON.stringify(components);
  const options = { encoding: 'utf8', input } as const;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], options),
  ) as string[];
}

describe('What the service ships', () => {
  let sbom: Sbom;
  beforeAll(() => {
    const env = { ...process.env, npm_config_registry: 'http://127.0.0.1:1' };
    const text = execFileSync(process.execPath, ['tools/sbom.mjs'], { encoding: 'utf8', env });
    sbom = JSON.parse(text) as Sbom;
  });

  it('is listed as CycloneDX, each package with its version, without a registry and without tools', () => {
    expect(sbom.bomFormat).toBe('CycloneDX');
    expect(sbom.metadata.component.name).toBe('signalzen-analytics');
    const versions = new Map(sbom.components.map(({ name, version }) => [name, version]));
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect([name, versions.get(name)]).toEqual([name, version]);
    // What others bring, and what is within the page.
    for (const name of ['accepts', 'uplot', 'preact'])
      expect([name, versions.get(name)]).toEqual([name, expect.anything()]);
    for (const tool of ['jest', 'eslint', 'prettier', 'esbuild', 'fast-check']) {
      expect(existsSync(`node_modules/${tool}`)).toBe(true);
      expect([tool, versions.get(tool)]).toEqual([tool, undefined]);
    }
  });

  it('has licences that ask for a notice, or were judged one by one', () => {
    expect(problemsOf(sbom.components)).toEqual([]);
  });

  it.each([
    ['none', undefined],
    ['GPL-3.0-only', [{ license: { id: 'GPL-3.0-only' } }]],
    ['MPL-2.0', [{ license: { id: 'MPL-2.0' } }]],
    ['Its own', [{ license: { name: 'Its own' } }]],
    ['MIT AND LGPL-2.1-only', [{ expression: 'MIT AND LGPL-2.1-only' }]],
    ['(MIT OR GPL-2.0-only) AND CC-BY-4.0', [{ expression: '(MIT OR GPL-2.0-only) AND CC-BY-4.0' }]],
  ])('is not to have one that nobody has judged: %s', (licence, licenses) => {
    expect(problemsOf([{ name: 'some', version: '1.0.0', licenses }])).toEqual([
      `some has the licence ${licence}, which nobody has judged: see tools/licences.mjs.`,
    ]);
  });

  it('may have a choice of licences, or several', () => {
    const expressions = ['(MIT OR GPL-2.0-only)', '(MIT AND BSD-3-Clause)'];
    expect(
      problemsOf(expressions.map((expression) => ({ name: 'some', licenses: [{ expression }] }))),
    ).toEqual([]);
  });
});

describe('npm run audit', () => {
  /** How it ends, and what it says, with a registry that answers so. */
  async function audit(status: number, answer: string): Promise<{ code: number; said: string }> {
    const registry = createServer((request, response) => {
      request.resume().on('end', () => {
        const isAudit = request.url === '/-/npm/v1/security/advisories/bulk';
        response.writeHead(isAudit ? status : 404, { 'Content-Type': 'application/json' }).end(answer);
      });
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const { port } = registry.address() as AddressInfo;
    const env = {
      ...process.env,
      npm_config_registry: `http://127.0.0.1:${port}`,
      npm_config_fetch_retries: '0',
    };
    try {
      const { stdout } = await promisify(execFile)(process.execPath, ['tools/audit.mjs'], { env });
      return { code: 0, said: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, said: stdout + stderr };
    } finally {
      registry.close();
      registry.closeAllConnections();
    }
  }

  it('says plainly that nothing was checked where no registry answers', async () => {
    const { code, said } = await audit(405, '');
    expect(code).toBe(2);
    expect(said).toContain('Nothing was checked: no registry answered the audit. 405 Method Not Allowed');
  });

  it('lists what is known, and fails', async () => {
    const advisory = { id: 1, url: 'https://advisory.example/1', title: 'Some', severity: 'high' };
    const { code, said } = await audit(
      200,
      JSON.stringify({ zod: [{ ...advisory, vulnerable_versions: '<99.0.0', cwe: [], cvss: { score: 7 } }] }),
    );
    expect(code).toBe(1);
    expect(said).toContain('high\tzod');
  });
});
