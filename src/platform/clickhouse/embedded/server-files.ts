import { accessSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../data-directory/make-directory';
import type { EngineMemory } from './engine-memory';
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

/**
 * Puts the configuration of the embedded server in place, and the folder for its data.
 * @throws the system's error, where these cannot be made, or belong to another user
 */
export function prepareServerFiles(dataDir: string, users: Users, memory: EngineMemory): ServerFiles {
  const configFolder = join(dataDir, 'clickhouse', 'config');
  const configFile = join(configFolder, 'config.xml');
  const usersFile = join(configFolder, 'users.xml');
  const dataFolder = dataFolderIn(dataDir);
  makeDirectory(dataFolder);
  requireRights(dataFolder);
  keepPrivateFile(usersFile, usersConfig(users, memory));
  keepPrivateFile(configFile, serverConfig(usersFile, memory));
  return { configFile, dataFolder };
}

/** The engine ends without a word where it may not write, as after a start by another user. */
function requireRights(folder: string): void {
  for (const name of ['', ...readdirSync(folder)]) {
    accessSync(join(folder, name), constants.R_OK | constants.W_OK);
  }
}
