import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { signatureOf } from '../../support/signalzen-sender';
import type { Bodies } from './bodies';
import { digestOf } from './digest';
import type { Ledger } from './ledger';

const TIMEOUT_MS = 20_000;
/** A refused or cut off sender waits a moment, or it would do nothing but knock. */
const PAUSE_AFTER_FAILURE_MS = 25;

/** What became of one delivery; `LOST`: no whole answer came. */
export type Outcome = 'ACKNOWLEDGED' | 'REFUSED' | 'LOST';

/** Senders that go on until they are stopped. */
export interface Flow {
  /** Resolves when the last answer is there. */
  stop(): Promise<void>;
}

export interface FlowOptions {
  /** Senders, each with a connection of its own and one delivery under way. */
  readonly connections: number;
  /** Milliseconds that each waits between two deliveries. */
  readonly pauseMs?: number;
}

/** Sends signed bodies as SignalZen does, and enters into the ledger what went out and what was acknowledged. */
export class Sender {
  /** Answers other than 2xx, by status. */
  readonly refusals = new Map<number, number>();
  /** 503s that did not say when to come again. */
  refusalsWithoutRetryAfter = 0;
  lost = 0;
  private readonly flows = new Set<Flow>();
  private isClosed = false;
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly url: string,
    private readonly ledger: Ledger,
    readonly bodies: Bodies,
  ) {}

  /** Sends a body once. Never rejects. After a failure it waits a moment. */
  async send(made: { nonce: string; body: Buffer }): Promise<Outcome> {
    const outcome = await this.sendAtOnce(made);
    if (outcome !== 'ACKNOWLEDGED') await sleep(PAUSE_AFTER_FAILURE_MS);
    return outcome;
  }

  /** Sends so many new bodies, over so many connections. */
  async sendMany(count: number, connections = 8): Promise<void> {
    let left = count;
    const work = async () => {
      while (left-- > 0) await this.send(this.bodies.next());
    };
    await Promise.all(Array.from({ length: connections }, work));
  }

  /** Sends new bodies until stopped. */
  flow({ connections, pauseMs = 0 }: FlowOptions): Flow {
    let isStopped = false;
    const work = async () => {
      while (!isStopped && !this.isClosed) {
        await this.send(this.bodies.next());
        if (pauseMs > 0) await sleep(pauseMs);
      }
    };
    const all = Promise.all(Array.from({ length: connections }, work));
    const flow: Flow = {
      stop: async () => {
        isStopped = true;
        await all;
        this.flows.delete(flow);
      },
    };
    this.flows.add(flow);
    return flow;
  }

  /** Stops whatever still flows. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.flows].map((flow) => flow.stop()));
    this.agent.destroy();
  }

  private async sendAtOnce({ nonce, body }: { nonce: string; body: Buffer }): Promise<Outcome> {
    const digest = digestOf(body);
    this.ledger.noteSent(nonce, digest);
    const answer = await this.post(body);
    if (answer === undefined) {
      this.lost += 1;
      return 'LOST';
    }
    if (answer.status >= 200 && answer.status < 300) {
      this.ledger.noteAcknowledged(digest);
      return 'ACKNOWLEDGED';
    }
    this.refusals.set(answer.status, (this.refusals.get(answer.status) ?? 0) + 1);
    if (answer.status === 503 && !answer.hasRetryAfter) this.refusalsWithoutRetryAfter += 1;
    return 'REFUSED';
  }

  private post(body: Buffer): Promise<{ status: number; hasRetryAfter: boolean } | undefined> {
    return new Promise((resolve) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-signalzen-signature': signatureOf(body),
      };
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      const sending = request(
        `${this.url}/webhooks/signalzen`,
        { method: 'POST', agent: this.agent, headers, signal: timeout },
        (response) => {
          const hasRetryAfter = response.headers['retry-after'] !== undefined;
          // The status line alone says what became of it; a body cut off later does not take that back.
          resolve({ status: response.statusCode ?? 0, hasRetryAfter });
          response.on('error', () => undefined).resume();
        },
      );
      sending.on('error', () => {
        resolve(undefined);
      });
      sending.end(body);
    });
  }
}
