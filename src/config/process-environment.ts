import { existsSync } from 'node:fs';

/** The environment of this process, with what a file `.env` in the working directory adds to it. */
export function processEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Whether a person wants to see all there is to see, also of what goes wrong before there is a log. */
export function isDebugWanted(): boolean {
  return ['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? '');
}
