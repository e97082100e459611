import { startTemporaryClickHouse } from '../../../test/support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../../../test/support/temporary-clickhouse';
import { embeddedDirectStore, rollUpAll } from '../../../test/support/embedded-stores';
import { ApiRecords } from './api-records';
import { ChatStore } from './chat-store';
import type { ShownChat } from './shown-chat';

const ACCOUNT = 'default';
const NOW = Date.now();
const iso = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString();

const user = {
  id: 5,
  name: 'John',
  created_at: iso(100),
  updated_at: iso(10),
  last_url: 'https://shop.example/a',
};
const question = {
  id: 28,
  body: 'hi',
  created_at: iso(90),
  type: 'Message',
  rating: null,
  sender_type: 'user',
  sender: { id: 5 },
};
const answer = { ...question, id: 29, created_at: iso(80), sender_type: 'operator', sender: { id: 1 } };
const rating = { ...answer, id: 30, created_at: iso(70), type: 'RatingMessage', rating: 4 };

function shown(part: Partial<ShownChat> = {}): ShownChat {
  return {
    chatId: '5',
    user,
    messages: [question, answer, rating],
    unreadable: [],
    readAt: Date.now(),
    ...part,
  };
}

describe('Chats that the API shows', () => {
  let server: TemporaryClickHouse;
  let store: ChatStore;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });

  beforeEach(async () => {
    await server.empty();
    store = new ChatStore(server.clickhouse, embeddedDirectStore(server), new ApiRecords());
  });

  afterAll(() => server.stop());

  const webhook = (event_type: string, data: object) =>
    embeddedDirectStore(server).put([
      {
        segmentId: 1n,
        sequence: webhooks++,
        receivedAt: Date.now(),
        occurrence: 0n,
        account: ACCOUNT,
        body: Buffer.from(JSON.stringify({ event_type, data })),
      },
    ]);
  let webhooks = 1;

  async function rows<Row>(sql: string): Promise<Row[]> {
    return server.clickhouse.queryText<Row>(sql, {}, 'what is there');
  }

  const events = () =>
    rows<{ event_id: string; chat_id: string; is_from_api: boolean; rating: number }>(
      'SELECT event_id, chat_id, is_from_api, rating FROM events ORDER BY event_id',
    );

  it('are stored when no webhook delivered them, once, and the first time only', async () => {
    expect(await store.take(ACCOUNT, [shown()])).toEqual({
      chats: 1,
      messages: 3,
      restored: 3,
      linked: 0,
      unreadable: 0,
    });
    await rollUpAll(server);
    const first = await events();
    expect(first).toEqual([
      { event_id: 'message.created/28', chat_id: '5', is_from_api: true, rating: 0 },
      { event_id: 'message.created/29', chat_id: '5', is_from_api: true, rating: 0 },
      { event_id: 'message.created/30', chat_id: '5', is_from_api: true, rating: 4 },
      { event_id: 'user.created/5', chat_id: '5', is_from_api: true, rating: 0 },
    ]);
    expect(await store.take(ACCOUNT, [shown()])).toMatchObject({ restored: 0, linked: 0 });
    await rollUpAll(server);
    expect(await events()).toEqual(first);
    expect(await rows('SELECT count() AS n FROM deliveries')).toEqual([{ n: '4' }]);
  });

  it('give an operator message its chat, and its webhook still takes precedence', async () => {
    await webhook('message.created', question);
    await webhook('message.created', answer);
    await rollUpAll(server);
    expect((await events()).map(({ chat_id }) => chat_id)).toEqual(['5', '']);
    expect(await store.take(ACCOUNT, [shown({ messages: [question, answer] })])).toMatchObject({
      restored: 0,
      linked: 1,
    });
    await rollUpAll(server);
    expect(await events()).toMatchObject([
      { event_id: 'message.created/28', chat_id: '5', is_from_api: false },
      { event_id: 'message.created/29', chat_id: '5', is_from_api: false },
      { event_id: 'user.created/5', chat_id: '5', is_from_api: true },
    ]);
    const facts = await rows(
      "SELECT kind, count() AS n FROM facts FINAL WHERE kind IN ('message_operator', 'operator_message_unlinked', 'first_response') GROUP BY kind ORDER BY kind",
    );
    expect(facts).toEqual([
      { kind: 'first_response', n: '1' },
      { kind: 'message_operator', n: '1' },
    ]);
  });

  it('are one with what a webhook delivered without naming the chat, also of a visitor', async () => {
    await webhook('message.created', { ...question, sender: null });
    await rollUpAll(server);
    expect(await store.take(ACCOUNT, [shown({ messages: [question] })])).toMatchObject({
      restored: 0,
      linked: 1,
    });
    await rollUpAll(server);
    expect(await rows("SELECT count() AS n FROM facts FINAL WHERE kind = 'message_visitor'")).toEqual([
      { n: '1' },
    ]);
  });

  it('see what came by webhook a moment ago, before it is rolled up', async () => {
    await webhook('message.created', question);
    expect(await store.take(ACCOUNT, [shown({ user: undefined, messages: [question] })])).toMatchObject({
      restored: 0,
    });
    expect(await rows('SELECT count() AS n FROM deliveries')).toEqual([{ n: '1' }]);
  });

  it('bring a rating that no webhook delivered, at the time of the user’s last change, and no rating twice', async () => {
    await store.take(ACCOUNT, [shown()]);
    await rollUpAll(server);
    const changed = shown({ messages: [question, answer, { ...rating, rating: 2 }] });
    await store.take(ACCOUNT, [changed]);
    await rollUpAll(server);
    await store.take(ACCOUNT, [changed]);
    await rollUpAll(server);
    expect(await rows('SELECT rating, rated_at FROM ratings')).toEqual([
      { rating: 2, rated_at: user.updated_at },
    ]);
    expect(await rows('SELECT count() AS n FROM deliveries')).toEqual([{ n: '5' }]);
  });

  it('are counted by day, shown and received, but for what happened only just', async () => {
    await webhook('message.created', question);
    await webhook('user.created', user);
    const old = { ...question, id: 3, created_at: '2026-01-31T23:59:59Z' };
    const justNow = { ...question, id: 4, created_at: new Date().toISOString() };
    await store.take(ACCOUNT, [shown({ messages: [old, question, answer, justNow] })]);
    const day = (at: string) => at.slice(0, 10);
    const counted = await rows<{ day: string; resource: string; shown: string; received: string }>(
      'SELECT toString(day) AS day, toString(resource) AS resource, sum(shown) AS shown, sum(received) AS received FROM chat_coverage FINAL GROUP BY day, resource ORDER BY resource, day',
    );
    const messages = counted.filter(({ resource }) => resource === 'message');
    expect(counted[0]).toEqual({ day: day(user.created_at), resource: 'chat', shown: '1', received: '1' });
    expect(messages[0]).toEqual({ day: '2026-01-31', resource: 'message', shown: '1', received: '0' });
    expect(
      messages
        .slice(1)
        .map(({ shown: n }) => Number(n))
        .reduce((sum, n) => sum + n),
    ).toBe(2);
    expect(
      messages
        .slice(1)
        .map(({ received }) => Number(received))
        .reduce((sum, n) => sum + n),
    ).toBe(1);
  });

  it('keep what is no resource, and count it nowhere', async () => {
    await store.take(ACCOUNT, [shown({ messages: [], unreadable: ['text', { body: 'no id' }] })]);
    await rollUpAll(server);
    expect(await rows('SELECT event_type, body FROM deliveries ORDER BY sequence LIMIT 1')).toEqual([
      {
        event_type: 'api.unreadable',
        body: '{"source":"api","event_type":"api.unreadable","data":{"user":{"id":"5"},"value":"text"}}',
      },
    ]);
    const kinds = await rows<{ kind: string }>('SELECT DISTINCT kind FROM facts FINAL ORDER BY kind');
    expect(kinds.map(({ kind }) => kind)).toEqual(['chat_started', 'episode_open', 'episode_started']);
  });

  it('of which very long ones are compared in portions', async () => {
    const many = Array.from({ length: 7_000 }, (_, index) => ({ ...answer, id: 1_000_000_000_000 + index }));
    expect(await store.take(ACCOUNT, [shown({ messages: many })])).toMatchObject({ restored: 7_000 });
    await rollUpAll(server);
    expect(await store.take(ACCOUNT, [shown({ messages: many })])).toMatchObject({ restored: 0, linked: 0 });
  });
});
