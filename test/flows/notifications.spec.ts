import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { embeddedAccess } from '../support/embedded-access';
import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { linesWith } from '../support/log-lines';
import { HttpSink, SmtpSink } from '../support/notification-sinks';
import { runBuiltCommand } from '../support/run-built-command';
import { playStory } from '../../simulator/stories/play-story';
import type { StoryName } from '../../simulator/stories/stories';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';

const MINUTE_MS = 60_000;
const KEY = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

/** In UTC, in minutes. */
const sinceYesterdayNoon = () => ((Date.now() % 86_400_000) + 43_200_000) / MINUTE_MS;

let ids = 0;
const message = (chat: number, sender_type: string, minutesAgo: number, more: object = {}) => ({
  event_type: 'message.created',
  data: {
    ...{ id: (ids += 1), type: 'Message', body: 'Hello', created_at: ago(minutesAgo), sender_type },
    ...{ sender: { id: sender_type === 'user' ? chat : 7, forename: '<!channel>', surname: '@everyone' } },
    ...more,
  },
  user: { id: chat, name: '<b>Ada</b>', created_at: ago(minutesAgo), last_url: 'https://shop.example/price' },
});
const rating = (chat: number, stars: number, body = 'Hello') => {
  const { data, user } = message(chat, 'operator', 1, { type: 'RatingMessage', body });
  return { event_type: 'user.rated', data: { message: { ...data, rating: stars }, user } };
};

