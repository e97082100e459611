import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../src/commands';
import { freePort } from '../faults/harness/free-port';
import { blocksOf, commandsInText, documents } from '../support/documented-commands';
import { brokenLinksOf } from '../support/document-links';
import { EXAMPLE_VARIABLES } from '../support/example-variables';
import { freshCheckout } from '../support/fresh-checkout';
import { byOperator, byUser, message } from '../support/ada-and-eve';
import { ShellCommand } from '../support/shell-command';
import { post, signatureOf } from '../support/signalzen-sender';

/** In the order in which somebody may read them: a change of rules breaks off the reports that are under way. */
const READ = [
  'README.md',
  ...[
    'demo',
    'simulator',
    'querying',
    'reports',
    'rules',
    'access',
    'operations',
    'upgrading',
    'notifications',
  ].map(inDocs),
  ...['retention', 'personal-data', 'erasure', 'cookbook/agency', 'cookbook/small-shop'].map(inDocs),
];
function inDocs(name: string): string {
  return `docs/${name}.md`;
}

/** What another test runs, or nobody can here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'docs/sql.md': 'test/flows/sql-views.spec.ts',
  'docs/bi-cookbook.md': 'test/flows/bi-cookbook.spec.ts',
  'docs/backup.md': 'test/flows/backup.spec.ts does the same: it needs an empty directory',
  'docs/deploying.md': 'test/support/installed-package.ts',
  'docs/grafana.md': 'Docker',
  'docs/doctor.md': 'what it finds depends on the machine: its tests are in src/operate/doctor',
  'docs/alerts.md': 'test/flows/notifications.spec.ts plays the stories',
  'docs/faults.md': 'the faults themselves, which .ci/run runs',
  'docs/adding-a-measure.md': 'tests of this repository',
  'tools/grafana-pictures/README.md': 'downloads half a gigabyte',
  'CONTRIBUTING.md': 'what .ci/run runs',
};
/** They take minutes, are what runs this test, draw pictures, ask a registry, or would ask SignalZen itself. */
const NOT_RUN =
  /^npm (ci|test|pack|run (test|check|format|bench|faults|screenshots|previews|dashboards|configuration|audit|sbom|licences|backfill)\b.*)$/;
const [PORT, API_PORT] = ['3000', '4600'];
const TOKEN_FILE = '/etc/prometheus/signalzen-token';
const BACKUPS = '/backups/signalzen';
/** Of a token, a link or a person of whom the documents tell. */
const SOME_ID = '3f0c9d2a41be';
/** What a command says to whom it applies to nobody. */
const APPLIES_TO_NOBODY: Readonly<Record<string, string>> = {
  'npm run sign-ins -- end 5d41402abc4b2a76': 'No person "5d41402abc4b2a76" is signed in',
};
/** Scripts of package.json do no more than this where all is built, but take twice as long: `npm start` is run once. */
const QUICK_NPM = `#!/usr/bin/env bash
case "$1" in start) set -- run start "\${@:2}" ;; esac
while [ "\${2-}" = --silent ]; do set -- "$1" "\${@:3}"; done
name=$2; shift 2; [ "\${1-}" = -- ] && shift
exec node dist/src/main.js "$name" "$@"
`;
const INSTALLED = '#!/bin/sh\nexec node dist/src/main.js "$@"\n';
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** The two commands of the README, of which the second is what runs this test. */
function isStart([, second = '']: readonly string[]): boolean {
  return second.startsWith('npm ci && npm test');
}

