import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepPrivateFile } from './private-file';
import { serverConfig } from './server-config';
import { usersConfig } from './users-config';
import type { Users } from './users-config';

/** What the engine needs on disk before it starts. */
export interface ServerFiles {
  readonly configFile: string;
  readonly dataFolder: string;
}

/** Where the engine keeps its data. */
export function dataFolderIn(dataDir: string): string {
  return join(dataDir, 'clickhouse', 'data');
}

/** Puts the configuration of the embedded server in place, and the folder for its data. */
export function prepareServerFiles(dataDir: string, users: Users): ServerFiles {
  const configFolder = join(dataDir, 'clickhouse', 'config');
  const configFile = join(configFolder, 'config.xml');
  const usersFile = join(configFolder, 'users.xml');
  const dataFolder = dataFolderIn(dataDir);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  keepPrivateFile(usersFile, usersConfig(users));
  keepPrivateFile(configFile, serverConfig(usersFile));
  return { configFile, dataFolder };
}