describe('Notifications', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let sink: HttpSink;
  let rules: string;
  let mails: Awaited<ReturnType<typeof SmtpSink.start>>;

  const environment = () => ({
    ...{ CONFIG_FILE: join(dataDir.path, 'analytics.yaml'), ROOM: `${sink.url}/room`, KEY },
    PUBLIC_URL: 'https://figures.example',
  });
  const start = () =>
    RunningService.start({
      dataDir: dataDir.path,
      environment: environment(),
    });
  const send = async (...bodies: object[]) => {
    for (const body of bodies)
      expect((await post(`${service.url}/webhooks/signalzen`, JSON.stringify(body))).status).toBe(200);
    await untilRolledUp(service.url);
  };
  /** What has come of a kind, oldest first, once there are so many. */
  const until = async (count: number, of: () => string[]) => {
    for (const end = Date.now() + MINUTE_MS; of().length < count && Date.now() < end;) await sleep(50);
    return of();
  };
  const inRoom = () => sink.taken.filter(({ path }) => path === '/room').map(({ body }) => body);
  const atProgram = (rule: string) =>
    sink.taken.filter(({ path, body }) => path === '/hook' && body.includes(`"rule":"${rule}"`));
  const titles = () => inRoom().map((body) => (JSON.parse(body) as { text: string }).text);

  /** As if it had been down since: the digests of so many days are due. */
  const sawDigestLast = async (days: number) => {
    const clickhouse = new ClickHouse('signalzen');
    clickhouse.connectTo(embeddedAccess(dataDir.path));
    const sql = `INSERT INTO digest_states SELECT 'daily', 'default', now64(3) - toIntervalDay({days: UInt8}), toUnixTimestamp64Micro(now64(6))`;
    await clickhouse.commandText(sql, { days }, 'test');
    await clickhouse.close();
  };
  const digests = () => mails.taken.filter(({ raw }) => raw.includes('List-Unsubscribe-Post'));

  beforeAll(async () => {
    [dataDir, sink, mails] = await Promise.all([temporaryDataDir(), HttpSink.start(), SmtpSink.start()]);
    rules = `
mail: { host: 127.0.0.1, port: ${mails.port}, security: none, from: figures@example.com }
channels:
  room: { slack: '\${ROOM}' }
  leads: { email: [ann@example.com, ben@example.com] }
  program: { webhook: '${sink.url}/hook', secret: '\${KEY}' }
digests:
  daily: { every: day, at: '00:00', zone: UTC, to: leads, accounts: default }
readyAlerts: { to: room, only: somebody-waits }
alerts:
  few-stars: { rating: { atMost: 2 }, to: [leads, program], texts: true }
  low: { threshold: { measure: csatRate, below: 0.8, over: 24h, atLeast: 4 }, to: program, coolDown: 0s }
  low-at-price: { threshold: { measure: csatRate, below: 0.8, over: 24h, atLeast: 4 }, to: program, pages: /price }
  low-at-help: { threshold: { measure: csatRate, below: 0.8, over: 24h, atLeast: 1 }, to: program, pages: /help }
`;
    writeFileSync(join(dataDir.path, 'analytics.yaml'), rules);
    service = await start();
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await Promise.all([sink.stop(), mails.stop(), dataDir.remove()]);
  });

  it('tell that somebody waits, once, and that nobody does any more', async () => {
    await send(message(5, 'user', 21));
    const at = Date.now();
    expect(await until(1, titles)).toEqual(['1 person has waited longer than 10 min within working hours']);
    expect(Date.now() - at).toBeLessThan(10_000);
    expect(inRoom()[0]).not.toMatch(/<!channel|<b>/);
    await sleep(3_000);
    expect(titles()).toHaveLength(1);
    await send(message(5, 'operator', 0));
    expect(await until(2, titles)).toEqual([
      expect.any(String),
      'Resolved: nobody waits longer than 10 min within working hours any more',
    ]);
  });

  it('tell of each low rating once, to everybody who is to know', async () => {
    await send(rating(5, 1, 'Very slow & <b>rude</b>'), message(6, 'user', 2), rating(6, 5));
    const [mail] = await until(2, () => mails.taken.map(({ raw }) => raw));
    expect(mails.taken.flatMap(({ to }) => to).sort()).toEqual(['ann@example.com', 'ben@example.com']);
    expect(mail).toContain('1 of 5 stars for chat 5 (default)');
    const text = mail?.replaceAll('=\r\n', '');
    expect(text).toContain('Very slow & <b>rude</b>');
    expect(text).toContain('Very slow &amp; &lt;b&gt;rude&lt;/b&gt;');
    const posts = await until(1, () => atProgram('few-stars').map(({ body }) => body));
    expect(posts).toHaveLength(1);
    expect(JSON.parse(posts[0] ?? '')).toMatchObject({
      type: 'alert.firing',
      data: { rule: 'few-stars', chatId: '5', stars: 1 },
    });
    expect(posts[0]).toContain('"value":"Very slow & <b>rude</b>"');
    // Nothing of that is kept of the notification.
    const range = 'from: "2020-01-01", to: "2100-01-01"';
    const listed = await ask<{ notifications: { title: string; receiver: string | null; state: string }[] }>(
      service.url,
      `{ notifications(${range}, rules: ["few-stars"]) { title receiver state figures data } }`,
    );
    expect(listed.data?.notifications).toHaveLength(3);
    expect(listed.data?.notifications).toContainEqual(
      expect.objectContaining({ title: '1 of 5 stars for chat 5 (default)', receiver: 'a…@example.com' }),
    );
    expect(JSON.stringify(listed.data)).not.toContain('Very slow');
  });

  it('are sent again by the same id until they are taken, also after a crash', async () => {
    sink.reset();
    sink.answer = (response) => response.writeHead(503).end();
    await send(message(7, 'user', 2), rating(7, 2));
    await until(1, () => linesWith(service, 'will be sent again').map(({ msg }) => msg));
    await until(2, () => mails.taken.map(({ raw }) => raw).filter((raw) => raw.includes('for chat 7')));
    await send(message(9, 'user', sinceYesterdayNoon()), message(9, 'operator', sinceYesterdayNoon() - 1));
    await sawDigestLast(2);
    await service.kill();
    sink.answer = (response) => response.writeHead(200).end();
    service = await start();
    await until(2, () => atProgram('few-stars').map(({ body }) => body));
    await sleep(1_000);
    const names = atProgram('few-stars').map(({ headers }) => headers['webhook-id']);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
  });

  it('tell of a measure that is too low over some time, and no number of a rule that nobody knows', async () => {
    await send(message(8, 'user', 2), rating(8, 1));
    const low = () => atProgram('low');
    await until(1, () => low().map(({ body }) => body));
    expect(low().map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { type: 'alert.firing', data: { about: [{ measure: 'csatRate', n: 4 }] } },
    ]);
    // Of single pages, all together are asked for.
    const [atPrice] = await until(1, () => atProgram('low-at-price').map(({ body }) => body));
    const dataOfLow = (body = '') => (JSON.parse(body) as { data: { about: object[] } }).data.about[0];
    expect(dataOfLow(atPrice)).toMatchObject({ value: 0.25, n: 4 });
    expect(dataOfLow(low()[0]?.body)).toMatchObject({ value: 0.25, n: 4 });
    expect(atProgram('low-at-help')).toEqual([]);
    expect(linesWith(service, 'could not be judged')).toEqual([]);
  });

  it('tell of the days that are over in one mail each, with the numbers of the API, until somebody leaves off', async () => {
    await until(2, () => digests().map(({ raw }) => raw));
    expect(
      digests()
        .flatMap(({ to }) => to)
        .sort(),
    ).toEqual(['ann@example.com', 'ben@example.com']);
    const [first] = digests();
    expect(first?.raw).toContain('Not sent before: 1 day');
    const to = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
    const { summary } = await dataOf<{ summary: { changes: { value: number | null }[] } }>(
      service.url,
      `{ summary(from: "${new Date(Date.parse(to) - 86_400_000).toISOString()}", to: "${to}") { changes { value } } }`,
    );
    expect(summary.changes[0]?.value).toBe(1);
    expect(first?.raw).toContain('Contacts: 1\r\n');

    const link =
      /^List-Unsubscribe:\s+<https:\/\/figures\.example(\/\S+)>/m.exec(first?.raw ?? '')?.[1] ?? '';
    expect(link).not.toMatch(/ann|@|%40/);
    const receiver = first?.to[0];
    const command = async (...asked: string[]) => {
      const all = { ...environment(), DATA_DIR: dataDir.path, SIGNALZEN_API_SECRET: SECRET };
      return (await runBuiltCommand('notify', asked, all)).said;
    };
    // A program that looks at every link of a mail.
    const looked = await fetch(service.url + link);
    expect(looked.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(await looked.text()).toMatch(/<form method="post".*No more mails/);
    const oneClick = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(service.url + link, { method: 'POST', body: oneClick })).status).toBe(200);
    expect((await fetch(`${service.url}${link}x`, { method: 'POST', body: oneClick })).status).toBe(404);
    const sent = await command('--digest', 'daily');
    expect(sent).toMatch(/@example\.com: taken/);
    expect(sent).not.toContain(receiver);
    expect(await command('--unsubscribed')).toContain(`${String(receiver)}: no more of the digest daily`);
    await fetch(`${service.url}${link}/again`, { method: 'POST' });
    expect(await command('--unsubscribed')).toContain('Nobody has left off');
  });

  it('tell each story of the simulator that there is an alert for, by rules that were just written', async () => {
    const untouched = { account: 'default', secret: SECRET, untouched: undefined };
    const play = (name: StoryName, seed: number) =>
      playStory(
        { ...untouched, name, seed, webhookUrl: new URL('/webhooks/signalzen', service.url) },
        { write: () => true },
      );
    await play('change', 11);
    await untilRolledUp(service.url);
    writeFileSync(
      join(dataDir.path, 'analytics.yaml'),
      `${rules}
  blocked: { blocked: {}, to: program }
  types: { unknownType: {}, to: program }
  grew: { change: { measure: episodesEngaged, window: DAY, direction: HIGHER }, to: program }
  burns: { target: {}, to: program }
  soon: { due: { within: 10m }, to: program }
targets: { soon: { measure: FIRST_ANSWER, within: 5m, goal: 0.9 } }
`,
    );
    const told = async (rule: string) => {
      await until(1, () => atProgram(rule).map(({ body }) => body));
      return atProgram(rule).map(({ body }) => JSON.parse(body) as object);
    };
    expect(await told('grew')).toMatchObject([
      {
        type: 'alert.firing',
        // One of them is that of the digest.
        data: { about: [{ value: 81, previous: 20, weeks: 4, verdict: 'HIGHER' }] },
      },
    ]);
    for (const [index, name] of (['blocked', 'unknown-type', 'target'] as const).entries())
      await play(name, 12 + index);
    expect(await told('blocked')).toMatchObject([
      { data: { title: expect.stringContaining('was blocked') as string } },
    ]);
    expect(await told('types')).toMatchObject([{ data: { type: 'user.merged', deliveries: 2 } }]);
    expect(await told('soon')).toMatchObject([{ type: 'alert.firing' }]);
    expect(await told('burns')).toMatchObject([{ type: 'alert.firing' }]);
  });
});
