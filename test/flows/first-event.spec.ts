import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { dataOf, ask, untilRolledUp } from '../support/graphql-client';
import { buildImage } from '../support/image-files';
import { installPackage } from '../support/installed-package';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';
import { post, signatureOf } from '../support/signalzen-sender';

/** The example of SignalZen's documentation, byte by byte. */
const DOCUMENTED =
  '{"data":{"id":28,"body":"hey hey","read_by_user":null,"created_at":"2024-06-08T08:01:23.000Z","file_url":null,"type":"Message","rating":null,"sender_type":"user","read_by_operator":false,"sender":{"id":5,"email":null,"name":"#5"}},"event_type":"message.created"}';

interface Events {
  readonly events: {
    id: string;
    chatId: string | null;
    type: string;
    deliveries: number;
    payload: string;
    receivedAt: string;
  }[];
}

describe('a service that was just installed and started', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let webhook: string;
  let folder: Awaited<ReturnType<typeof temporaryDataDir>>;
  let files: readonly string[];

  const allEvents = async (types: string[] = []) =>
    (
      await dataOf<Events>(
        service.url,
        `{ events(from: "2026-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", types: ${JSON.stringify(types)}) { id chatId type deliveries payload receivedAt } }`,
      )
    ).events;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    folder = await temporaryDataDir();
    const installed = await installPackage(folder.path);
    ({ files } = installed);
    service = await RunningService.start({
      dataDir: dataDir.path,
      program: [installed.program, 'start'],
      environment: { SIGNALZEN_API_SECRET: `${SECRET},the-previous-one` },
    });
    webhook = `${service.url}/webhooks/signalzen`;
  });

  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    await dataDir.remove();
    await folder.remove();
  });

  it('is packed with the page and the SQL, and without sources, tests and what is of this machine', () => {
    expect(files).toEqual(expect.arrayContaining(['dist/client/index.html', 'clickhouse/views/events.sql']));
    expect(
      files.filter((file) => /^(src|test|data)\/|\.(spec|tsx?|map|log)$|(^|\/)\.env|secrets\.env/.test(file)),
    ).toEqual([]);
  });

  it('is all that the image of the Dockerfile needs, which receives without a database', async () => {
    const root = await temporaryDataDir();
    const image = buildImage(join(folder.path, 'node_modules/signalzen-analytics'), root.path);
    const { NODE_ENV = '' } = image.environment;
    const container = await RunningService.start({
      dataDir: join(root.path, 'data'),
      environment: { NODE_ENV, CLICKHOUSE_URL: 'http://127.0.0.1:9' },
      program: image.command.slice(1),
    });
    expect((await post(`${container.url}/webhooks/signalzen`, DOCUMENTED)).status).toBe(200);
    const [node = '', ...check] = image.healthcheck;
    const health = spawnSync(node, check, { env: { PORT: new URL(container.url).port } });
    expect([health.status, await container.stop()]).toEqual([0, 0]);
    await root.remove();
  });

  it('shows its page', async () => {
    const page = await (await fetch(service.url)).text();
    const [script = ''] = /\/assets\/main-[^"]*\.js/.exec(page) ?? [];
    expect((await fetch(`${service.url}${script}`)).status).toBe(200);
  });

  it('is healthy and ready', async () => {
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  });

  it("answers SignalZen's challenge with its text", async () => {
    const response = await post(webhook, '{"challenge":"a <text> to echo"}');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toBe('a <text> to echo');
  });

  it('takes nothing that is not signed with a secret of the account', async () => {
    const { 'x-signalzen-signature': signature } = { 'x-signalzen-signature': signatureOf(DOCUMENTED) };
    const changed = DOCUMENTED.replace('hey hey', 'hey hex');
    expect((await post(webhook, changed, { 'x-signalzen-signature': signature })).status).toBe(401);
    expect(
      (await post(webhook, DOCUMENTED, { 'x-signalzen-signature': signatureOf(DOCUMENTED, 'wrong') })).status,
    ).toBe(401);
    expect((await post(webhook, DOCUMENTED, {})).status).toBe(401);
    expect((await post(`${webhook}/nobody`, DOCUMENTED)).status).toBe(404);
    await untilRolledUp(service.url);
    expect(await allEvents()).toEqual([]);
  });

  it("counts SignalZen's documented example within ten seconds", async () => {
    const response = await post(webhook, DOCUMENTED);
    expect([response.status, await response.text()]).toEqual([200, '{"ok":true}']);
    await untilRolledUp(service.url, 10);
    const query = `{ stats(from: "2024-06-08T00:00:00Z", to: "2024-06-10T00:00:00Z", granularity: DAY) { time messagesVisitor episodesStarted closureSecondsAvg incomplete } }`;
    expect((await dataOf<{ stats: object[] }>(service.url, query)).stats).toEqual([
      {
        time: '2024-06-08T00:00:00.000Z',
        messagesVisitor: 1,
        episodesStarted: 1,
        closureSecondsAvg: null,
        incomplete: false,
      },
      {
        time: '2024-06-09T00:00:00.000Z',
        messagesVisitor: 0,
        episodesStarted: 0,
        closureSecondsAvg: null,
        incomplete: false,
      },
    ]);
    const query5 = `{ chatEvents(chatId: "5") { id type payload occurredAt } }`;
    expect((await dataOf<{ chatEvents: object[] }>(service.url, query5)).chatEvents).toEqual([
      {
        id: 'message.created/28',
        type: 'message.created',
        payload: DOCUMENTED,
        occurredAt: '2024-06-08T08:01:23.000Z',
      },
    ]);
  });

  it('counts it once, however often and with whichever secret it comes', async () => {
    for (let copy = 0; copy < 20; copy += 1) await post(webhook, DOCUMENTED);
    const previous = { 'x-signalzen-signature': signatureOf(DOCUMENTED, 'the-previous-one') };
    expect((await post(webhook, DOCUMENTED, previous)).status).toBe(200);
    await untilRolledUp(service.url);
    expect(await allEvents(['message.created'])).toMatchObject([
      { id: 'message.created/28', chatId: '5', deliveries: 22 },
    ]);
    const query = `{ stats(from: "2024-06-01T00:00:00Z", to: "2024-07-01T00:00:00Z", granularity: TOTAL) { messagesVisitor } }`;
    expect(await dataOf(service.url, query)).toEqual({ stats: [{ messagesVisitor: 1 }] });
  });

  it('keeps and shows what it does not understand', async () => {
    const odd = ['{"event_type":"team.renamed","data":{"team":3}}', '[1,2]', '{"event_type":'];
    for (const body of odd) expect((await post(webhook, body)).status).toBe(200);
    await untilRolledUp(service.url);
    const events = (await allEvents()).filter(({ type }) => type !== 'message.created');
    expect(events.map(({ type, payload, chatId }) => [type, payload, chatId])).toEqual([
      ['team.renamed', odd[0], null],
      ['', odd[1], null],
      ['', odd[2], null],
    ]);
  });

  it('lists every delivery in the order of receipt, page by page, with what it repeats', async () => {
    const list = async (more: string) => {
      const query = `{ deliveries(from: "2026-01-01", to: "2100-01-01"${more}) { id account eventId type chatId receivedAt occurredAt copyOf parseError bytes payload } }`;
      return (await dataOf<{ deliveries: { id: string; receivedAt: string }[] }>(service.url, query))
        .deliveries;
    };
    const all = await list('');
    expect(all).toHaveLength(25);
    const [first] = all;
    expect(first).toMatchObject({
      ...{ id: expect.stringMatching(/^[0-9a-f]{16}-\d+$/) as string, account: 'default' },
      ...{ eventId: 'message.created/28', type: 'message.created', chatId: '5', copyOf: null },
      ...{ occurredAt: '2024-06-08T08:01:23.000Z', parseError: null },
      ...{ bytes: Buffer.byteLength(DOCUMENTED), payload: DOCUMENTED },
    });
    expect(all.slice(1, 22)).toMatchObject(
      Array.from({ length: 21 }, () => ({ copyOf: first?.id, payload: DOCUMENTED })),
    );
    expect(all[24]).toMatchObject({ type: '', chatId: null, copyOf: null, parseError: 'not_json' });
    const sequences = all.map(({ id }) => Number(id.split('-')[1]));
    expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) + index));

    expect(await list(', limit: 3, offset: 2')).toEqual(all.slice(2, 5));
    expect(await list(', types: ["team.renamed"]')).toEqual([all[22]]);
    expect(await list(', account: "default", limit: 1')).toEqual([first]);
    expect(await list(', account: "nobody"')).toEqual([]);
    const { status } = await ask(
      service.url,
      '{ deliveries(from: "2026-01-01", to: "2027-01-01", limit: 0) { id } }',
    );
    expect(status).toBe(400);
  });

  it('tells copilot on, off, on apart although the bodies carry no time', async () => {
    const body = (verb: string) => JSON.stringify({ event_type: `user.${verb}_copilot`, data: { id: 77 } });
    for (const verb of ['enabled', 'enabled', 'disabled', 'enabled']) await post(webhook, body(verb));
    await untilRolledUp(service.url);
    const query = `{ stats(from: "2026-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", granularity: TOTAL) { copilotEnabledEvents copilotDisabledEvents } }`;
    expect(await dataOf(service.url, query)).toEqual({
      stats: [{ copilotEnabledEvents: 2, copilotDisabledEvents: 1 }],
    });
  });

  it('asks for a token', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }] as Record<string, string>[]) {
      const { status, errors } = await ask(service.url, '{ measures { name } }', headers);
      expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it.each([
    ['an unknown zone', 'timezone: "Mars/Olympus"', 'BAD_USER_INPUT'],
    ['an offset for a zone', 'timezone: "+02:00"', 'BAD_USER_INPUT'],
    ['more rows than the limit', 'granularity: HOUR, limit: 10', 'RESULT_TOO_LARGE'],
    ['a limit of nothing', 'limit: 0', 'BAD_USER_INPUT'],
  ])('refuses %s with status 400 and a code', async (_, argument, code) => {
    const query = `{ stats(from: "2026-01-01T00:00:00Z", to: "2026-01-03T00:00:00Z", ${argument}) { time } }`;
    const { status, errors } = await ask(service.url, query);
    expect([status, errors?.map(({ extensions }) => extensions)]).toEqual([400, [{ code }]]);
  });

  it.each([
    ['a range that ends before it starts', '"2026-01-03T00:00:00Z"', '"2026-01-01T00:00:00Z"'],
    ['a time without a zone', '"2026-01-01T00:00:00"', '"2026-01-03T00:00:00Z"'],
  ])('refuses %s', async (_, from, to) => {
    const { status, errors } = await ask(service.url, `{ stats(from: ${from}, to: ${to}) { time } }`);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('refuses a second service on the same data directory', async () => {
    await expect(RunningService.start({ dataDir: dataDir.path })).rejects.toThrow(/in use/i);
  });
});
