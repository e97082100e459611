import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export type PlayedAnswer = (response: ServerResponse, request: SeenRequest) => void;

/** A server on this machine that answers as instructed, request by request; afterwards always as last instructed. */
export class PlayedSignalZen {
  readonly requests: SeenRequest[] = [];
  #script: PlayedAnswer[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<PlayedSignalZen> {
    const listener: RequestListener = ({ method, url: path, headers }, response) => {
      played.#answer({ method, path, headers }, response);
    };
    const played = new PlayedSignalZen(createServer(listener));
    played.server.listen(0, '127.0.0.1');
    await once(played.server, 'listening');
    return played;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/external`);
  }

  /** Forgets what was, and answers so from now on. */
  play(...script: PlayedAnswer[]): void {
    this.#script = script;
    this.requests.length = 0;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  #answer(request: SeenRequest, response: ServerResponse): void {
    this.requests.push(request);
    const answer = this.#script.length > 1 ? this.#script.shift() : this.#script[0];
    answer?.(response, request);
  }
}
