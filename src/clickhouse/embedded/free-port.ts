import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../logging/log';

const LOOPBACK = '127.0.0.1';
const BETWEEN_LOOKS = 100;
/** Milliseconds that the server of the last run, whose service was killed, is given to free its ports. */
const PATIENCE_FOR_USUAL_PORTS = 10_000;

export interface Ports {
  readonly httpPort: number;
  readonly tcpPort: number;
}

/** The usual ports if they are free or become so; else two others. */
export async function choosePorts(usual: Ports | undefined, log: Log, signal: AbortSignal): Promise<Ports> {
  if (usual) {
    const { httpPort, tcpPort } = usual;
    if ((await isFree(httpPort, log, signal)) && (await isFree(tcpPort, log, signal)))
      return { httpPort, tcpPort };
    log.warn({ httpPort, tcpPort }, 'embedded ClickHouse: its usual ports are taken; using others');
  }
  const httpPort = await anyFreePort();
  let tcpPort = await anyFreePort();
  while (tcpPort === httpPort) tcpPort = await anyFreePort();
  return { httpPort, tcpPort };
}

/** A port of the loopback interface on which nothing listens. */
async function anyFreePort(): Promise<number> {
  const port = await tryToListen(0);
  if (port === undefined) throw new Error('no free port on the loopback interface');
  return port;
}

async function isFree(port: number, log: Log, signal: AbortSignal): Promise<boolean> {
  if ((await tryToListen(port)) !== undefined) return true;
  log.warn({ port }, 'embedded ClickHouse: waiting for its usual port, which is still in use');
  const end = Date.now() + PATIENCE_FOR_USUAL_PORTS;
  while ((await tryToListen(port)) === undefined) {
    if (Date.now() >= end || signal.aborted) return false;
    await sleep(BETWEEN_LOOKS);
  }
  return true;
}

function tryToListen(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });
}
