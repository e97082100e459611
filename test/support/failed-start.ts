import { spawn } from 'node:child_process';
import { builtProgram } from './built-program';
import { SECRET, TOKEN } from './running-service';

/** How a program ended that could not do what it was started for. */
export interface FailedStart {
  readonly code: number | null;
  /** Of standard error. */
  readonly lines: readonly string[];
  /** Standard output. */
  readonly log: string;
}

/** Far more than it should need, on a machine that has other things to do. */
const TIMEOUT_MS = 60_000;

/**
 * Starts a command of the built program, by default the service, and waits for its end; one that goes on is killed, and
 * has no code.
 * @param nodeOptions for `node` itself
 */
export function startInVain(
  environment: Readonly<Record<string, string>>,
  { program = 'start', nodeOptions = [] as readonly string[] } = {},
): Promise<FailedStart> {
  const child = spawn(process.execPath, [...nodeOptions, ...builtProgram(program)], {
    env: {
      PATH: process.env['PATH'],
      ...{ PORT: '0', SIGNALZEN_API_SECRET: SECRET, SIGNALZEN_API: 'off', API_TOKEN: TOKEN },
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  return new Promise((ended) => {
    child.once('close', (code) => {
      ended({ code, lines: said.err.trimEnd().split('\n'), log: said.out });
    });
  });
}
