import { createServer } from 'node:net';
import { ExplainedError } from '../../platform/explained-error';

const TIMEOUT_MS = 4_000;

const REASONS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: () =>
    'another program has it, perhaps a service that runs already: stop that one, or set PORT to a free port',
  EACCES: () =>
    'this user may not have it: set PORT to 1024 or above, with a proxy in front, or give node the capability ' +
    'CAP_NET_BIND_SERVICE',
  ENOTFOUND: (host) => `no host is called ${host}: set HOST to an address of this machine, such as 127.0.0.1`,
  EAI_AGAIN: (host) =>
    `no answer says where ${host} is: set HOST to an address of this machine, such as 127.0.0.1`,
  EADDRNOTAVAIL: (host) =>
    `${host} is no address of this machine: set HOST to one that is, or to 0.0.0.0 for all of them`,
  EAFNOSUPPORT: (host) => `this machine has no addresses of the kind of ${host}: set HOST to another`,
  EINVAL: (host) => `${host} cannot be listened on: set HOST to another address`,
};

/** The service cannot listen on its address; the message says why, and what to do. */
export class CannotListen extends ExplainedError {
  readonly code = 'CANNOT_LISTEN';

  private constructor(host: string, port: number, reason: string, cause?: Error) {
    super(`The service cannot listen on port ${port} of ${host}: ${reason}.`, { cause });
  }

  /** What a failure to listen means; any other error as it is. */
  static from<T>(error: T, host: string, port: number): T | CannotListen {
    if (!(error instanceof Error)) return error;
    const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
    return reason === undefined ? error : new CannotListen(host, port, reason(host, port), error);
  }

  static inTime(host: string, port: number): CannotListen {
    return new CannotListen(
      host,
      port,
      `it took too long to find ${host}: set HOST to an address of this machine, such as 127.0.0.1`,
    );
  }
}

/**
 * Tries the address and lets go of it again: so that a start that fails opens nothing first.
 * @throws CannotListen within five seconds
 */
export async function tryListening(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(CannotListen.inTime(host, port));
    }, TIMEOUT_MS);
    server
      .once('error', (error) => {
        clearTimeout(timer);
        reject(CannotListen.from(error, host, port));
      })
      .listen(port, host, () => {
        clearTimeout(timer);
        server.close(() => {
          resolve();
        });
      });
  });
}
