import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a command of the system. @throws with what it said when it fails */
export async function runCommand(command: string, ...words: string[]): Promise<void> {
  await execute(command, words);
}
