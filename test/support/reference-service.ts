import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cellsOf } from '../reference/cells';
import type { RawDelivery } from '../reference/delivery';
import { historiesOf } from '../reference/history';
import { ApiReader } from './api-reader';
import { signatureOf } from './signalzen-sender';
import { allStatsOf } from './stats-of-reference';

/** A service that counts with the reference what came to its webhook. */
export class ReferenceService {
  received: RawDelivery[] = [];
  /** What the API gave, as deliveries. */
  read: RawDelivery[] = [];
  /** Where it asks, if anywhere, whenever it is asked what it counts. */
  apiUrl: string | undefined;
  /** Whether it never asks. */
  isBlind = false;
  readonly questions: { query: string; variables: Record<string, string> }[] = [];
  /** How many questions it answers 503 to, before its database is there. */
  startingFor = 0;
  /** How often it says that it has not counted all yet. */
  countingFor = 0;
  /** Bodies that the service loses. */
  loses: (body: string) => boolean = () => false;
  readonly #server = createServer((request, response) => {
    void this.#handle(request, response);
  });

  constructor(
    private readonly secret: string,
    private readonly token: string,
  ) {}

  async listen(): Promise<URL> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    if (request.url === '/readyz') response.end();
    else if (request.url === '/graphql') {
      if (this.startingFor > 0) {
        this.startingFor -= 1;
        response.writeHead(503).end();
      } else if (request.headers.authorization === `Bearer ${this.token}`) {
        if (body.includes('freshness')) response.end(this.#freshness());
        else {
          await this.#readApi();
          response.end(this.#stats(body));
        }
      } else response.writeHead(401).end();
    } else if (request.headers['x-signalzen-signature'] !== signatureOf(body, this.secret)) {
      response.writeHead(401).end();
    } else {
      const { challenge } = JSON.parse(body.toString()) as { challenge?: string };
      if (challenge === undefined && !this.loses(body.toString())) {
        this.received.push({ account: 'default', receivedAt: Date.now(), body });
      }
      response.end(challenge ?? '{"ok":true}');
    }
  }

  #freshness(): string {
    const eventsPending = this.countingFor;
    this.countingFor = Math.max(0, eventsPending - 1);
    return JSON.stringify({ data: { freshness: { eventsOnDisk: 0, eventsPending } } });
  }

  #stats(body: Buffer): string {
    const question = JSON.parse(body.toString()) as (typeof this.questions)[number];
    this.questions.push(question);
    const history = historiesOf([...this.read, ...this.received]).get('default');
    const { from = '', to = '' } = question.variables;
    const edges = [Date.parse(from), Date.parse(to)];
    const [cell] = cellsOf(history ?? { events: [], episodes: [], ratings: [] }, { edges, fill: true });
    return JSON.stringify({ data: { stats: [cell && allStatsOf(cell.measures)] } });
  }

  /** What the API gives, as deliveries that name their chat; in place of those that do not. */
  async #readApi(): Promise<void> {
    if (this.apiUrl === undefined || this.isBlind) return;
    const reader = new ApiReader(this.apiUrl, this.secret);
    if (!(await reader.get('/users')).ok) return;
    const delivery = (eventType: string, data: object) => ({
      account: 'default',
      receivedAt: Date.now(),
      body: Buffer.from(JSON.stringify({ event_type: eventType, data })),
    });
    this.read = [];
    const ids = new Set<number>();
    for (const user of await reader.all('/users', 99)) {
      this.read.push(delivery('user.created', user));
      for (const message of await reader.all(`/users/${user.id}/messages`)) {
        ids.add(message.id);
        // When a rating was given is told by webhooks alone.
        this.read.push(delivery('message.created', { ...message, rating: null, user_id: user.id }));
      }
    }
    this.received = this.received.filter(({ body }) => {
      const { event_type: type, data } = JSON.parse(body.toString()) as {
        event_type: string;
        data: { id: number };
      };
      return type !== 'message.created' || !ids.has(data.id);
    });
  }
}
