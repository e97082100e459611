import pino from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from '../config/environment';

export type Log = Logger;

/**
 * The log of the whole service: one JSON object per line on standard output. Bodies, secrets, tokens and
 * personal data are never logged; the paths below are a second fence.
 */
export function createLog(level: LogLevel): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
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
  });
}
