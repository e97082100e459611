import { openSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';

/** Of the address of a Unix socket, as the kernel has room for it. */
const MAX_PATH_BYTES = 107;
const openFolders = new Map<string, number>();

/** Where the processes of a service talk to each other. */
export type SocketName = 'serve.sock' | 'receive.sock';

/**
 * The path of a socket in the data directory, to listen on or to connect to. Where it would be too long, it leads
 * through the open folder, which the kernel knows under a short name.
 * @throws the system's error where there is no such folder
 */
export function socketPathIn(dataDir: string, name: SocketName): string {
  const path = join(dataDir, name);
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return path;
  let folder = openFolders.get(dataDir);
  if (folder === undefined) openFolders.set(dataDir, (folder = openSync(dataDir, 'r')));
  return `/proc/self/fd/${folder}/${name}`;
}

/**
 * Listens on a socket in the data directory that only its owner may connect to. The caller sees to it that no other
 * process of the service listens there: what one that was killed has left is removed.
 */
export async function listenPrivately(server: Server, dataDir: string, name: SocketName): Promise<void> {
  const path = socketPathIn(dataDir, name);
  rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const before = process.umask(0o177);
    try {
      // The file is made during this call.
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    } finally {
      process.umask(before);
    }
  });
}
