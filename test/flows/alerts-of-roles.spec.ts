import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedAccess } from '../support/embedded-access';
import { HttpSink, SmtpSink } from '../support/notification-sinks';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { visitorMessage } from '../reference/samples';

const TIMEOUT_MS = 120_000;
/** More than any disk has free: nothing is taken. */
const FULL = { SPOOL_MIN_FREE_BYTES: String(2 ** 40) };
const KEY = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

async function until<T>(what: string, look: () => T | false | undefined): Promise<T> {
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await sleep(100);
  }
  throw new Error(`${what}: not in time`);
}

describe('Where receivers, and the processes that work and answer, are services of their own', () => {
  let server: TemporaryClickHouse;
  let dataDirs: Awaited<ReturnType<typeof temporaryDataDir>>[];
  let sink: HttpSink;
  let mails: Awaited<ReturnType<typeof SmtpSink.start>>;
  let services: RunningService[] = [];
  let [one, full, serving]: (RunningService | undefined)[] = [];

  const told = (about: string) =>
    sink.taken.filter(({ body }) => body.includes('"rule":"broken"') && body.includes(`"about":"${about}"`));

  beforeAll(async () => {
    [server, sink, mails] = await Promise.all([
      startTemporaryClickHouse(),
      HttpSink.start(),
      SmtpSink.start(),
    ]);
    // As if it had been down since: two midnights have gone by.
    await server.clickhouse.commandText(
      `INSERT INTO digest_states
       SELECT 'daily', 'default', now64(3) - INTERVAL 2 DAY, toUnixTimestamp64Micro(now64(6))`,
      {},
      'test',
    );
    dataDirs = await Promise.all([1, 2, 3, 4].map(() => temporaryDataDir()));
    const file = join(dataDirs[2]?.path ?? '', 'analytics.yaml');
    writeFileSync(
      file,
      `
mail: { host: 127.0.0.1, port: ${mails.port}, security: none, from: figures@example.com }
channels:
  leads: { email: [ann@example.com, ben@example.com] }
  program: { webhook: '${sink.url}/hook', secret: '\${KEY}' }
digests:
  daily: { every: day, at: '00:00', zone: UTC, to: leads, accounts: default }
alerts:
  broken: { data: {}, to: program }
`,
    );
    const { url, user, password } = embeddedAccess(server.dataDir);
    const start = (ROLES: string, place: number, more: Readonly<Record<string, string>> = {}) =>
      RunningService.start({
        dataDir: dataDirs[place]?.path ?? '',
        environment: {
          ...{ ROLES, KEY, CONFIG_FILE: file, PUBLIC_URL: 'https://figures.example' },
          ...{ CLICKHOUSE_URL: url.origin, CLICKHOUSE_USER: user, CLICKHOUSE_PASSWORD: password },
          ...{ CLICKHOUSE_DATABASE: TEST_DATABASE, ...more },
        },
      });
    services = await Promise.all([
      start('receive', 0),
      start('receive', 1, FULL),
      start('work', 2),
      start('serve', 3),
    ]);
    [one, full, , serving] = services;
  });

  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await Promise.all([server.stop(), sink.stop(), mails.stop()]);
    await Promise.all(dataDirs.map((dataDir) => dataDir.remove()));
  });

  it('people are told that one of the receivers refuses what comes', async () => {
    const send = (to: RunningService | undefined, id: number) =>
      post(`${to?.url ?? ''}/webhooks/signalzen`, visitorMessage(id, 0).body);
    expect((await send(one, 1)).status).toBe(200);
    // Long enough for both to have reported, and to be looked at.
    await sleep(21_000);
    expect(told('refused')).toEqual([]);
    expect((await send(full, 2)).status).toBe(503);
    const [first] = await until('told', () => told('refused').length > 0 && told('refused'));
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      type: 'alert.firing',
      data: { about: [{ about: 'refused', lastRefusedAt: expect.stringContaining('Z') as string }] },
    });
    await sleep(3_000);
    expect(told('refused')).toHaveLength(1);
  });

  it('a digest is sent by the one that works, and left off at the one that answers', async () => {
    const [first] = await until('two mails', () => mails.taken.length >= 2 && mails.taken);
    expect(mails.taken.flatMap(({ to }) => to).sort()).toEqual(['ann@example.com', 'ben@example.com']);
    const link =
      /^List-Unsubscribe:\s+<https:\/\/figures\.example(\/\S+)>/m.exec(first?.raw ?? '')?.[1] ?? '';
    expect((await fetch(`${serving?.url ?? ''}${link}`)).status).toBe(200);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(`${serving?.url ?? ''}${link}`, { method: 'POST', body })).status).toBe(200);
    expect(await (await fetch(`${serving?.url ?? ''}${link}`)).text()).toContain('/again');
  });
});
