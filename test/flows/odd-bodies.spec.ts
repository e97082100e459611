import { dataOf, untilRolledUp } from '../support/graphql-client';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';
import { post, signatureOf } from '../support/signalzen-sender';

const MINUTE = 60_000;
/** T(m) is 10:00 and m minutes. */
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 10) + minutes * MINUTE).toISOString();
const ALL_TIMES = 'from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z"';

const user = (id: number, minutes: number, fields: object = {}) => ({
  ...{ id, name: `Visitor ${id}`, email: null, created_at: at(0), updated_at: at(minutes) },
  ...{ last_url: 'https://shop.example/', user_attributes: [], ...fields },
});
const message = (id: number, minutes: number, fields: object) => ({
  ...{ id, body: `message ${id}`, type: 'Message', rating: null, created_at: at(minutes) },
  ...fields,
});
const byVisitor = (id: number) => ({ sender_type: 'user', sender: { id } });
const byOperator = { sender_type: 'operator', sender: { id: 7, forename: 'Ann' } };
const created = (data: object, beside: object = {}) => ({ event_type: 'message.created', data, ...beside });

interface Told {
  readonly chatEvents: { id: string; occurredAt: string; receivedAt: string }[];
}

describe('bodies of odd shapes, sent to a service', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const start = () =>
    RunningService.start({ dataDir: dataDir.path, environment: { SIGNALZEN_API_SECRET_SHOP: SECRET } });

  async function send(account: string, ...bodies: readonly object[]): Promise<void> {
    for (const body of bodies) {
      const bytes = Buffer.from(JSON.stringify(body));
      const headers = { 'x-signalzen-signature': signatureOf(bytes, SECRET) };
      const { status } = await post(`${service.url}/webhooks/signalzen/${account}`, bytes, headers);
      expect(status).toBe(200);
    }
  }

  async function statsOf(account: string, measures: string, more = ''): Promise<unknown[]> {
    await untilRolledUp(service.url);
    const query = `{ stats(${ALL_TIMES}, granularity: TOTAL, ${more} filter: { accounts: ["${account}"] }) { ${measures} } }`;
    return (await dataOf<{ stats: unknown[] }>(service.url, query)).stats;
  }

  async function eventsOf(chatId: string): Promise<Told['chatEvents']> {
    await untilRolledUp(service.url);
    const query = `{ chatEvents(account: "shop", chatId: "${chatId}") { id occurredAt receivedAt } }`;
    return (await dataOf<Told>(service.url, query)).chatEvents;
  }

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await start();
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('a rating is of the user whom it names, though its own id is another visitor', async () => {
    await send('shop', created(message(1, 0, byVisitor(5))), created(message(2, 0, byVisitor(9))), {
      event_type: 'user.rated',
      data: { id: 9, rating: 1, user_id: 5, created_at: at(2), rated_at: at(3) },
    });
    expect((await eventsOf('9')).map(({ id }) => id)).toEqual(['message.created/2']);
    const rated = (await eventsOf('5')).find(({ id }) => id.startsWith('user.rated'));
    expect(rated?.occurredAt).toBe(at(3));
    expect(await statsOf('shop', 'ratings rating1')).toEqual([{ ratings: 1, rating1: 1 }]);
  });

  it.each([
    [
      'beside data that is the user',
      10,
      (user: object, answer: object) => created(user, { message: answer }),
    ],
    [
      'within data that is the user',
      11,
      (user: object, answer: object) => created({ ...user, message: answer }),
    ],
    [
      'with the user in it, within data',
      12,
      (user: object, answer: object) => created({ message: { ...answer, user } }),
    ],
    [
      'with the user in it, beside data',
      13,
      (user: object, answer: object) => created({}, { message: { ...answer, user } }),
    ],
  ])("an operator's message %s is of the user's chat", async (_, chat, body) => {
    const answer = message(chat * 10 + 1, 4, byOperator);
    await send('shop', created(message(chat * 10, 0, byVisitor(chat))), body(user(chat, 0), answer));
    expect((await eventsOf(`${chat}`)).map(({ id }) => id)).toEqual([
      `message.created/${chat}0`,
      `message.created/${chat}1`,
    ]);
    expect(await statsOf('shop', 'firstResponseSecondsAvg')).toEqual([{ firstResponseSecondsAvg: 240 }]);
  });

  it('no event is dated more than five minutes ahead, and a day that does not exist is no time', async () => {
    const ahead = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();
    const dated = (id: number, created_at: string) =>
      created(message(id, 0, { ...byVisitor(20), created_at }));
    await send(
      'shop',
      dated(201, ahead(180)),
      dated(202, ahead(400 * 24 * 60)),
      dated(203, '2026-04-31T10:00:00Z'),
    );
    await send('shop', dated(204, ahead(4)), {
      event_type: 'user.created',
      data: user(20, 0, { created_at: ahead(60) }),
    });
    const events = await eventsOf('20');
    expect(events).toHaveLength(5);
    expect(events.filter(({ occurredAt, receivedAt }) => occurredAt === receivedAt)).toHaveLength(4);
  });

  it('times are read in their usual spellings', async () => {
    const spellings = [
      '2026-04-10 10:00:00 UTC',
      '2026-04-10T07:00:00-03',
      '2026-04-10t10:00:00z',
      '2026-04-10 10:00',
    ];
    const dated = (created_at: string, index: number) =>
      created(message(300 + index, 0, { ...byVisitor(30), created_at }));
    await send('shop', ...spellings.map(dated));
    expect((await eventsOf('30')).map(({ occurredAt }) => occurredAt)).toEqual(
      spellings.map(() => '2026-04-10T10:00:00.000Z'),
    );
  });

  it('pages are as people read them, and values of attributes end between characters', async () => {
    const value = `${'v'.repeat(199)}👋🏽`;
    const last_url = 'https://shop.example/gr%C3%BC%C3%9Fe/?q=1';
    const visitor = user(40, 0, { last_url, user_attributes: [{ name: 'plan', value }] });
    await send('shop', { event_type: 'user.created', data: visitor });
    await send(
      'shop',
      created(message(401, 1, byVisitor(41)), { user: user(41, 1, { last_url: '/grüße' }) }),
    );
    await untilRolledUp(service.url);
    const { pages, attributeValues } = await dataOf<Record<string, { value: string }[]>>(
      service.url,
      '{ pages { value } attributeValues(name: "plan") { value } }',
    );
    expect(pages?.filter(({ value: page }) => page.startsWith('/gr'))).toEqual([{ value: '/grüße' }]);
    expect(attributeValues).toEqual([{ value: 'v'.repeat(199) }]);
  });

  describe('equal bytes without a time', () => {
    const on = (chat: number) => ({ event_type: 'user.enabled_copilot', data: { id: chat, name: 'Ada' } });
    const talk = (chat: number) => [
      created(message(chat * 10, 1, byVisitor(chat))),
      created(message(chat * 10 + 1, 2, byOperator), { user_id: chat }),
    ];
    const switched = () => statsOf('default', 'copilotEnabledEvents');

    it('are one event, also with a restart in between', async () => {
      await send('default', on(50), on(50));
      await service.stop();
      service = await start();
      await send('default', on(50));
      expect(await switched()).toEqual([{ copilotEnabledEvents: 1 }]);
    });

    it('are two with a question and an answer in between, also with a restart', async () => {
      await send('default', on(51), ...talk(51), on(51));
      expect(await switched()).toEqual([{ copilotEnabledEvents: 3 }]);
      await send('default', on(52), ...talk(52));
      await service.stop();
      service = await start();
      await send('default', on(52));
      expect(await switched()).toEqual([{ copilotEnabledEvents: 5 }]);
    });
  });
});
