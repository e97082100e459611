import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClickHouseAccess } from '../clickhouse-access';
import { ListeningSocket } from './listening-socket';
import { keepPrivateFile } from './private-file';

const schema = z.object({
  /** The engine's process: only what listens on the port for it is the server. */
  pid: z.int().min(1),
  httpPort: z.int().min(1).max(65_535),
  database: z.string(),
  /** The service's own user, with a password that is new at each start of the engine. */
  service: z.object({ user: z.string().min(1), password: z.string().min(1) }),
});

/** How to reach the embedded server of a data directory, as its last start has left it. */
export type EmbeddedConnection = z.infer<typeof schema>;
export type Credentials = EmbeddedConnection['service'];

/** The file that tells commands how to reach the embedded server. */
export function connectionFileIn(dataDir: string): string {
  return join(dataDir, 'clickhouse', 'connection.json');
}

/** What the last start has left. `undefined` where there is none, or none that can be used. */
export function readConnectionFile(dataDir: string): EmbeddedConnection | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(connectionFileIn(dataDir), 'utf8')));
  } catch (error) {
    // A damaged file is no loss: the next start writes it again.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces the file in one step, if it says something else; readable by its owner only. */
export function writeConnectionFile(dataDir: string, connection: EmbeddedConnection): void {
  keepPrivateFile(connectionFileIn(dataDir), `${JSON.stringify(connection, null, 2)}\n`);
}

export function newCredentials(): Credentials {
  return { user: 'signalzen', password: randomBytes(24).toString('base64url') };
}

/** The way to the embedded server of a data directory; `undefined` where none runs. */
export function accessToServerIn(dataDir: string): ClickHouseAccess | undefined {
  const connection = readConnectionFile(dataDir);
  return connection && serviceAccess(connection);
}

/**
 * The way in for the service and its commands.
 * @returns `undefined` where the engine's process does not listen: whatever does is not to be told the password
 */
export function serviceAccess({ pid, httpPort, service }: EmbeddedConnection): ClickHouseAccess | undefined {
  const socket = ListeningSocket.of(pid);
  if (socket?.port !== httpPort) return undefined;
  return { url: new URL(`http://127.0.0.1:${httpPort}`), ...service, isGenuine: () => socket.isThere() };
}
