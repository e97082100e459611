import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../world/model';
import { SeededRandom } from '../world/seeded-random';
import { SimulatorError } from '../simulator-error';
import type { ApiAnswer } from './api-answers';
import { ApiAnswers } from './api-answers';
import { BASE_PATH, readApiRequest } from './api-request';
import { RequestLog } from './request-log';
import type { StandInFaults } from './stand-in-faults';
import { NO_FAULTS } from './stand-in-faults';
import type { Mishap } from './trouble';
import { Trouble } from './trouble';
import { VisibleChats } from './visible-chats';

export interface StandInOptions {
  /** The account's API secret, which every request must bring. */
  readonly secret: string;
  readonly faults?: Partial<StandInFaults>;
  /** UTC milliseconds: nothing is shown that happened later. Default: all of the world. */
  readonly until?: () => number;
  /** Decides what goes wrong. Default: the world's. */
  readonly seed?: number;
}

/**
 * SignalZen's read-only API over a simulated world, on a port of this machine, with faults that can be switched.
 * Lists are by creation, as long as nothing shifts them; SignalZen documents no order.
 */
export class StandInApi {
  readonly log = new RequestLog();
  #faults: StandInFaults;
  readonly #secret: string;
  readonly #chats: VisibleChats;
  readonly #answers: ApiAnswers;
  readonly #trouble: Trouble;
  readonly #server: Server;

  constructor(world: World, { secret, faults, until = () => Infinity, seed }: StandInOptions) {
    const random = new SeededRandom(seed ?? world.options.seed);
    this.#secret = secret;
    this.#faults = { ...NO_FAULTS, ...faults };
    this.#chats = new VisibleChats(world, until, () => this.#faults);
    this.#answers = new ApiAnswers(this.#chats, random.fork());
    this.#trouble = new Trouble(random);
    this.#server = createServer((request, response) => {
      // Whoever asked has gone: there is nobody to tell.
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  get faults(): StandInFaults {
    return this.#faults;
  }

  /** From the next request on; what is not named stays as it is. */
  change(faults: Partial<StandInFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  /** From now on the visitor is gone (410), and in no list. */
  deleteUser(id: number): void {
    this.#chats.delete(id);
  }

  /** Whether the visitor and all their messages can be read, but for what goes wrong on the way. */
  isReadable(id: number): boolean {
    return this.#chats.statusOf(id) === 200;
  }

  /**
   * Answers requests from now on, to this machine only.
   * @param port 0: any that is free
   * @returns the base of all paths, fit for SIGNALZEN_API_URL
   * @throws SimulatorError `API_PORT_TAKEN`
   */
  async listen(port = 0): Promise<URL> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause) => {
        const why = `The API cannot listen on port ${port}: ${cause.message}.`;
        reject(new SimulatorError('API_PORT_TAKEN', why, { cause }));
      });
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${BASE_PATH}`);
  }

  /** Ends all connections, those that are stuck as well. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const now = performance.now();
    const { slowMs, shiftsPerRequest } = this.#faults;
    this.log.starts(now);
    const asked = readApiRequest(request, this.#secret);
    const mishap = this.#trouble.next(this.#faults, now);
    // Not referenced: an answer that is due later must keep no process alive.
    if (slowMs > 0) await sleep(slowMs, undefined, { ref: false });
    if (mishap !== undefined) {
      this.log.ends(asked.kind, 'status' in mishap ? mishap.status : mishap.is);
      suffer(mishap, request, response);
      return;
    }
    const { status, body }: ApiAnswer = 'status' in asked ? asked : this.#answers.to(asked, shiftsPerRequest);
    this.log.ends(asked.kind, status);
    answer(response, status, body);
  }
}

function suffer(mishap: Mishap, request: IncomingMessage, response: ServerResponse): void {
  switch (mishap.is) {
    case 'refused':
      response.setHeader('retry-after', mishap.retryAfter);
      answer(response, mishap.status);
      break;
    case 'failed':
      answer(response, mishap.status);
      break;
    case 'reset':
      request.socket.resetAndDestroy();
      break;
    case 'stuck':
      if (mishap.hasBegun) {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"limit":');
      }
      break;
  }
}

/** Without a body it is an error, of which nothing but the status is documented. */
function answer(response: ServerResponse, status: number, body: object = { error: status }): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
