import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { measuresPerBucket } from '../reference/buckets';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { RestartedStore } from '../support/restarted-store';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { SELECTION, statsOf } from '../support/stats-of-reference';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUARTER = 15 * MINUTE;
const START = Date.UTC(2026, 2, 2);
const END = START + 4 * 24 * HOUR;
const STEPS = { TOTAL: END, DAY: 24 * HOUR, HOUR, QUARTER_HOUR: QUARTER };
const CHATS = 80;
/** How often each is killed; more often with `KILLS=10`. */
const KILLS = Number(process.env['KILLS'] ?? 3);
const iso = (time: number) => new Date(time).toISOString();

/** The same pseudo-random numbers in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomNumbers(20_260_302);

/** One chat as it is told in rounds, each of which changes what the rounds before it said. */
function roundsOf(chat: number): object[][] {
  // Some exactly on an edge, the others anywhere.
  const at =
    START + (chat % 4 === 0 ? Math.floor(random() * 96) * QUARTER : Math.floor(random() * 24 * HOUR));
  const user = { id: chat, created_at: iso(at), updated_at: iso(at), last_url: 'https://shop.example/a' };
  const state = (name: string, after: number, fields: object = {}) => ({
    event_type: `user.${name}`,
    data: { ...user, updated_at: iso(at + after), ...fields },
  });
  const message = (number: number, after: number, fields: object = {}) => ({
    id: chat * 100 + number,
    created_at: iso(at + after),
    type: 'Message',
    sender_type: 'user',
    sender: { id: chat },
    ...fields,
  });
  const said = (...given: Parameters<typeof message>) => ({
    event_type: 'message.created',
    data: { message: message(...given), user },
  });
  const rated = (stars: number, after: number) => ({
    event_type: 'user.rated',
    data: {
      message: message(50, 3 * HOUR, { type: 'RatingMessage', rating: stars }),
      user: { ...user, updated_at: iso(at + after) },
    },
  });
  const byOperator = { sender_type: 'operator', sender: { id: 3 } };
  return [
    [said(1, 2 * HOUR), state('closed', 5 * HOUR), rated(2, 3 * HOUR)],
    // What began the episode came before.
    [said(2, HOUR), said(3, HOUR + 40_000, byOperator), rated(1 + (chat % 5), 4 * HOUR)],
    // So did its close: the close of the first round closes nothing any more. The creation comes last.
    [state('closed', 4 * HOUR), { event_type: 'user.created', data: user }, rated(4, 3 * HOUR + 1)],
    // A message after the earlier close: an episode of its own, which the close of the first round closes.
    [said(4, 4 * HOUR + chat), state('enabled_copilot', HOUR), said(5, 4 * HOUR - 1, byOperator)],
    // A close before all messages, and a message after a day of silence.
    [state('closed', 30 * MINUTE), said(6, 40 * HOUR), ...(chat % 2 ? [rated(5, 50 * HOUR)] : [])],
  ];
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item);
}

/** Body by body in the order in which they are sent: round after round, and some again before the last. */
function bodies(): Buffer[] {
  const chats = Array.from({ length: CHATS }, (_, index) => roundsOf(index + 1));
  const round = (number: number) => shuffled(chats.flatMap((rounds) => rounds[number] ?? []));
  const before = [0, 1, 2, 3].flatMap(round);
  const again = shuffled(before).slice(0, before.length / 10);
  return [...before, ...again, ...round(4)].map((body) => Buffer.from(JSON.stringify(body)));
}

