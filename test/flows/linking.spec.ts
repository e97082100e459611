import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedDirectStore, rollUpAll, settingsOver } from '../support/embedded-stores';
import { SECRET } from '../support/running-service';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { StandInApi } from '../../simulator/api/stand-in-api';
import { deliveriesOf } from '../../simulator/delivery/deliveries';
import { generateWorld } from '../../simulator/world/generate-world';
import type { World } from '../../simulator/world/model';
import { AccountApis } from '../../src/signalzen/chats/account-apis';
import { ApiRecords } from '../../src/signalzen/chats/api-records';
import { ChatReader } from '../../src/signalzen/chats/chat-reader';
import { ChatStore } from '../../src/signalzen/chats/chat-store';
import { ChatTransfer } from '../../src/signalzen/chats/chat-transfer';
import { Linking } from '../../src/signalzen/linking/linking';

const ACCOUNT = 'default';
const NEVER = new AbortController().signal;

describe('Linking', () => {
  let server: TemporaryClickHouse;
  let world: World;
  let api: StandInApi;
  let linking: Linking;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });

  beforeEach(async () => {
    await server.empty();
    world = generateWorld({ seed: 5, chats: 30, days: 3, until: Date.now() - 60_000 });
    api = new StandInApi(world, { secret: SECRET });
    const settings = settingsOver(server, await api.listen());
    const store = new ChatStore(server.clickhouse, embeddedDirectStore(server), new ApiRecords());
    const transfer = new ChatTransfer(new ChatReader(new AccountApis(settings)), store);
    linking = new Linking(server.clickhouse, transfer);
    await receive(world);
  });

  afterEach(async () => {
    await api.close();
  });

  afterAll(async () => {
    await server.stop();
  });

  async function receive({ happenings }: World): Promise<void> {
    const bodies = deliveriesOf({ ...world, happenings }).map(({ body }) => body);
    await embeddedDirectStore(server).put(
      bodies.map((body, index) => ({
        segmentId: 1n,
        sequence: index + 1,
        receivedAt: Date.now(),
        occurrence: 0n,
        account: ACCOUNT,
        body,
      })),
    );
    await rollUpAll(server);
  }

  const link = (maxChats = 1_000) => linking.linkMessages(ACCOUNT, maxChats, NEVER, () => undefined);

  async function rows<Row>(sql: string): Promise<Row[]> {
    return server.clickhouse.queryText<Row>(sql, {}, 'what is there');
  }

  const unlinked = async () => {
    const [row] = await rows<{ n: string }>(
      "SELECT count() AS n FROM facts FINAL WHERE kind IN ('operator_message_unlinked', 'other_message_unlinked')",
    );
    return Number(row?.n);
  };

  it('finds the chats of messages in no more requests than allowed, and goes on where it was', async () => {
    const atFirst = await unlinked();
    expect(atFirst).toBeGreaterThan(20);
    const first = await link(5);
    expect(first).toMatchObject({ chatsRead: 5, isMore: true, notFound: 0 });
    expect(api.log.count(200, 'messages') + api.log.count(410, 'messages')).toBe(5);
    let linked = first.linked;
    for (let round = 0; round < 20; round += 1) {
      await rollUpAll(server);
      const next = await link(5);
      linked += next.linked;
      if (!next.isMore) break;
    }
    await rollUpAll(server);
    // Those of destroyed chats are nowhere to be found.
    const destroyed = new Set(
      world.happenings
        .filter(({ eventType }) => eventType === 'user.destroyed')
        .map(({ visitor }) => visitor.id),
    );
    const lost = world.chats
      .filter(({ visitor }) => destroyed.has(visitor.id))
      .flatMap(({ messages }) => messages.filter(({ sender }) => sender.kind !== 'visitor'));
    expect(await unlinked()).toBe(lost.length);
    const told = world.happenings.filter(
      ({ eventType, message, visitor }) =>
        eventType === 'message.created' && message?.sender.kind !== 'visitor' && !destroyed.has(visitor.id),
    );
    // What else is in the chats that were read, such as a rating's message, is linked with the texts.
    expect(linked).toBeGreaterThanOrEqual(atFirst - lost.length);
    expect(linked).toBeLessThanOrEqual(told.length);
    expect(api.log.count(200, 'messages')).toBeLessThanOrEqual(world.chats.length);
  });

  it('does not seek what it has just found, although it is not rolled up yet', async () => {
    await link();
    expect(await link()).toMatchObject({ linked: 0, chatsRead: 0 });
  });

  it('looks for a message that is in no chat again, later and later, and does not read the same chats for it', async () => {
    await link();
    await rollUpAll(server);
    const stray = {
      id: 1,
      created_at: new Date().toISOString(),
      sender_type: 'operator',
      sender: { id: 1 },
    };
    await embeddedDirectStore(server).put([
      {
        segmentId: 2n,
        sequence: 1,
        receivedAt: Date.now(),
        occurrence: 0n,
        account: ACCOUNT,
        body: Buffer.from(JSON.stringify({ event_type: 'message.created', data: stray })),
      },
    ]);
    await rollUpAll(server);
    const before = api.log.startedAt.length;
    const first = await link();
    expect(first.notFound).toBeGreaterThan(0);
    expect(first.chatsRead).toBeGreaterThan(0);
    expect(await link()).toMatchObject({ sought: 0 });
    const waits = () =>
      rows<{ attempts: number; wait: string }>(
        "SELECT attempts, dateDiff('second', attempted_at, next_at) AS wait FROM link_attempts FINAL WHERE message_id = '1'",
      );
    expect(await waits()).toEqual([{ attempts: 1, wait: '60' }]);

    const seconds = ['600', '7200', '43200', '86400', '604800', '604800'];
    for (const [index, wait] of seconds.entries()) {
      await rows(
        'ALTER TABLE link_attempts UPDATE next_at = attempted_at WHERE 1 SETTINGS mutations_sync = 1',
      );
      const again = await link();
      expect(again.sought).toBeGreaterThan(0);
      expect(await waits()).toEqual([{ attempts: index + 2, wait }]);
    }
    // Chats from before the first day are read once, when the look reaches back to them, and none a second time.
    expect(api.log.startedAt.length - before).toBeLessThanOrEqual(world.chats.length);
  });

  it('does not ask again for chats that SignalZen has no more', async () => {
    for (const { visitor } of world.chats) api.deleteUser(visitor.id);
    expect(await link()).toMatchObject({ linked: 0 });
    const asked = api.log.startedAt.length;
    expect(asked).toBeGreaterThan(0);
    await rows('ALTER TABLE link_attempts UPDATE next_at = attempted_at WHERE 1 SETTINGS mutations_sync = 1');
    expect(await link()).toMatchObject({ chatsRead: 0 });
    expect(api.log.startedAt).toHaveLength(asked);
    const [gone] = await rows<{ n: string }>('SELECT count() AS n FROM chat_reads FINAL WHERE is_gone');
    expect(Number(gone?.n)).toBeGreaterThan(5);
  });

  it('keeps what it had read when it is stopped', async () => {
    api.change({ slowMs: 100 });
    const stop = new AbortController();
    const looking = linking.linkMessages(ACCOUNT, 1_000, stop.signal, () => undefined);
    // Eight are read at once: of eleven answers three at least were taken.
    while (api.log.count(200, 'messages') < 11) await sleep(5);
    stop.abort();
    await looking;
    const [kept] = await rows<{ n: string }>('SELECT count() AS n FROM chat_reads FINAL');
    expect(Number(kept?.n)).toBeGreaterThanOrEqual(3);
    expect(Number(kept?.n)).toBeLessThan(world.chats.length);
    expect(await rows('SELECT * FROM link_attempts')).toEqual([]);
  });
});
