import { existsSync } from 'node:fs';

/** The environment of this process, with what a file `.env` in the working directory adds to it. */
export function processEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
