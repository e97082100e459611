import { generateWorld } from '../../simulator/world/generate-world';
import { deliveriesOf } from '../../simulator/delivery/deliveries';
import type { SpoolRecord } from '../../src/receive/spool/spool-record';
import type { Retention } from '../../src/compute/retention/retention';
import type { Removed } from '../../src/compute/retention/retention-limit';
import type { KeptDays, LimitedKind } from '../../src/platform/config/kept-days';
import type { Settings } from '../../src/platform/config/settings';
import { RetentionNotes } from '../../src/store/cleaning/retention-notes';
import { BreakingClickHouse } from '../support/breaking-clickhouse';
import {
  embeddedDirectStore,
  embeddedRetention,
  partsOver,
  rollUpAll,
  settingsOver,
  sumUpFacets,
} from '../support/embedded-stores';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { WRONG_FACET_SUMS, WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

const DAY_MS = 86_400_000;
const NOW = Date.now();
const OLD_UNTIL = NOW - 120 * DAY_MS;
/** More than a removal has. */
const MAX_STATEMENTS = 60;
const KEPT = { texts: 30, events: 60 };
const COLUMNS = '* EXCEPT (version)';
const FACTS = `SELECT ${COLUMNS} FROM facts FINAL ORDER BY account, bucket, thread, kind, ref`;
const EPISODES = `SELECT ${COLUMNS} FROM episodes_store FINAL ORDER BY account, thread, number`;
/** How many are open then, by what roll-ups are by. */
const openAt = (time: number) => `
  SELECT operator, copilot, sum(value) AS n FROM facts FINAL
  WHERE kind = 'episode_open' AND bucket < toDateTime(${time / 1000}) GROUP BY ALL HAVING n != 0 ORDER BY ALL`;
const ROLL_UPS = `SELECT ${COLUMNS} FROM rollups FINAL ORDER BY ALL`;

type Row = Record<string, unknown>;

/** Some four months ago. */
const old = generateWorld({ seed: 3, chats: 24, days: 40, until: OLD_UNTIL });
const OLD_DELIVERIES = deliveriesOf(old);

describe('Events of chats that are over', () => {
  let server: TemporaryClickHouse;
  let segment = 0n;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });

  afterAll(async () => {
    await server.stop();
  });

  const rows = <Found extends object = Row>(sql: string) =>
    server.clickhouse.queryText<Found>(sql, {}, 'look');
  const numbers = async () => ({
    facts: await rows(FACTS),
    episodes: await rows(EPISODES),
    rollUps: await rows(ROLL_UPS),
  });
  const count = async (sql: string): Promise<number> => {
    const [row] = await rows<{ n: string }>(`SELECT count() AS n FROM ${sql}`);
    return Number(row?.n);
  };
  const put = async (deliveries: readonly { body: Buffer | object; at: number }[]): Promise<void> => {
    segment += 1n;
    await embeddedDirectStore(server).put(recordsOf(deliveries, segment));
    await rollUpAll(server);
  };
  const remove = async (
    retention: Retention,
    kind: LimitedKind,
  ): Promise<{ due: number; removed: Removed }> => {
    const limit = (await retention.limits()).find((one) => one.kind === kind);
    if (limit === undefined) throw new Error(`nothing limits ${kind}`);
    const due = (await retention.due(limit)).reduce(
      (sum, { deliveries, facts }) => sum + deliveries + facts,
      0,
    );
    return { due, removed: await retention.remove(limit, { announcedAt: new Date() }) };
  };
  /**
   * Removes as processes do of which each is killed, one statement later than the one before it, until one comes to the
   * end. @returns how many were killed
   */
  const removeBrokenOff = async (days: Partial<KeptDays>, kind: LimitedKind): Promise<number> => {
    for (let killed = 0; killed < MAX_STATEMENTS; killed += 1) {
      const breaking = new BreakingClickHouse((statements) => statements === killed);
      breaking.connectTo(await server.connection.ready());
      const retention = embeddedRetention(server, days, breaking);
      const outcome = await remove(retention, kind).catch((error: unknown) => error);
      await breaking.close();
      if (!(outcome instanceof Error)) return killed;
      expect(outcome.message).toContain('broken off before');
    }
    throw new Error('it comes to no end');
  };
  const rebuildBy = async (by: Settings) => {
    const { used, rebuild } = partsOver(server, server.clickhouse, by);
    await rebuild.all(used.wanted);
  };
  /** What comes of chats of long ago now. */
  const returns = () => {
    const closed = old.chats.filter(
      ({ happenings }) =>
        happenings[0]?.eventType === 'user.created' && happenings.at(-1)?.eventType === 'user.closed',
    );
    const [one, other, third] = closed.map(({ visitor }) => visitor);
    expect(third).toBeDefined();
    const iso = (minute: number) => new Date(NOW - DAY_MS + minute * 60_000).toISOString();
    const user = (id: number | undefined, minute: number) => ({ id, name: 'Ada', updated_at: iso(minute) });
    const message = (id: number, minute: number, by: object, chat: number | undefined) => ({
      event_type: 'message.created',
      data: { id, body: 'Hello', type: 'Message', created_at: iso(minute), ...by },
      user: user(chat, minute),
    });
    const from = (id: number | undefined) => ({ sender_type: 'user', sender: { id } });
    const byOperator = { sender_type: 'operator', sender: { id: 1, forename: 'Otto' } };
    return [
      message(9_000_001, 1, from(one?.id), one?.id),
      message(9_000_002, 5, byOperator, one?.id),
      { event_type: 'user.closed', data: user(one?.id, 9) },
      // It was closed before: this closes nothing.
      { event_type: 'user.closed', data: user(other?.id, 20) },
      { event_type: 'user.created', data: { ...user(third?.id, 30), created_at: iso(30) } },
      message(9_000_003, 31, from(third?.id), third?.id),
    ].map((body) => ({ body, at: NOW - DAY_MS + 40 * 60_000 }));
  };

  it('go, and all numbers stay, whatever comes or is computed later', async () => {
    await put(OLD_DELIVERIES);
    const retention = embeddedRetention(server, KEPT);
    const limits = await retention.limits();
    const shown = (await Promise.all(limits.map((limit) => retention.due(limit)))).at(-1);
    const due = (shown ?? []).reduce((sum, { deliveries }) => sum + deliveries, 0);
    await remove(retention, 'texts');
    const before = await numbers();
    expect(before.facts.length).toBeGreaterThan(150);
    const deliveries = await count('deliveries_store FINAL');

    expect(await removeBrokenOff(KEPT, 'events')).toBeGreaterThan(4);
    const left = await count('deliveries_store FINAL');
    expect(deliveries - left).toBe(due);
    expect(due).toBeGreaterThan(OLD_DELIVERIES.length * 0.9);
    expect(await count('thread_events')).toBe(left);
    await rollUpAll(server);
    expect(await numbers()).toEqual(before);

    // Sent again, all of it: nothing of it is counted once more, and it goes again.
    await put(OLD_DELIVERIES);
    expect(await numbers()).toEqual(before);
    const kept = await new RetentionNotes(server.clickhouse).keptSince();
    expect(kept).toEqual([
      expect.objectContaining({ account: 'default', lateDeliveries: due, factsSince: null }),
    ]);
    await remove(retention, 'texts');
    expect((await remove(retention, 'events')).removed.deliveries).toBe(due);
    expect(await numbers()).toEqual(before);

    // Some come back; and of what is gone, nothing changes by other rules.
    const settings = settingsOver(server);
    const changed = { ...settings, episodeIdleGapSeconds: 600 };
    await put(returns());
    const after = await numbers();
    expect(missingOf(before.facts, after.facts)).toEqual([]);
    await rebuildBy(changed);
    const rebuilt = await numbers();
    expect(missingOf(before.facts, rebuilt.facts)).toEqual([]);
    expect(await rows(WRONG_ROLL_UPS)).toEqual([]);

    // As if nothing had gone.
    await server.empty();
    await put(OLD_DELIVERIES);
    await remove(retention, 'texts');
    await put(returns());
    const { facts, episodes } = await numbers();
    expect(after.episodes).toEqual(episodes);
    expect(after.facts).toEqual(facts);
  }, 240_000);

  it('may be followed by facts, of which none is computed again, and what is open then stays open', async () => {
    await server.empty();
    const retention = embeddedRetention(server, { ...KEPT, facts: 130 });
    const since = sinceOf(130);
    const isYounger = ({ bucket }: Row) => Date.parse(`${String(bucket)}Z`) >= since;
    // Of a chat that goes on, events stay. Another one is open when facts begin to be kept.
    const deliveries = [
      ...OLD_DELIVERIES,
      ...storyOf(77_000, since - 3_600_000),
      ...storyOf(77_000, NOW - DAY_MS),
    ];
    await put(deliveries);
    await remove(retention, 'texts');
    await remove(retention, 'events');
    const before = await numbers();
    const openThen = await rows(openAt(since));
    expect(openThen).not.toEqual([]);

    const limit = (await retention.limits()).find(({ kind }) => kind === 'facts');
    const due = limit && (await retention.due(limit)).reduce((sum, { facts }) => sum + facts, 0);
    await sumUpFacets(server);
    expect(await removeBrokenOff({ ...KEPT, facts: 130 }, 'facts')).toBeGreaterThan(8);
    const after = await numbers();
    expect(due).toBeGreaterThan(50);
    expect(before.facts.length - after.facts.length).toBe(due);
    expect(after.facts.filter(isYounger)).toEqual(before.facts.filter(isYounger));
    expect(await rows(openAt(since))).toEqual(openThen);
    // No version of any other is left; of these there may be several.
    const left = `SELECT DISTINCT thread, kind, ref FROM facts WHERE bucket < toDateTime(${since / 1000})`;
    expect(await rows(left)).toHaveLength(openThen.length);
    const isOver = ({ due_at: dueAt, closed_at: closed, idle_from: idle, last_activity_at: last }: Row) =>
      dueAt === null && Math.max(timeOf(closed ?? idle), timeOf(last)) < since;
    expect(after.episodes).toEqual(before.episodes.filter((episode) => !isOver(episode)));
    expect(after.episodes.length).toBeLessThan(before.episodes.length);
    expect(await rows(WRONG_ROLL_UPS)).toEqual([]);
    expect(await rows(WRONG_FACET_SUMS)).toEqual([]);
    expect(await remove(retention, 'facts')).toMatchObject({ due: 0, removed: { facts: 0 } });

    await put(deliveries);
    expect(await numbers()).toEqual(after);
    const [kept] = await new RetentionNotes(server.clickhouse).keptSince();
    expect(kept?.factsSince).toEqual(new Date(since));
    expect(kept?.lateDeliveries).toBeGreaterThan(OLD_DELIVERIES.length / 2);
    await rebuildBy(settingsOver(server));
    expect(await numbers()).toEqual(after);
  }, 240_000);
});

