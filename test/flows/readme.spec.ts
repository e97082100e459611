import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../faults/harness/free-port';
import { freshCheckout } from '../support/fresh-checkout';
import type { Shell } from '../support/shell-command';
import { ShellCommand } from '../support/shell-command';

const README = readFileSync('README.md', 'utf8');
/** They need minutes and say so, are what runs this test, or would ask SignalZen itself. */
const NOT_RUN = /^npm (ci|test|run (bench|faults|backfill)\b.*)$/;
/** Nobody of that name is in the simulated month. */
const ERASE = 'npm run erase -- --email-file address.txt';
const [PORT, API_PORT] = ['3000', '4600'];

/** The lines of the blocks for a terminal, and then the commands within the text, each once. */
function commandsOf(readme: string): { readonly blocks: string[][]; readonly inText: string[] } {
  const blocks = [...readme.matchAll(/```sh\n([^]*?)```/g)].map(([, code = '']) => code.trim());
  const inText = [...readme.matchAll(/`(npm (?:run )?[a-z][^`]*)`/g)].map(([, command = '']) => command);
  return { blocks: blocks.map(linesOf), inText: [...new Set(inText)].filter((one) => !NOT_RUN.test(one)) };
}

/** A text that is put into a command stays with it. */
function linesOf(code: string): string[] {
  return code.includes('<<') ? [code] : code.split('\n');
}

describe('the commands of the README, in their order on a fresh directory', () => {
  const { blocks, inText } = commandsOf(README);
  let shell: Shell;
  let service: ShellCommand | undefined;
  let ports: Readonly<Record<string, string>>;
  let removeCheckout: () => Promise<void>;

  beforeAll(async () => {
    const checkout = await freshCheckout();
    removeCheckout = () => checkout.remove();
    ports = { [PORT]: String(await freePort()), [API_PORT]: String(await freePort()) };
    // SignalZen itself is to be asked less often than what plays it here.
    const environment = { PORT: ports[PORT] ?? '', SIGNALZEN_API_RATE: '1000' };
    shell = { directory: checkout.path, environment };
  }, 300_000);

  afterAll(async () => {
    await service?.interrupt();
    await removeCheckout();
  });

  /** On ports that are free here, and without installing again what this test runs from. */
  function start(command: string): ShellCommand {
    const here = command
      .replace(/^npm ci && /, '')
      .replace('--serve-api', `--serve-api ${ports[API_PORT] ?? ''}`)
      .replaceAll(`:${PORT}`, `:${ports[PORT] ?? ''}`)
      .replaceAll(`:${API_PORT}`, `:${ports[API_PORT] ?? ''}`);
    return new ShellCommand(here, shell);
  }

  async function startService(command: string): Promise<void> {
    await service?.interrupt();
    service = start(command);
    await service.says('ready to receive');
    await service.says('ClickHouse is ready');
  }

  it('start the service', async () => {
    const [, tests] = blocks[0] ?? [];
    expect(tests).toContain('npm test');
    await startService(blocks[0]?.[0] ?? '');
  }, 300_000);

  it('play a month of SignalZen, and find that the service counted it', async () => {
    const said = await start(blocks[1]?.join('\n') ?? '').succeeds();
    expect(said).toContain('The service counted what happened.');
    expect(said).not.toContain('✗');
  }, 300_000);

  it("play SignalZen's API as well, and find that the service counted what it gives back", async () => {
    const [serve = '', simulate = '', backfill = ''] = blocks[2] ?? [];
    await startService(serve);
    const simulator = start(simulate);
    await simulator.says('npm run backfill');
    await start(backfill).succeeds();
    await simulator.says('The API goes on answering');
    expect(simulator.said).toContain('The service counted what happened.');
    await simulator.interrupt();
    await startService('npm start');
  }, 600_000);

  it('ask for numbers', async () => {
    const [graphql = '', report = ''] = blocks.slice(3).map((block) => block.join('\n'));
    expect(await start(graphql).succeeds()).toContain('{"data":{"stats":[{"time":"2026-11-16T00:00:00.000Z"');
    const [token = ''] = /^TOKEN=.*$/m.exec(graphql) ?? [];
    await start(`${token}\n${report}`).succeeds();
    expect(blocks).toHaveLength(5);
  }, 60_000);

  it.each(inText.filter((command) => command !== ERASE))(
    'work within the text: %s',
    async (command) => {
      await start(command).succeeds();
    },
    300_000,
  );

  it('say that nobody is to be erased where nobody is known', async () => {
    expect(inText).toContain(ERASE);
    await writeFile(join(shell.directory, 'address.txt'), 'jane@example.com\n');
    await start(ERASE).says('No visitor with the address jane@example.com is known.');
  }, 300_000);
});
