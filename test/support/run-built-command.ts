import { spawn } from 'node:child_process';
import { builtProgram } from './built-program';

export interface CommandOutcome {
  readonly code: number | null;
  /** Everything it said, on both streams. */
  readonly said: string;
}

/** Runs a built command to its end, with this environment and no other. */
export function runBuiltCommand(
  name: string,
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [...builtProgram(name), ...programArguments], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((ended) => {
    child.once('close', (code) => {
      ended({ code, said: Buffer.concat(said).toString() });
    });
  });
}

/** What a command said that was to do all it was asked for. @throws with what it said, where it ended otherwise */
export function done({ code, said }: CommandOutcome): string {
  if (code !== 0) throw new Error(`the command ended with ${code}, and said:\n${said}`);
  return said;
}
