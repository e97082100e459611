import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';
import { readOrCreateSecretsFile } from '../../src/platform/config/secrets-file';
import { ownProgram } from '../../src/platform/package-root';
import { SimulatorError } from '../simulator-error';
import { DEMO_RULES } from './demo-accounts';
import type { DemoDirectory } from './demo-directory';

/** Of the environment; settings of another service are none of the demo's. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH'];
const LINES_SHOWN = 12;

/** The service of a demo, in processes of its own. */
export class DemoService {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
    readonly token: string,
    private readonly lines: readonly string[],
  ) {}

  /**
   * Resolves when it receives.
   * @throws SimulatorError `DEMO_FAILED` with what the service said
   */
  static async start(directory: DemoDirectory, port: number): Promise<DemoService> {
    writeFileSync(join(directory.path, 'analytics.yaml'), stringify(DEMO_RULES));
    const { apiToken } = readOrCreateSecretsFile(directory.dataDir);
    const child = spawn(process.execPath, [ownProgram('main.js'), 'start'], {
      // There it finds its rules, and no .env.
      cwd: directory.path,
      env: environmentOf(directory, port),
      // By the channel it notices when the demo is gone, however that ended.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A terminal's Ctrl-C is for the demo, which stops it then.
      detached: true,
    });
    const lines: string[] = [];
    const log = createWriteStream(join(directory.path, 'service.log'), { flags: 'a' });
    const hear = (line: string) => {
      log.write(`${line}\n`);
      lines.push(line);
      if (lines.length > LINES_SHOWN) lines.shift();
    };
    const { stdout, stderr } = child;
    if (stderr) createInterface({ input: stderr }).on('line', hear);
    const origin = `http://127.0.0.1:${port}`;
    await new Promise<void>((ready, failed) => {
      child.once('error', failed);
      child.once('close', () => {
        failed(ended(lines));
      });
      if (!stdout) return;
      createInterface({ input: stdout }).on('line', (line) => {
        hear(line);
        if (line.includes('"msg":"ready to receive"')) ready();
      });
    });
    return new DemoService(child, origin, apiToken, lines);
  }

  /** Where the page is signed in: the token is in the fragment, which no server and no log sees. */
  get pageUrl(): string {
    return `${this.origin}/#sign-in=${this.token}`;
  }

  /** Never resolves. @throws SimulatorError `DEMO_FAILED` when it ends by itself */
  async untilItEnds(): Promise<never> {
    if (this.child.exitCode === null) await once(this.child, 'close');
    throw ended(this.lines);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await closed;
  }
}

function environmentOf({ state, dataDir }: DemoDirectory, port: number): Record<string, string | undefined> {
  const own = PASSED_ON.map((name) => [name, process.env[name]] as const);
  const secrets = Object.entries(state.secrets).map(
    ([account, secret]) => [`SIGNALZEN_API_SECRET_${account.toUpperCase()}`, secret] as const,
  );
  return {
    ...Object.fromEntries(own),
    ...Object.fromEntries(secrets),
    ...{ DATA_DIR: dataDir, PORT: String(port), SIGNALZEN_API: 'off', GRAPHIQL: 'on' },
  };
}

function ended(lines: readonly string[]): SimulatorError {
  return new SimulatorError('DEMO_FAILED', `The service of the demo has ended:\n${lines.join('\n')}`);
}
