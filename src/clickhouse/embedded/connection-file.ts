import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClickHouseAccess } from '../clickhouse-access';
import { keepPrivateFile } from './private-file';

const port = z.int().min(1).max(65_535);
const user = z.object({ user: z.string().min(1), password: z.string().min(1) });
const schema = z.object({
  httpPort: port,
  tcpPort: port,
  database: z.string(),
  /** The service itself: everything in its database. */
  service: user,
  /** For dashboards, BI tools and people: may read the service's database. */
  readOnly: user,
});

/** How to reach the embedded server of a data directory; kept, so that ports and passwords stay the same. */
export type EmbeddedConnection = z.infer<typeof schema>;
export type EmbeddedCredentials = Pick<EmbeddedConnection, 'service' | 'readOnly'>;

/** The file that tells commands and people how to reach the embedded server. */
export function connectionFileIn(dataDir: string): string {
  return join(dataDir, 'clickhouse', 'connection.json');
}

/** What the last start has left. `undefined` where there is none, or none that can be used. */
export function readConnectionFile(dataDir: string): EmbeddedConnection | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(connectionFileIn(dataDir), 'utf8')));
  } catch (error) {
    // A damaged file is no loss: ports and passwords are made anew and written again.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces the file in one step, if it says something else; readable by its owner only. */
export function writeConnectionFile(dataDir: string, connection: EmbeddedConnection): void {
  keepPrivateFile(connectionFileIn(dataDir), `${JSON.stringify(connection, null, 2)}\n`);
}

export function newCredentials(): EmbeddedCredentials {
  return {
    service: { user: 'signalzen', password: randomBytes(24).toString('base64url') },
    readOnly: { user: 'bi', password: randomBytes(24).toString('base64url') },
  };
}

/** The way in for the service. */
export function serviceAccess(connection: EmbeddedConnection): ClickHouseAccess {
  return { url: new URL(`http://127.0.0.1:${connection.httpPort}`), ...connection.service };
}
