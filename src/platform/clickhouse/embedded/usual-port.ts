import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../logging/log';

const LOOPBACK = '127.0.0.1';
const ANY = 0;
const BETWEEN_LOOKS = 100;
/** Milliseconds that the server of the last run, whose service was killed, is given to free its port. */
const USUAL_PORT_TIMEOUT_MS = 10_000;

/** The usual port if it is free or becomes so; else 0, for which the system gives any that is free. */
export async function usualPort(usual: number | undefined, log: Log, signal: AbortSignal): Promise<number> {
  if (usual === undefined) return ANY;
  if (await isFree(usual, log, signal)) return usual;
  log.warn({ port: usual }, 'embedded ClickHouse: its usual port is taken; using another');
  return ANY;
}

async function isFree(port: number, log: Log, signal: AbortSignal): Promise<boolean> {
  if (await canListenOn(port)) return true;
  log.warn({ port }, 'embedded ClickHouse: waiting for its usual port, which is still in use');
  const end = Date.now() + USUAL_PORT_TIMEOUT_MS;
  while (!(await canListenOn(port))) {
    if (Date.now() >= end || signal.aborted) return false;
    await sleep(BETWEEN_LOOKS);
  }
  return true;
}

function canListenOn(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
