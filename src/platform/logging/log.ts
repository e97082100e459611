import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';
import pretty from 'pino-pretty';
import { SECRETS_IN_TEXT } from '../access/secret-text';
import type { LogLevel } from '../config/environment';

export type Log = Logger;

/**
 * The log of the whole service on standard output: one JSON object per line, or readable lines where a person
 * looks at a terminal. Bodies, secrets, tokens and personal data are never logged; the paths below, and the filter
 * of what looks like a token, are a second fence.
 * @param processName which process of the service says it, where there are several
 */
export function createLog(level: LogLevel, processName?: string): Log {
  const options = {
    level,
    base: processName === undefined ? null : { process: processName },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: withoutSecrets },
    formatters: { level: (label: string) => ({ level: label }) },
    redact: [
      'password',
      '*.password',
      'authorization',
      '*.authorization',
      'secret',
      '*.secret',
      'token',
      '*.token',
    ],
  };
  return process.stdout.isTTY ? pino(options, readableLines()) : pino(options);
}

/** Wherever one stands in a line: in a name, a URL, the words of an error. */
function withoutSecrets(line: string): string {
  return line.includes('sz') ? line.replace(SECRETS_IN_TEXT, '[secret]') : line;
}

function readableLines(): DestinationStream {
  return pretty({ translateTime: 'SYS:HH:MM:ss', sync: true });
}
