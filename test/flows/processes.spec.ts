import { Agent, request } from 'node:http';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { visitorMessage } from '../reference/samples';
import { embeddedAccess } from '../support/embedded-access';
import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { linesWith } from '../support/log-lines';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { scrape } from '../support/scrape';
import { post, signatureOf } from '../support/signalzen-sender';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';

const TOTAL =
  '{ stats(from: "2020-01-01T00:00Z", to: "2100-01-01T00:00Z", granularity: TOTAL) { messagesVisitor } }';
const FRESHNESS = '{ freshness { eventsOnDisk eventsPending lastRollupAt } }';

const messagesOf = async (url: string): Promise<number | undefined> => {
  const { data } = await ask<{ stats: { messagesVisitor: number }[] }>(url, TOTAL);
  return data?.stats[0]?.messagesVisitor;
};

async function until<T>(what: string, look: () => Promise<T | false | undefined>): Promise<T> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = await look().catch(() => undefined);
    if (found !== undefined && found !== false) return found;
    await sleep(50);
  }
  throw new Error(`${what}: not within a minute`);
}

/** Sends deliveries over one connection, and notices when it was another. */
class OneConnection {
  readonly statuses: number[] = [];
  readonly ports = new Set<number | undefined>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  send(body: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = {
        'x-signalzen-signature': signatureOf(body),
        'content-length': Buffer.byteLength(body),
      };
      const sent = request(`${this.url}/webhooks/signalzen`, { method: 'POST', agent: this.agent, headers });
      sent.on('error', reject).on('response', (response) => {
        this.statuses.push(response.statusCode ?? 0);
        this.ports.add(sent.socket?.localPort);
        response.resume().once('end', resolve);
      });
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

describe('A service in two processes', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let sent = 0;
  const nextMessage = () => visitorMessage((sent += 1), 0).body;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path });
  });
  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    await dataDir.remove();
  });

  it('receives over the same connection while the one that answers is killed, which comes back and counts all', async () => {
    const sender = new OneConnection(service.url);
    await sender.send(nextMessage());
    const killed = service.answeringPid;
    process.kill(killed, 'SIGKILL');
    const refused = await until('a refusal', async () => {
      await sender.send(nextMessage());
      const answer = await ask(service.url, TOTAL);
      return answer.status === 503 && answer;
    });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    const page = await fetch(service.url, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('retry-after'), await page.text()]).toEqual([
      503,
      '5',
      expect.stringMatching(/Deliveries are received all the while/),
    ]);
    // The receiver's own figures are there all the same.
    const metrics = await scrape(service);
    expect(metrics.value('signalzen_spool_accepting')).toBe(1);

    await until('answers again', async () => {
      await sender.send(nextMessage());
      return (await ask(service.url, TOTAL)).status === 200;
    });
    await untilRolledUp(service.url);
    expect(await messagesOf(service.url)).toBe(sent);
    expect(new Set(sender.statuses)).toEqual(new Set([200]));
    expect(sender.ports.size).toBe(1);
    expect(service.answeringPid).not.toBe(killed);
    expect(linesWith(service, 'has ended and is started again')).toMatchObject([
      { level: 'error', process: 'supervisor', ended: 'work+serve', how: 'signal SIGKILL' },
    ]);
    sender.close();
  });

  it('finds the new engine of a receiver that was killed, which is there again at the same address', async () => {
    const killed = service.receiverPid;
    const answering = service.answeringPid;
    process.kill(killed, 'SIGKILL');
    const body = nextMessage();
    await until(
      'received again',
      async () => (await post(`${service.url}/webhooks/signalzen`, body)).status === 200,
    );
    await until('counted', async () => (await messagesOf(service.url)) === sent);
    expect(service.receiverPid).not.toBe(killed);
    expect(service.answeringPid).toBe(answering);
  });

  it('lets another service with the role serve answer from the same data directory', async () => {
    const other = await RunningService.start({ dataDir: dataDir.path, environment: { ROLES: 'serve' } });
    expect(other.url).not.toBe(service.url);
    await until('its database', async () => (await fetch(`${other.url}/readyz`)).status === 200);
    expect(await messagesOf(other.url)).toBe(sent);
    const { freshness } = await dataOf<{ freshness: object }>(other.url, FRESHNESS);
    expect(freshness).toMatchObject({ eventsOnDisk: 0, eventsPending: 0 });
    expect((await post(`${other.url}/webhooks/signalzen`, '{}')).status).toBe(404);
    expect(await other.stop()).toBe(0);
  });

  it('ends as a whole when its supervisor is killed, and the next start goes on', async () => {
    const [supervisor, receiver, answering] = [service.pid, service.receiverPid, service.answeringPid];
    process.kill(supervisor, 'SIGKILL');
    await until('the end of all', () =>
      Promise.resolve(![receiver, answering].some((pid) => existsSync(`/proc/${pid}/exe`))),
    );
    service = await RunningService.start({ dataDir: dataDir.path });
    await until('counted', async () => (await messagesOf(service.url)) === sent);
  });
});

