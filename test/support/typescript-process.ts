import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/**
 * Starts a TypeScript program in a process of its own. What it writes to standard error is shown.
 * @returns the process, and its lines of standard output one by one
 */
export function startTypeScript(
  program: string,
  ...programArguments: string[]
): { child: ChildProcess; lines: AsyncIterator<string> } {
  const runner = join(__dirname, 'run-typescript.mjs');
  const child = spawn(process.execPath, [runner, program, ...programArguments], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

/** The next line, or an error when the program ends without one. */
export async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  const next = await lines.next();
  if (next.done === true) throw new Error('the program ended without another line');
  return next.value;
}