describe('the commands of the documents, in their order on a fresh directory', () => {
  let directory: string;
  let environment: Record<string, string>;
  let ports: Readonly<Record<string, string>>;
  let service: ShellCommand | undefined;
  let simulator: ShellCommand | undefined;
  let lastId = SOME_ID;
  let removeCheckout: () => Promise<void>;

  beforeAll(async () => {
    const checkout = await freshCheckout();
    removeCheckout = () => checkout.remove();
    directory = checkout.path;
    ports = { [PORT]: String(await freePort()), [API_PORT]: String(await freePort()) };
    environment = {
      PORT: ports[PORT] ?? '',
      // SignalZen itself is to be asked less often than what plays it here.
      SIGNALZEN_API_RATE: '1000',
      // What the example of rules names.
      PUBLIC_URL: `http://127.0.0.1:${ports[PORT]}`,
      ...EXAMPLE_VARIABLES,
    };
  }, 300_000);

  afterAll(async () => {
    await simulator?.interrupt();
    await service?.interrupt();
    await removeCheckout();
  });

  /** On ports that are free here, in folders of this test, and without installing again what it runs from. */
  function start(command: string): ShellCommand {
    const here = command
      .replace(/^npm ci && /, '')
      .replace('--serve-api', `--serve-api ${ports[API_PORT] ?? ''}`)
      .replaceAll(`:${PORT}`, `:${ports[PORT] ?? ''}`)
      .replaceAll(`:${API_PORT}`, `:${ports[API_PORT] ?? ''}`)
      .replaceAll(BACKUPS, join(directory, 'backups'))
      .replaceAll(TOKEN_FILE, join(directory, 'signalzen-token'))
      .replaceAll(SOME_ID, lastId);
    return new ShellCommand(here, { directory, environment });
  }

  async function startService(command: string): Promise<void> {
    await service?.interrupt();
    service = start(command);
    await service.says('ready to receive');
    await service.says('ClickHouse is ready');
  }

  async function run(command: string): Promise<void> {
    if (command.includes('npm start')) await startService(command);
    else if (command.endsWith('npm run demo')) await seeDemo(command);
    else if (command.includes('--serve-api')) {
      simulator = start(command);
      await simulator.says('npm run backfill');
    } else if (APPLIES_TO_NOBODY[command] !== undefined)
      await start(command).says(APPLIES_TO_NOBODY[command]);
    else {
      const said = await start(command).succeeds();
      lastId = /\b(?:Token|Link) ([0-9a-f]{12}) /.exec(said)?.[1] ?? lastId;
    }
    // curl overwrites nothing.
    for (const file of readdirSync(directory)) if (/\.(csv|xlsx)$/.test(file)) rmSync(join(directory, file));
  }

  /** Where one plays SignalZen's API: when it has compared what the service counts, and it agrees. */
  async function endSimulator(): Promise<void> {
    if (simulator === undefined) return;
    await simulator.says('The API goes on answering');
    expect(simulator.said).toContain('The service counted what happened.');
    await simulator.interrupt();
    simulator = undefined;
  }

  /** With fewer visitors than it is made for, which take as many minutes as they should. */
  async function seeDemo(command: string): Promise<void> {
    const demo = start(`${command} -- --chats 20 --port ${await freePort()}`);
    await demo.says('Chats go on coming in until Ctrl-C.');
    expect(demo.said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/#sign-in=/);
    await demo.interrupt();
  }

  function useQuickNpm(): void {
    const bin = join(directory, 'quick');
    mkdirSync(bin);
    writeFileSync(join(bin, 'npm'), QUICK_NPM, { mode: 0o755 });
    // As where the package is installed.
    writeFileSync(join(bin, 'signalzen-analytics'), INSTALLED, { mode: 0o755 });
    environment = { ...environment, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  }

  /** Of whom the documents ask, and the operator who answered. */
  async function receiveJane(): Promise<void> {
    const { signalzenApiSecret } = JSON.parse(
      readFileSync(join(directory, 'data', 'secrets.json'), 'utf8'),
    ) as { signalzenApiSecret: string };
    const jane = { id: 5012, name: 'Jane', email: 'jane@example.com' };
    const url = `http://127.0.0.1:${ports[PORT]}/webhooks/signalzen`;
    const bodies = [
      message(900_001, 1, byUser(jane, 'Good morning')),
      message(900_002, 2, byOperator('Good morning'), { user: jane }),
    ].map((body) => JSON.stringify(body));
    for (const body of bodies) {
      const signed = { 'x-signalzen-signature': signatureOf(body, signalzenApiSecret) };
      expect((await post(url, body, signed)).status).toBe(200);
    }
    writeFileSync(join(directory, 'name.txt'), 'Lilienthal\n');
    writeFileSync(join(directory, 'address.txt'), 'jane@example.com\n');
  }

  it('start the service', async () => {
    const [startIt = '', test = ''] = blocksOf('README.md').find(isStart) ?? [];
    expect(test).toContain('npm test');
    await startService(startIt);
    useQuickNpm();
    await receiveJane();
  }, 300_000);

  it.each(READ)(
    'work as printed: %s',
    async (file) => {
      const blocks = blocksOf(file).filter((block) => !isStart(block));
      const set: string[] = [];
      for (const command of blocks.flat()) {
        if (!NOT_RUN.test(command)) await run([...set, command].join('\n'));
        // It is all typed into one terminal.
        set.push(...(command.match(/^\w+=\S.*$/gm) ?? []).filter((line) => !/ npm /.test(line)));
      }
      // What the commands in the text send would be counted beside what it compares.
      await endSimulator();
      const inText = commandsInText(file).filter(
        (command) => / -- ./.test(command) && !NOT_RUN.test(command),
      );
      for (const command of inText) await run(command);
      await endSimulator();
    },
    600_000,
  );
});

describe('the documents', () => {
  it('have no command that is not run by a test, but for those of which it is said why', () => {
    const withBlocks = documents().filter((file) => blocksOf(file).length > 0);
    expect(withBlocks.sort()).toEqual([...READ, ...Object.keys(ELSEWHERE)].sort());
    for (const [file, where] of Object.entries(ELSEWHERE))
      if (where.endsWith('.ts'))
        expect([where, file, readFileSync(where, 'utf8').includes(file)]).toEqual([where, file, true]);
  });

  it('name scripts that there are', () => {
    for (const file of documents())
      for (const command of commandsInText(file)) {
        const [, name = command.split(' ')[1] ?? ''] = /^npm run (?:--silent )?([\w:-]+)/.exec(command) ?? [];
        expect([
          file,
          name,
          ['ci', 'test', 'start', 'pack', 'install'].includes(name) || name in scripts,
        ]).toEqual([file, name, true]);
      }
  });

  it('lead to files and headings that are there', () => {
    expect(documents().flatMap((file) => brokenLinksOf(file))).toEqual([]);
  });

  it('begin with a README of at most 900 words', () => {
    expect(readFileSync('README.md', 'utf8').trim().split(/\s+/).length).toBeLessThanOrEqual(900);
  });

  it('list all commands of the program', () => {
    const operations = readFileSync('docs/operations.md', 'utf8');
    for (const name of Object.keys(COMMANDS))
      expect(operations).toMatch(new RegExp(`^\\|.*\`${name}\``, 'm'));
  });

  it('are all in the index', () => {
    const index = readFileSync('docs/README.md', 'utf8');
    for (const file of documents().filter(
      (one) => /^docs\/([\w-]+|cookbook\/README)\.md$/.test(one) && one !== 'docs/README.md',
    ))
      expect(index).toContain(`(${file.slice('docs/'.length)})`);
  });
});
