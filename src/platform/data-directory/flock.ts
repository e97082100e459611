import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { getSystemErrorName } from 'node:util';
import { ExplainedError } from '../explained-error';
import { ownProgram } from '../package-root';

/** Locking files needs a call that Node does not have, and nothing on this machine makes it. */
export class FileLocksUnavailable extends ExplainedError {
  readonly code = 'FILE_LOCKS_UNAVAILABLE';
}

/** A program, with its arguments, that takes a lock on the file that it is lent. */
type Program = readonly [command: string, ...parameters: string[]];

/** In a process that is lent a file, the number of that. */
const LENT_FILE = '3';
/** What a program ends with when another process holds the lock. */
const HELD = 75;

const SYSTEMS_COMMAND: Program = ['flock', '-n', '-E', String(HELD), LENT_FILE];
/** Takes longer, and knows what went wrong: on its standard output is the number of the error. */
const OWN_PROGRAM: Program = [process.execPath, ownProgram('platform/data-directory/take-flock.mjs')];

/**
 * Takes an exclusive `flock(2)` on an open file, without waiting. It belongs to the open file and ends when that is
 * closed or its process dies, however it dies. Node has no call for it, so another process is lent the file, takes the
 * lock and ends.
 * @param programs tried in turn until one can tell
 * @returns false when another process holds it
 * @throws FileLocksUnavailable, or an Error with the system's code
 */
export async function lockFile(
  file: number,
  programs: readonly Program[] = [SYSTEMS_COMMAND, OWN_PROGRAM],
): Promise<boolean> {
  const reasons: string[] = [];
  for (const program of programs) {
    const { exitCode, output, reason } = await run(program, file);
    if (exitCode === 0 || exitCode === HELD) return exitCode === 0;
    if (/^\d+$/.test(output)) {
      const code = getSystemErrorName(-Number(output));
      throw Object.assign(new Error(`flock failed: ${code}`), { code });
    }
    reasons.push(reason);
  }
  throw new FileLocksUnavailable(
    'The data directory cannot be locked: there is no command flock, and the package ffi-rs is not there, or has no ' +
      `working build for ${process.platform} ${process.arch}. Install flock (it is part of util-linux), or run ` +
      '`npm ci --include=optional` on the machine that runs the service.',
    { cause: new Error(reasons.join('\n')) },
  );
}

interface Ending {
  /** `null`: it was killed; less than 0: it could not be started. */
  readonly exitCode: number | null;
  readonly output: string;
  /** What it or the system said of its failure. */
  readonly reason: string;
}

async function run([command, ...parameters]: Program, file: number): Promise<Ending> {
  const child = spawn(command, parameters, {
    stdio: ['ignore', 'pipe', 'pipe', file],
    // None of the service's environment: it holds secrets, and settings of other programs.
    env: { OPENSSL_CONF: '/dev/null' },
  });
  let failure = '';
  child.once('error', ({ message }) => (failure = message));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const { stdout, stderr } = child as unknown as { stdout: Readable; stderr: Readable };
  const [output, errors, exitCode] = await Promise.all([text(stdout), text(stderr), closed]);
  return { exitCode, output, reason: `${failure}${errors}` };
}
