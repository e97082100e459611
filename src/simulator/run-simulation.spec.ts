import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawDelivery } from '../../test/reference/delivery';
import { historiesOf } from '../../test/reference/history';
import { measuresIn } from '../../test/reference/measures';
import { signatureOf } from './delivery/signature';
import type { Simulation } from './run-simulation';
import { runSimulation } from './run-simulation';

const SECRET = 'a secret of this test';
const TOKEN = 'a token of this test';
const UNTIL = Date.UTC(2026, 2, 31);

const average = (samples: readonly number[]) =>
  samples.length === 0 ? null : samples.reduce((sum, sample) => sum + sample, 0) / samples.length;

/** A service that counts with the reference what came to its webhook. */
class ReferenceService {
  readonly received: RawDelivery[] = [];
  readonly questions: { query: string; variables: Record<string, string> }[] = [];
  /** Bodies that the service loses. */
  loses: (body: string) => boolean = () => false;
  readonly #server = createServer((request, response) => {
    void this.#handle(request, response);
  });

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
    if (request.url === '/graphql') {
      if (request.headers.authorization === `Bearer ${TOKEN}`) response.end(this.#stats(body));
      else response.writeHead(401).end();
    } else if (request.headers['x-signalzen-signature'] !== signatureOf(body, SECRET)) {
      response.writeHead(401).end();
    } else {
      const { challenge } = JSON.parse(body.toString()) as { challenge?: string };
      if (challenge === undefined && !this.loses(body.toString())) {
        this.received.push({ account: 'default', receivedAt: Date.now(), body });
      }
      response.end(challenge ?? '{"ok":true}');
    }
  }

  #stats(body: Buffer): string {
    const question = JSON.parse(body.toString()) as (typeof this.questions)[number];
    this.questions.push(question);
    const history = historiesOf(this.received).get('default') ?? { events: [], episodes: [], ratings: [] };
    const { from = '', to = '' } = question.variables;
    const measures = measuresIn(history, Date.parse(from), Date.parse(to));
    const stars = [measures.rating1, measures.rating2, measures.rating3, measures.rating4, measures.rating5];
    const row = {
      ...measures,
      closureSecondsAvg: average(measures.closureSeconds),
      ratingAvg: average(stars.flatMap((count, index) => Array<number>(count).fill(index + 1))),
    };
    return JSON.stringify({ data: { stats: [row] } });
  }
}

let service: ReferenceService;
let base: URL;
beforeEach(async () => {
  service = new ReferenceService();
  base = await service.listen();
});
afterEach(() => service.close());

async function run(given: { seed?: number; token?: string; account?: string; verify?: boolean } = {}) {
  const { seed = 1, token = TOKEN, account, verify = true } = given;
  const simulation: Simulation = {
    world: { seed, chats: 40, until: UNTIL },
    arrangement: { seed, duplicates: 0.1, reorder: 'all' },
    webhookUrl: new URL('/webhooks/signalzen', base),
    secret: SECRET,
    sending: {},
    isQuiet: false,
    verification: verify
      ? { graphqlUrl: new URL('/graphql', base), token, account, within: 1000 }
      : undefined,
  };
  let text = '';
  const agrees = await runSimulation(simulation, { write: (part) => (text += part) });
  return { agrees, text };
}

describe('a simulation', () => {
  it('agrees with a service that counts right', async () => {
    const { agrees, text } = await run();
    expect(agrees).toBe(true);
    expect(text).toMatch(
      /^Seed 1 .*: 40 chats, \d+ deliveries, 2026-03-01T00:00:00.001Z to 2026-03-31T00:00:00.000Z$/m,
    );
    expect(text).toMatch(/^ {2}\d+ sent, \d+\/s, 0 refused, 0 failed, 0 left$/m);
    expect(text).toMatch(/^ {2}messagesVisitor +(\d+) +\1 {2}✓$/m);
    expect(text).toMatch(/^ {2}closureSecondsAvg +([\d.]+) +\1 {2}✓$/m);
    expect(text).not.toMatch(/✗|held other data/);
  });

  it('disagrees with a service that lost one event and its copies', async () => {
    let lost: string | undefined;
    service.loses = (body) => {
      if (body.includes('"sender_type":"bot"')) lost ??= body;
      return body === lost;
    };
    const { agrees, text } = await run();
    expect(agrees).toBe(false);
    expect(text).toMatch(/^ {2}messagesCopilot +\d+ +\d+ {2}✗$/m);
    expect(text).toMatch(/^ {2}messagesOperator +\d+ +\d+ {2}✓$/m);
  });

  it('compares what was added, where the service held other data before, and says so', async () => {
    await run({ seed: 1 });
    const { agrees, text } = await run({ seed: 2 });
    expect(agrees).toBe(true);
    expect(text).toContain('The service held other data of that range before');
    expect((await run({ seed: 2 })).agrees).toBe(false);
  });

  it('asks for one account alone, where one is named', async () => {
    await run({ account: 'shop' });
    expect(service.questions[0]?.query).toContain('filter: { accounts: [$account] }');
    expect(service.questions[0]?.variables).toMatchObject({
      account: 'shop',
      from: '2026-03-01T00:00:00.001Z',
      to: '2026-03-31T00:00:00.001Z',
    });
  });

  it('sends nothing where the API token is refused', async () => {
    await expect(run({ token: 'another' })).rejects.toMatchObject({ code: 'STATS_FAILED' });
    expect(service.received).toEqual([]);
  });

  it('asks nothing where nobody wants it, and prints what to expect', async () => {
    const { agrees, text } = await run({ verify: false });
    expect(agrees).toBe(true);
    expect(service.questions).toEqual([]);
    expect(service.received.length).toBeGreaterThan(100);
    expect(text).toMatch(/^ {2}episodesStarted +\d+$/m);
  });
});