describe('roll-ups that are broken off again and again while episodes move', () => {
  const deliveries = bodies();
  let store: RestartedStore;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let reference: History;

  const rows = <Row>(sql: string) => store.rows<Row>(sql);

  /** Sends until it is accepted, however often the service is killed meanwhile. */
  async function deliver(body: Buffer): Promise<void> {
    for (;;) {
      const answer = await post(`${service.url}/webhooks/signalzen`, body).catch(() => undefined);
      if (answer?.status === 200) return;
      await sleep(50);
    }
  }

  /** Waits until a run that is not `known` has begun to change facts, for some seconds at most. */
  async function midRun(known: string): Promise<string> {
    for (const end = Date.now() + 4000; Date.now() < end;) {
      const found = await rows<{ version: string }>('SELECT max(version) AS version FROM fact_changes').catch(
        () => [],
      );
      const version = found[0]?.version ?? '0';
      if (BigInt(version) > BigInt(known)) return version;
      await sleep(10);
    }
    return known;
  }

  const killClickHouse = (): Promise<void> => {
    const status = readFileSync(join(dataDir.path, 'clickhouse/data/status'), 'utf8');
    process.kill(Number(/PID: (\d+)/.exec(status)?.[1]), 'SIGKILL');
    return Promise.resolve();
  };
  const killService = async (): Promise<void> => {
    await service.kill();
    const environment = { PORT: new URL(service.url).port };
    service = await RunningService.start({ dataDir: dataDir.path, environment });
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    store = new RestartedStore(dataDir.path);
    service = await RunningService.start({ dataDir: dataDir.path });
    await untilRolledUp(service.url);

    // The last one is ClickHouse's, with nothing coming after it that would touch the same chats again.
    const faults = Array.from({ length: 2 * KILLS }, (_, index) =>
      index % 2 === 0 ? killService : killClickHouse,
    );
    const perFault = Math.ceil(deliveries.length / faults.length);
    let lastRun = '0';
    for (const [index, fault] of faults.entries()) {
      const portion = deliveries.slice(index * perFault, (index + 1) * perFault);
      const sending = Promise.all(portion.map(deliver));
      lastRun = await midRun(lastRun);
      await sleep(random() * 40);
      await fault();
      await sending;
    }
    await untilRolledUp(service.url);
    const received = deliveries.map((body) => ({ account: 'default', body, receivedAt: Date.now() }));
    reference = historiesOf(received).get('default') as History;
  });

  afterAll(async () => {
    await store.close();
    await service.stop();
    await dataDir.remove();
  });

  async function expectReference(from: number, to: number, granularity: keyof typeof STEPS): Promise<void> {
    const step = STEPS[granularity];
    const starts = [granularity === 'TOTAL' ? from : Math.floor(from / step) * step];
    while ((starts.at(-1) as number) + step < to) starts.push((starts.at(-1) as number) + step);
    // Only what lies in the range counts, also in the first and the last bucket.
    const edges = [from, ...starts.slice(1), to];
    const range = `from: "${iso(from)}", to: "${iso(to)}"`;
    const query = `{ stats(${range}, granularity: ${granularity}) { time ${SELECTION} } }`;
    const { stats } = await dataOf<{ stats: object[] }>(service.url, query);
    const expected = measuresPerBucket(reference, edges).map((measures, index) => ({
      time: iso(starts[index] as number),
      ...statsOf(measures),
    }));
    expect(stats).toEqual(expected);
  }

  it('were really broken off: some of what they noted is left', async () => {
    const noted = 'SELECT version FROM run_threads UNION ALL SELECT version FROM fact_changes';
    const [left] = await rows<{ runs: string }>(`SELECT uniqExact(version) AS runs FROM (${noted})`);
    expect(Number(left?.runs)).toBeGreaterThan(KILLS / 2);
  });

  it('answer as the definitions say, by day and by quarter of an hour', async () => {
    expect(reference.episodes.length).toBeGreaterThan(2 * CHATS);
    await expectReference(START, END, 'TOTAL');
    await expectReference(START, END, 'DAY');
    await expectReference(START, END, 'QUARTER_HOUR');
  });

  it.each([
    [10 * HOUR + 7 * MINUTE + 3500, 11 * HOUR + 53 * MINUTE - 1],
    [QUARTER, 30 * HOUR],
    [QUARTER - 1, 30 * HOUR + 1],
    [QUARTER + 1, 30 * HOUR - 1],
    [9 * HOUR + 1, 9 * HOUR + QUARTER - 1],
    [9 * HOUR + QUARTER - 5 * MINUTE, 9 * HOUR + QUARTER + 5 * MINUTE],
    [4 * HOUR + 1_234_567, 26 * HOUR + 7_654_321],
  ])('answer for a range that begins and ends anywhere: from %i to %i ms', async (after, before) => {
    const [from, to] = [START + after, START + before];
    await expectReference(from, to, 'TOTAL');
    await expectReference(from, to, 'HOUR');
    await expectReference(from, to, 'QUARTER_HOUR');
  });

  it('answer for ten thousand buckets, which is as many as are given unless asked for more', async () => {
    const range = `from: "${iso(END - 10_000 * QUARTER)}", to: "${iso(END)}"`;
    const query = `{ stats(${range}, granularity: QUARTER_HOUR) { messagesVisitor } }`;
    const { stats } = await dataOf<{ stats: { messagesVisitor: number }[] }>(service.url, query);
    expect(stats).toHaveLength(10_000);
    const [total] = measuresPerBucket(reference, [0, END]);
    expect(stats.reduce((sum, row) => sum + row.messagesVisitor, 0)).toBe(total?.messagesVisitor);
  });

  it.each([
    ['operator_copilot', 900, 'operator, copilot'],
    ['operator_copilot', 3600, 'operator, copilot'],
    ['operator_copilot', 10_800, 'operator, copilot'],
    ['operator_copilot', 86_400, 'operator, copilot'],
    ['operator_copilot', 1_382_400, 'operator, copilot'],
    ['operator', 3600, 'operator, false AS copilot'],
    ['operator', 10_800, 'operator, false AS copilot'],
    ['operator', 86_400, 'operator, false AS copilot'],
    ['operator', 1_382_400, 'operator, false AS copilot'],
    ['none', 900, "'' AS operator, false AS copilot"],
    ['none', 3600, "'' AS operator, false AS copilot"],
    ['none', 10_800, "'' AS operator, false AS copilot"],
    ['none', 86_400, "'' AS operator, false AS copilot"],
    ['none', 1_382_400, "'' AS operator, false AS copilot"],
  ])(
    'hold by %s and %i seconds what the facts sum up to, bucket by bucket',
    async (rollUps, grain, dimensions) => {
      const ofFacts = await rows<object>(
        `SELECT account, kind, toString(toStartOfInterval(at, INTERVAL ${grain} SECOND, 'UTC')) AS start, ${dimensions}, count() AS facts, sum(value) AS total, min(value) AS shortest, max(value) AS longest,
         toString(sumIf(toUInt128(value) * toUInt128(value), kind IN ('first_response', 'first_answer', 'reply', 'total_wait', 'closure'))) AS squares,
         sumMap(if(kind IN ('first_response', 'first_answer', 'reply', 'total_wait', 'closure'), map(bin, 1), map())) AS bins
       FROM facts FINAL GROUP BY ALL ORDER BY ALL`,
      );
      const ofRollUps = await rows<object>(
        `SELECT account, kind, toString(bucket) AS start, operator, copilot, facts, value_sum AS total, value_min AS shortest, value_max AS longest, toString(value_squares) AS squares, CAST(bins, 'Map(UInt16, UInt64)') AS bins
       FROM rollups FINAL WHERE dimensions = '${rollUps}' AND grain = ${grain} ORDER BY ALL`,
      );
      expect(ofFacts.length).toBeGreaterThan(grain > 86_400 ? 20 : CHATS / 2);
      expect(ofRollUps).toEqual(ofFacts);
    },
  );
});