function timeOf(text: unknown): number {
  return typeof text === 'string' ? Date.parse(text) : 0;
}

/** The beginning of the week since which so many days are kept. */
function sinceOf(days: number): number {
  const day = new Date(NOW - days * DAY_MS);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
}

function missingOf(wanted: readonly Row[], there: readonly Row[]): Row[] {
  const known = new Set(there.map((row) => JSON.stringify(row)));
  return wanted.filter((row) => !known.has(JSON.stringify(row)));
}

/** A contact of two hours. */
function storyOf(chat: number, start: number): { body: object; at: number }[] {
  const at = (minute: number) => start + minute * 60_000;
  const iso = (minute: number) => new Date(at(minute)).toISOString();
  const message = (id: number, minute: number, by: object) => ({
    body: {
      event_type: 'message.created',
      data: { id: start / 1000 + id, body: 'Hello', type: 'Message', created_at: iso(minute), ...by },
      user: { id: chat, name: 'Ada', updated_at: iso(minute) },
    },
    at: at(minute),
  });
  const byOperator = { sender_type: 'operator', sender: { id: 1, forename: 'Otto' } };
  return [
    message(1, 0, { sender_type: 'user', sender: { id: chat } }),
    message(2, 90, byOperator),
    { body: { event_type: 'user.closed', data: { id: chat, updated_at: iso(120) } }, at: at(120) },
  ];
}

function recordsOf(
  deliveries: readonly { body: Buffer | object; at: number }[],
  segmentId: bigint,
): SpoolRecord[] {
  return deliveries.map(({ body, at }, index) => ({
    segmentId,
    sequence: index + 1,
    receivedAt: at,
    occurrence: 0n,
    account: 'default',
    body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
  }));
}
