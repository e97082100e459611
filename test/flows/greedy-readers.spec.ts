import { setTimeout as sleep } from 'node:timers/promises';
import { MEASURES } from '../../src/answer/measures/registry/measures';
import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { LIST_QUESTIONS, LONG_LISTS_ANSWERED, LONG_LISTS_REFUSED, numbered } from '../support/long-lists';
import type { ListQuestion } from '../support/long-lists';
import { MULTIPLYING_QUERIES } from '../support/multiplying-queries';
import { getReport } from '../support/report-client';
import { RunningService, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';

const PAGES = 300;
const FIRST_HOUR = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;
const ALL = MEASURES.map(({ name }) => name).join(' ');

/** The first message of a visitor, on a page of its own. */
function message(chat: number, text = 'hello'): string {
  const at = new Date(FIRST_HOUR + chat * HOUR_MS).toISOString();
  const sender = { id: chat, created_at: at, updated_at: at, last_url: `https://shop.example/${chat}` };
  const data = { id: chat, body: text, created_at: at, type: 'Message', sender_type: 'user', sender };
  return JSON.stringify({ event_type: 'message.created', data });
}

describe('A service with greedy readers, in a heap of one gigabyte', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let webhook: string;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({
      dataDir: dataDir.path,
      nodeOptions: ['--max-old-space-size=1024'],
    });
    webhook = `${service.url}/webhooks/signalzen`;
    const chats = Array.from({ length: PAGES }, (_, index) => index + 1);
    await Promise.all(chats.map((chat) => post(webhook, message(chat))));
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    await dataDir.remove();
  });

  /** Sends deliveries one after the other while something is asked, and counts them. */
  async function besideDeliveries<Answer>(
    asking: () => Promise<Answer>,
  ): Promise<{ answer: Answer; statuses: Set<number>; times: number[] }> {
    const state = { isDone: false };
    const [statuses, times] = [new Set<number>(), [performance.now()]];
    const sender = (async () => {
      for (let number = 0; !state.isDone; number += 1) {
        const { status } = await post(webhook, JSON.stringify({ event_type: 'user.seen', data: { number } }));
        statuses.add(status);
        times.push(performance.now());
      }
    })();
    const answer = await asking();
    state.isDone = true;
    await sender;
    return { answer, statuses, times };
  }

  const many = (count: number, field: (index: number) => string) =>
    `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ')} }`;
  const YEARS = 'from: "2016-01-01T00:00Z", to: "2026-01-01T00:00Z"';

  it('answers the most that may be asked for, and receives all the while', async () => {
    const query = `{ stats(${YEARS}, granularity: HOUR, limit: 100000) { ${ALL.split(' ').slice(0, 7).join(' ')} } }`;
    const { answer, statuses, times } = await besideDeliveries(() =>
      dataOf<{ stats: unknown[] }>(service.url, query),
    );
    expect(answer.stats).toHaveLength(87_672);
    expect(statuses).toEqual(new Set([200]));
    expect(times.length).toBeGreaterThan(30);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    expect(Math.max(...gaps)).toBeLessThan(((times.at(-1) ?? 0) - (times[0] ?? 0)) / 2);
  });

  it.each([
    [
      'ten years by hour with every measure',
      `{ stats(${YEARS}, granularity: HOUR, limit: 100000) { ${ALL} } }`,
    ],
    [
      'six times years by quarters of an hour',
      many(
        6,
        () =>
          'stats(from: "2023-03-15T00:00Z", to: "2026-01-01T00:00Z", granularity: QUARTER_HOUR, limit: 100000) { closures }',
      ),
    ],
    [
      'a year of 300 pages by hour',
      '{ stats(from: "2025-06-01T00:00Z", to: "2026-06-01T00:00Z", granularity: HOUR, groupBy: [PAGE], limit: 100000) { page messagesVisitor } }',
    ],
    [
      '300 pages by hour with every measure',
      `{ stats(from: "2026-01-01T00:00Z", to: "2026-01-11T00:00Z", granularity: HOUR, groupBy: [PAGE], limit: 100000) { page ${ALL} } }`,
    ],
    [
      'many groups, each of which would be allowed',
      many(
        8,
        () =>
          'stats(from: "2026-01-01T00:00Z", to: "2026-01-13T00:00Z", granularity: HOUR, groupBy: [PAGE], limit: 100000) { page messagesVisitor }',
      ),
    ],
    [
      'every open episode of 300 pages at every hour of a year, though few are shown',
      '{ stats(from: "2025-06-01T00:00Z", to: "2026-06-01T00:00Z", granularity: HOUR, groupBy: [PAGE], fill: false, limit: 100000) { page episodesOpen } }',
    ],
  ])('refuses %s, with the numbers, and nothing of it is built', async (_, query) => {
    const { status, errors } = await ask(service.url, query);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'RESULT_TOO_LARGE']);
    expect(errors?.[0]?.message).toMatch(/\d[\d,]+ .*(coarser granularity|shorter range)/s);
  });

  it('answers sparse groups over a long time, of which few cells have anything', async () => {
    const query =
      '{ stats(from: "2025-06-01T00:00Z", to: "2026-06-01T00:00Z", granularity: HOUR, groupBy: [PAGE], fill: false, limit: 100000) { time page messagesVisitor } }';
    const { stats } = await dataOf<{ stats: { page: string; messagesVisitor: number }[] }>(
      service.url,
      query,
    );
    expect(stats).toHaveLength(PAGES);
    expect(new Set(stats.map(({ page }) => page)).size).toBe(PAGES);
  });

  describe('asked with lists of hostile lengths', () => {
    const asked = async (question: ListQuestion, list: unknown) => {
      const begin = performance.now();
      const { status, errors } = await ask(service.url, LIST_QUESTIONS[question], undefined, { list });
      return { status, code: errors?.[0]?.extensions.code, seconds: (performance.now() - begin) / 1000 };
    };

    it.each(LONG_LISTS_ANSWERED)('answers %s: %s', async (question, _, list) => {
      const { seconds, ...answer } = await asked(question, list);
      expect(answer).toEqual({ status: 200, code: undefined });
      expect(seconds).toBeLessThan(5);
    });

    it.each(LONG_LISTS_REFUSED)('refuses %s with what to do: %s', async (question, _, list) => {
      const { seconds, code, status } = await asked(question, list);
      expect([status, code]).toEqual([
        400,
        expect.stringMatching(/^(BAD_USER_INPUT|RESULT_TOO_LARGE)$/) as string,
      ]);
      expect(seconds).toBeLessThan(5);
    });

    it('answers reports with 300 values, and refuses more attributes than there may be', async () => {
      const path = (query: string) => `stats.csv?from=2026-01-01&to=2026-02-01&${query}`;
      const pages = numbered(PAGES, '/a-page-with-a-name-of-a-usual-length/').map(encodeURIComponent).join();
      for (const query of [
        `page=${pages}`,
        `operator=${numbered(300).join()}`,
        `attribute.plan=${numbered(300).join()}`,
      ])
        expect((await getReport(service.url, path(query))).status).toBe(200);
      const many = numbered(21, 'attribute.').join('=x&');
      const refused = await getReport(service.url, path(`${many}=x`));
      expect([refused.status, await refused.json()]).toEqual([
        400,
        { errors: [expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })] },
      ]);
    });
  });

  it('answers a few questions at a time, and each of many in the end', async () => {
    const query =
      '{ stats(from: "2026-01-01T00:00Z", to: "2026-01-31T00:00Z", granularity: DAY, groupBy: [PAGE]) { time page messagesVisitor } }';
    const { answer, statuses } = await besideDeliveries(() =>
      Promise.all(Array.from({ length: 16 }, () => ask<{ stats: unknown[] }>(service.url, query))),
    );
    for (const { status, data } of answer) expect([200, 429]).toContain(data === undefined ? status : 200);
    expect(answer.filter(({ data }) => data?.stats.length === 30 * PAGES).length).toBeGreaterThan(3);
    expect(statuses).toEqual(new Set([200]));
  });

  it('refuses those who come when too many wait, says when to come again, and forgets who has left', async () => {
    const leaving = new AbortController();
    const query = `{ stats(${YEARS}, granularity: HOUR, limit: 100000) { closures ratings } }`;
    const send = () =>
      fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({ query }),
        signal: leaving.signal,
      });
    const first = Array.from({ length: 130 }, () => send());
    const refused = await Promise.any(
      first.map(async (response) => {
        const { status, headers } = await response;
        if (status !== 429) throw new Error(String(status));
        return headers.get('retry-after');
      }),
    );
    expect(Number(refused)).toBeGreaterThan(0);
    leaving.abort();
    await Promise.allSettled(first);
    await sleep(100);
    expect(
      await dataOf(
        service.url,
        '{ stats(from: "2026-01-01T00:00Z", to: "2026-01-02T00:00Z", granularity: TOTAL) { closures } }',
      ),
    ).toEqual({
      stats: [{ closures: 0 }],
    });
  });

  it.each(MULTIPLYING_QUERIES)('refuses %s before anything is done about it', async (_, query) => {
    const { status, errors } = await ask(service.url, query);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'RESULT_TOO_LARGE']);
    expect(errors?.[0]?.message).toMatch(/Ask (in|for)/);
  });

  it('tells the schema thirty times', async () => {
    const schema =
      '__schema { types { fields { name description args { name description defaultValue } } } }';
    expect(
      (
        await ask(
          service.url,
          many(30, () => schema),
        )
      ).status,
    ).toBe(200);
  });

  it('says what is wrong with what is no operation, in the form of GraphQL', async () => {
    const send = async (body: string) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
      const response = await fetch(`${service.url}/graphql`, { method: 'POST', headers, body });
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      return [response.status, errors[0]?.extensions.code];
    };
    const query = '{ measures { name } }';
    expect(await send(JSON.stringify([{ query }, { query }]))).toEqual([400, 'BAD_REQUEST']);
    expect(await send(`{ query: ${query} }`)).toEqual([400, 'BAD_USER_INPUT']);
    expect(await send(JSON.stringify({ query: query.padEnd(200_000) }))).toEqual([413, 'RESULT_TOO_LARGE']);
  });

  it('sends long bodies in a report only, and lists their events without them', async () => {
    const long = 'x'.repeat(900_000);
    const chats = Array.from({ length: 40 }, (_, index) => PAGES + 1 + index);
    for (const chat of chats) expect((await post(webhook, message(chat, long))).status).toBe(200);
    await untilRolledUp(service.url);
    const range = 'from: "2026-01-01T00:00Z", to: "2200-01-01T00:00Z", types: ["message.created"]';
    for (const field of ['payload', 'text', 'name']) {
      const { status, errors } = await ask(service.url, `{ events(${range}, limit: 1000) { id ${field} } }`);
      expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'RESULT_TOO_LARGE']);
      expect(errors?.[0]?.message).toMatch(/limit and offset.*report "events"/);
    }
    const query = `{ events(${range}, limit: 1000) { id author } deliveries(${range}, limit: 1000) { bytes } }`;
    const { events, deliveries } = await dataOf<Record<string, { bytes?: number }[]>>(service.url, query);
    expect(events).toHaveLength(PAGES + chats.length);
    expect(deliveries?.filter(({ bytes = 0 }) => bytes > long.length)).toHaveLength(chats.length);
    const few = await dataOf<{ chatEvents: { text: string }[] }>(
      service.url,
      `{ chatEvents(chatId: "${PAGES + 1}") { text } }`,
    );
    expect(few.chatEvents[0]?.text).toBe(long);
    const texts = `{ chatEvents(chatId: "${PAGES + 1}") ${many(60, () => 'text')} }`;
    const { status, errors } = await ask(service.url, texts);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'RESULT_TOO_LARGE']);
    const path = 'events.ndjson?from=2026-01-01&to=2200-01-01&types=message.created';
    expect((await (await getReport(service.url, path)).text()).length).toBeGreaterThan(
      chats.length * long.length,
    );
  });

  it('sends many reports at once, and receives all the while', async () => {
    const path = 'stats.csv?from=2025-11-01&to=2026-01-01&granularity=HOUR';
    const { answer, statuses, times } = await besideDeliveries(() =>
      Promise.all(
        Array.from({ length: 8 }, async () =>
          (await (await getReport(service.url, path)).text()).split('\r\n'),
        ),
      ),
    );
    for (const lines of answer) expect(lines).toHaveLength(1 + 61 * 24 + 1);
    expect(statuses).toEqual(new Set([200]));
    expect(times.length).toBeGreaterThan(30);
    const refused = await getReport(service.url, 'stats.csv?from=2016-01-01&to=2026-01-01&granularity=HOUR');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RESULT_TOO_LARGE' } }] });
  });
});
