import { readFileSync } from 'node:fs';
import { readEnvFile } from './env-file';
import { SettingsError } from './settings-error';

const FILE = '.env';

/**
 * The environment of this process, with what a file `.env` in the working directory adds to it: what the environment
 * has already is not touched.
 * @throws SettingsError for a file that cannot be read, or lines that nobody can understand
 */
export function processEnvironment(): NodeJS.ProcessEnv {
  const { values, problems } = readEnvFile(bytesOfFile());
  if (problems.length > 0) throw new SettingsError(problems);
  for (const [name, value] of values) process.env[name] ??= value;
  return process.env;
}

/** Whether a person wants to see all there is to see, also of what goes wrong before there is a log. */
export function isDebugWanted(): boolean {
  return ['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? '');
}

/** What systemd wants to be told of this process: whether anything, and how often that it is well. */
export function serviceManagerWishes(): {
  readonly isWaiting: boolean;
  readonly watchdogMs: number | undefined;
} {
  const isWaiting = (process.env['NOTIFY_SOCKET'] ?? '') !== '';
  const watchdogMs = Number(process.env['WATCHDOG_USEC'] ?? '') / 1000;
  return { isWaiting, watchdogMs: isWaiting && watchdogMs > 0 ? watchdogMs : undefined };
}

function bytesOfFile(): Buffer {
  try {
    return readFileSync(FILE);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return Buffer.alloc(0);
    throw new SettingsError([`the file ${FILE} in the working directory cannot be read (${code})`]);
  }
}
