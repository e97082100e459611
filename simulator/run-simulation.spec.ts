import { ReferenceService } from '../test/support/reference-service';
import type { StandInFaults } from './api/stand-in-faults';
import { runSimulation } from './run-simulation';
import type { Simulation } from './simulation';

const SECRET = 'a secret of this test';
const TOKEN = 'a token of this test';
const UNTIL = Date.UTC(2026, 2, 31);

let service: ReferenceService;
let base: URL;
beforeEach(async () => {
  service = new ReferenceService(SECRET, TOKEN);
  base = await service.listen();
});
afterEach(() => service.close());

interface RunInput extends Partial<Pick<Simulation, 'losses' | 'arrangement' | 'webhookUrl' | 'api'>> {
  readonly seed?: number;
  readonly token?: string;
  readonly account?: string;
  readonly verify?: boolean;
  /** Whether the API is served, and read by the service. */
  readonly faults?: Partial<StandInFaults>;
}

async function run(given: RunInput = {}) {
  const { seed = 1, token = TOKEN, account, verify = true, faults } = given;
  const stop = new AbortController();
  const simulation: Simulation = {
    world: { seed, chats: 40, until: UNTIL },
    arrangement: { seed, duplicates: 0.1, reorder: 'all' },
    losses: { share: 0, kinds: 'messages' },
    webhookUrl: new URL('/webhooks/signalzen', base),
    secret: SECRET,
    untouched: undefined,
    sending: {},
    isQuiet: false,
    api: faults && { port: 0, faults, stop: stop.signal },
    verification: verify
      ? { graphqlUrl: new URL('/graphql', base), token, account, within: 1000 }
      : undefined,
    ...given,
  };
  let text = '';
  const write = (part: string) => {
    text += part;
    service.apiUrl ??= /SIGNALZEN_API_URL=(\S+)/.exec(part)?.[1];
    if (part.includes('until Ctrl-C')) {
      service.apiUrl = undefined;
      stop.abort();
    }
  };
  const agrees = await runSimulation(simulation, { write });
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

  it('begins once the service has counted what it received before', async () => {
    service.countingFor = 2;
    expect(await run()).toMatchObject({ agrees: true });
    expect(service.countingFor).toBe(0);
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

  it('waits for the database of a service that has just started', async () => {
    service.startingFor = 2;
    expect(await run()).toMatchObject({ agrees: true });
    expect(service.startingFor).toBe(0);
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

  it('says what it never sent, and does not expect it', async () => {
    const { agrees, text } = await run({ losses: { share: 0.2, kinds: 'all' } });
    expect(agrees).toBe(true);
    expect(text).toMatch(/^Never sent: \d+ deliveries \(\d+ message.created, .*\).$/m);
    expect(text).toMatch(/^Nothing gives these back, and they are not expected: message.created, /m);
    expect(text).toMatch(/^ {2}ratings +(\d+) +\1 {2}✓$/m);
  });
});

describe('a simulation with an API', () => {
  it('compares what depends on the chats of operators, and serves until it is told to stop', async () => {
    const { agrees, text } = await run({ faults: {} });
    expect(agrees).toBe(true);
    expect(text).toMatch(/^ {2}firstResponseSecondsAvg +([\d.]+) +\1 {2}✓$/m);
    expect(text).toMatch(/^ {2}copilotHandedOff +(\d+) +\1 {2}✓$/m);
    expect(text).toMatch(
      /^The API answered \(\d+\/s at most\): users 503: 1, users 200: \d+, messages 200: \d+$/m,
    );
  });

  it.each([
    ['messages and users are lost', { losses: { share: 0.5, kinds: 'messages' as const } }],
    ['deliveries are late', { arrangement: { late: 0.3 } }],
    ['some users are gone', { faults: { goneShare: 0.4 } }],
    [
      'some users are gone, and messages are lost',
      {
        losses: { share: 0.5, kinds: 'messages' as const },
        faults: { goneShare: 0.4, missingShare: 0.1 },
      },
    ],
  ])('agrees with a service that reads it, where %s', async (_, given) => {
    const { agrees, text } = await run({ faults: {}, ...given });
    expect(text).toMatch(/^ {2}replies +(\d+) +\1 {2}✓$/m);
    expect(agrees).toBe(true);
  });

  it.each([
    ['anything may get lost', { share: 0.3, kinds: 'all' as const }],
    ['no webhook is sent', 'all' as const],
  ])('compares all but ratings, and says why, where %s', async (_, losses) => {
    const { agrees, text } = await run({ losses, faults: {} });
    expect(agrees).toBe(true);
    expect(text).toMatch(/^Nothing gives these back, and they are not expected: .*user.rated/m);
    expect(text).toMatch(/^Ratings are not compared/m);
    expect(text).toMatch(/^ {2}chatsStarted +(\d+) +\1 {2}✓$/m);
    expect(text).not.toMatch(/^ {2}ratings /m);
  });

  it('says which numbers do not agree with a service that does not read it', async () => {
    service.isBlind = true;
    const { agrees, text } = await run({ faults: {} });
    expect(agrees).toBe(false);
    expect(text).toMatch(/^The service did not count what happened, within 1 s: .*firstResponses/m);
    expect(text).toMatch(/^ {2}messagesVisitor +(\d+) +\1 {2}✓$/m);
  });

  it('ends at once when it is stopped while it waits for the service', async () => {
    const stop = new AbortController();
    const nobody = new URL('http://127.0.0.1:1/webhooks/signalzen');
    const running = run({ webhookUrl: nobody, api: { port: 0, faults: {}, stop: stop.signal } });
    setTimeout(() => {
      stop.abort();
    }, 50);
    const { agrees, text } = await running;
    expect(agrees).toBe(false);
    expect(text).toContain('Waiting for the service at http://127.0.0.1:1');
  });

  it('says that its port is taken', async () => {
    const port = Number(base.port);
    const running = run({ api: { port, faults: {}, stop: new AbortController().signal } });
    await expect(running).rejects.toMatchObject({ code: 'API_PORT_TAKEN' });
  });
});
