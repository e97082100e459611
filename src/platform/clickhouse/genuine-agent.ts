import { Agent } from 'node:http';
import type { AgentOptions, ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';

/** Another program listens where the server was: nothing was sent to it. */
export class NotTheServer extends Error {
  readonly code = 'ECONNREFUSED';

  constructor() {
    super('what listens there is not the expected server');
  }
}

/**
 * Connections to a server that may have gone, and left its port to somebody else. One is handed out, and with it the
 * password, only if the server is still there after the connection stands.
 */
export class GenuineAgent extends Agent {
  constructor(
    private readonly isGenuine: () => boolean,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, connection: Duplex) => void,
  ): Duplex | null | undefined {
    const connection = super.createConnection(options);
    if (!connection || !callback) throw new TypeError('a connection is made for somebody who waits for it');
    const failed = (error: Error): void => {
      callback(error, connection);
    };
    connection.once('error', failed);
    connection.once('connect', () => {
      connection.off('error', failed);
      if (this.isGenuine()) {
        callback(null, connection);
        return;
      }
      connection.destroy();
      callback(new NotTheServer(), connection);
    });
    return undefined;
  }
}