describe('Services that share the roles', () => {
  it('receive, compute and answer together on one ClickHouse, and say what they do not know', async () => {
    const server = await startTemporaryClickHouse();
    const dataDirs = await Promise.all([1, 2, 3, 4].map(() => temporaryDataDir()));
    const { url, user, password } = embeddedAccess(server.dataDir);
    const start = (ROLES: string, place: number) =>
      RunningService.start({
        dataDir: dataDirs[place]?.path ?? '',
        environment: {
          ROLES,
          CLICKHOUSE_URL: url.origin,
          CLICKHOUSE_USER: user,
          CLICKHOUSE_PASSWORD: password,
          CLICKHOUSE_DATABASE: TEST_DATABASE,
        },
      });
    const [one, other, worker, serving] = await Promise.all([
      start('receive', 0),
      start('receive', 1),
      start('work', 2),
      start('serve', 3),
    ]);
    const services = [one, other, worker, serving];
    const STOPPED = `
      SELECT uniqExact(receiver) AS receivers FROM receiver_states FINAL WHERE is_stopped AND waiting = 0`;
    const AWAY = `
      INSERT INTO receiver_states (receiver, start, reported_at)
      SELECT generateUUIDv4(), generateUUIDv4(), now64(3) - INTERVAL 1 HOUR`;
    try {
      for (const [place, { url: edge }] of [one, other, one].entries())
        expect((await post(`${edge}/webhooks/signalzen`, visitorMessage(place, 0).body)).status).toBe(200);
      await until('counted', async () => (await messagesOf(serving.url)) === 3);
      // A range is taken off the list last of all.
      const freshness = await until('nothing pending', async () => {
        const { freshness: now } = await dataOf<{
          freshness: { eventsOnDisk: number | null; eventsPending: number; lastRollupAt: string };
        }>(serving.url, FRESHNESS);
        return now.eventsPending === 0 && now;
      });
      // As the two of them have reported.
      expect(freshness.eventsOnDisk).toBeGreaterThanOrEqual(0);
      await server.clickhouse.commandText(AWAY, {}, 'a receiver that is away');
      const strict = await until('noticed', async () => {
        const answer = await ask<unknown>(serving.url, '{ freshness { eventsSpooled } }');
        return answer.errors !== undefined && answer;
      });
      expect(strict.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
      expect(Date.now() - Date.parse(freshness.lastRollupAt)).toBeLessThan(60_000);

      const nowhere = await fetch(`${one.url}/graphql`, { method: 'POST', body: '{}' });
      expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { error: { code: 'NOT_FOUND' } }]);
      for (const { url: any } of services) expect((await fetch(`${any}/healthz`)).status).toBe(200);
      const has = async (at: RunningService, name: string) => (await scrape(at)).names().includes(name);
      expect([
        await has(one, 'signalzen_spool_accepting'),
        await has(worker, 'signalzen_spool_accepting'),
        await has(serving, 'signalzen_spool_accepting'),
        await has(worker, 'signalzen_rollup_passes_total'),
        await has(serving, 'signalzen_rollup_passes_total'),
        await has(serving, 'signalzen_clickhouse_up'),
      ]).toEqual([true, false, false, true, false, true]);
    } finally {
      for (const code of await Promise.all(services.map((any) => any.stop()))) expect(code).toBe(0);
      const stopped = await server.clickhouse.queryText(STOPPED, {}, 'receivers');
      await server.stop();
      expect(stopped).toEqual([{ receivers: '2' }]);
      for (const dataDir of dataDirs) await dataDir.remove();
    }
  });
});
