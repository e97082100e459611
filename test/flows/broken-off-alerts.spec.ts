import type { OperatorNamesService } from '../../src/answer/measures/stats/operator-names';
import type { Finding } from '../../src/notify/alerts/finding';
import { AlertHistory } from '../../src/notify/alerts/alert-history';
import type { NotedChange } from '../../src/notify/alerts/alert-history';
import { AlertStates } from '../../src/notify/alerts/alert-states';
import { Alerts } from '../../src/notify/alerts/alerts';
import { ChatEvents } from '../../src/notify/alerts/chat-events';
import { EventAlerts } from '../../src/notify/alerts/event-alerts';
import { LateEventsOfWindows } from '../../src/notify/alerts/late-events';
import type { Looks } from '../../src/notify/alerts/looks';
import type { UnknownTypes } from '../../src/notify/alerts/unknown-types';
import { DigestStates } from '../../src/notify/digests/digest-states';
import { Digests } from '../../src/notify/digests/digests';
import type { DigestWriter } from '../../src/notify/digests/digest-writer';
import { Choices } from '../../src/notify/choices/choices';
import type { Notice } from '../../src/notify/notices/notice';
import { noticeId } from '../../src/notify/notices/notice-id';
import { Outbox } from '../../src/notify/outbox/outbox';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { createLog } from '../../src/platform/logging/log';
import type { AlertRules } from '../../src/platform/rules/alert-rules';
import type { ChannelRules } from '../../src/platform/rules/channel-rules';
import type { DigestRules } from '../../src/platform/rules/digest-rules';
import { UNBOUNDED } from '../../src/platform/access/caller';
import type { Bounds } from '../../src/platform/access/caller';
import { NO_RULES } from '../../src/platform/rules/rules';
import type { Schedule } from '../../src/platform/rules/schedule';
import type { RulesInForce } from '../../src/platform/rules/rules-in-force';
import { BreakingClickHouse } from '../support/breaking-clickhouse';
import { partsOver } from '../support/embedded-stores';
import { overOne } from '../support/one-database';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const ALERT: AlertRules = {
  ...{
    name: 'late',
    condition: { kind: 'data', lateMs: 0, coverageBelow: 0 },
    to: ['room'],
    severity: 'info',
  },
  ...{ accounts: [], teams: [], pages: [], copilot: undefined, during: [], runbook: undefined },
  ...{ forMs: 0, keepFiringMs: 0, coolDownMs: 900_000 },
};
const FEW_STARS: AlertRules = { ...ALERT, name: 'few', condition: { kind: 'rating', atMost: 2 } };
const ROOM: ChannelRules = { name: 'room', kind: 'slack', url: new URL('https://chat.example/x') };
const DIGEST: DigestRules = {
  ...{ name: 'daily', every: 'day', atMinutes: 480, zone: 'UTC', weekday: 1, day: 1, to: ['room'] },
  ...{ accounts: [], teams: [], language: 'en', clock: 'CALENDAR' },
};
const rulesWith = (...alerts: AlertRules[]) =>
  ({
    current: {
      ...NO_RULES,
      channels: new Map([['room', ROOM]]),
      alerts: new Map(alerts.map((alert) => [alert.name, alert])),
    },
  }) as unknown as RulesInForce;
const DIGESTS = {
  current: { ...rulesWith().current, digests: new Map([['daily', DIGEST]]) },
} as unknown as RulesInForce;
/** More than a look has. */
const MAX_STATEMENTS = 40;

describe('Whoever tells of something and breaks off before any of his statements', () => {
  let server: TemporaryClickHouse;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });
  beforeEach(() => server.empty());
  afterAll(() => server.stop());

  let now = Date.parse('2026-11-29T12:00:00Z');
  beforeEach(() => {
    now = Date.parse('2026-11-29T12:00:00Z');
  });

  /** One process that judges the alert, which is so or is not. Each begins afresh, at a later time. */
  function judge(isSo: boolean, clickhouse: ClickHouse, rules = rulesWith(ALERT)): Promise<boolean> {
    now += 60_000;
    const said = { title: 'it is so', titleWhenOver: 'it is over', text: [], figures: [], links: [] };
    const finding: Finding = {
      ...{ about: '', found: isSo ? 'so' : 'not so' },
      say: () => ({ ...said, data: { isSo } }),
    };
    const find = () => Promise.resolve([{ at: now, findings: [finding] }]);
    const look = { now, computed: 1n, find, findAtOnce: () => undefined };
    const looks = { look: () => Promise.resolve(look) } as unknown as Looks;
    return judging(looks, clickhouse, rules).judge();
  }

  function judging(looks: Looks, clickhouse: ClickHouse, rules: RulesInForce): Alerts {
    const [{ computing }, outbox] = [partsOver(server, clickhouse), new Outbox(clickhouse)];
    const names = { of: () => Promise.resolve({ nameOf: () => 'Ann' }) } as unknown as OperatorNamesService;
    const types = { of: () => Promise.resolve([]) } as unknown as UnknownTypes;
    const { asking, away } = overOne(clickhouse);
    const events = new EventAlerts(new ChatEvents(asking, names, rules), types);
    const [states, history] = [new AlertStates(clickhouse), new AlertHistory(clickhouse)];
    const kept = [states, history, new Choices(clickhouse), outbox] as const;
    return new Alerts(looks, events, ...kept, computing, rules, away, createLog('fatal'));
  }

  const rows = <Row>(sql: string) => server.clickhouse.queryText<Row>(sql, {}, 'look');
  const told = async () => {
    const all = await rows<{ title: string }>(
      `SELECT JSONExtractString(notice, 'title') AS title FROM notifications FINAL ORDER BY created_at`,
    );
    return all.map(({ title }) => title);
  };

  it('is made up for by the next: of an alert people are told once that it is so, and once that it is over', async () => {
    let broken = 0;
    for (let statements = 0, isBroken = true; isBroken; statements += 1) {
      expect(statements).toBeLessThan(MAX_STATEMENTS);
      await server.empty();
      isBroken = false;
      for (const isSo of [true, false]) {
        const breaking = new BreakingClickHouse((done) => done === statements);
        breaking.connectTo(await server.connection.ready());
        const outcome = await judge(isSo, breaking).catch((error: unknown) => error);
        await breaking.close();
        if (outcome instanceof Error) {
          expect(outcome.message).toContain('broken off before');
          isBroken = true;
          broken += 1;
        }
        // A turn that was broken off is another's once its process is taken for dead.
        await judge(isSo, server.clickhouse);
        await judge(isSo, server.clickhouse);
      }
      expect([statements, await told()]).toEqual([statements, ['it is so', 'it is over']]);
      const history = await new AlertHistory(server.clickhouse).of({ rule: 'late' });
      expect(history.filter(({ news }) => news !== undefined).map(({ news }) => news)).toEqual([
        'resolved',
        'firing',
      ]);
    }
    expect(broken).toBeGreaterThan(8);
  });

  it('tells nothing twice, but what is marked, when something else is so by the next', async () => {
    const look = (abouts: string[], clickhouse: ClickHouse) => {
      now += 60_000;
      const findings = ['a', 'b', 'c'].map((about): Finding => {
        const said = { title: about, titleWhenOver: about, text: [], figures: [], links: [], data: {} };
        return { about, found: abouts.includes(about) ? 'so' : 'not so', say: () => said };
      });
      const find = () => Promise.resolve([{ at: now, findings }]);
      const look = { now, computed: 1n, find, findAtOnce: () => undefined };
      const looks = { look: () => Promise.resolve(look) } as unknown as Looks;
      return judging(looks, clickhouse, rulesWith(ALERT)).judge();
    };
    const seen = new Set<string>();
    for (let statements = 2, isBroken = true; isBroken; statements += 1) {
      await server.empty();
      const breaking = new BreakingClickHouse((done) => done === statements);
      breaking.connectTo(await server.connection.ready());
      isBroken = (await look(['a', 'b'], breaking).catch((error: unknown) => error)) instanceof Error;
      await breaking.close();
      await look(['b', 'c'], server.clickhouse);
      const letters = await rows<{ abouts: string[]; may_be_there: boolean }>(
        `SELECT JSONExtract(notice, 'data', 'about', 'Array(Tuple(about String))').about AS abouts, may_be_there
         FROM notifications FINAL WHERE JSONExtractString(notice, 'type') = 'alert.firing' ORDER BY created_at`,
      );
      const unmarked = letters.filter((letter) => !letter.may_be_there).flatMap(({ abouts }) => abouts);
      expect([statements, unmarked.filter((about) => about === 'b').length]).toEqual([statements, 1]);
      expect(letters.flatMap(({ abouts }) => abouts)).toContain('c');
      seen.add(letters.map(({ abouts, may_be_there: may }) => `${abouts.join('')}${may ? '?' : ''}`).join());
    }
    // Broken off before it was told, after that, and not at all.
    expect([...seen].sort()).toEqual(['ab,bc?', 'ab,c', 'bc']);
  });

  it('can be asked later what it said, when and by which rule', async () => {
    await judge(true, server.clickhouse);
    await judge(false, server.clickhouse);
    const history = new AlertHistory(server.clickhouse);
    const [over, fired] = await history.of({ rule: 'late' });
    expect(over).toMatchObject({ state: 'ok', news: 'resolved', why: 'judged', found: { isSo: false } });
    const { told: said, history: all } = await history.explain(fired?.notice ?? '');
    expect(said).toEqual([fired]);
    expect(fired).toMatchObject({
      ...{
        rule: 'late',
        about: '',
        at: now - 60_000,
        state: 'firing',
        news: 'firing',
        found: { isSo: true },
      },
      ruleThen: { name: 'late', condition: ALERT.condition, to: ['room'] },
    });
    expect(all).toEqual([over, fired]);
    expect(await history.explain('nobody knows')).toEqual({ told: [], history: [] });
  });

  it('ends what a rule had come to that is gone or looks at something else, and tells nobody', async () => {
    const other: AlertRules = { ...ALERT, condition: { kind: 'silence', atLeastMs: 0 } };
    await judge(true, server.clickhouse);
    await judge(false, server.clickhouse, rulesWith(other));
    await judge(true, server.clickhouse, rulesWith(other));
    await judge(false, server.clickhouse, rulesWith());
    await judge(false, server.clickhouse, rulesWith());
    // It has not cooled down.
    expect(await told()).toEqual(['it is so']);
    const history = await new AlertHistory(server.clickhouse).of({ rule: 'late' });
    expect(history.map(({ state, why }) => `${state} ${why}`)).toEqual([
      ...['ok removed', 'firing judged', 'ok changed', 'firing judged'],
    ]);
    const { states } = await rows<{ states: string }>(
      `SELECT arrayStringConcat(groupArray(concat(toString(state), basis)), ',') AS states FROM alert_states FINAL`,
    ).then(([row]) => row ?? { states: '' });
    expect(states).toBe('ok');
  });

  it('explains to whoever is bound all that is within the bounds, however much is beyond', async () => {
    const history = new AlertHistory(server.clickhouse);
    const { computing } = partsOver(server);
    const noted = (about: string, more: Partial<AlertRules>, at: number): NotedChange => ({
      change: {
        ...{ rule: 'late', about, at: now + at, state: 'firing', news: undefined, notice: 'n' },
        ...{ why: 'judged', found: {} },
      },
      rule: { ...ALERT, ...more },
    });
    const silence = { condition: { kind: 'silence', atLeastMs: 0 } } as const;
    await computing.inTurn((turn) =>
      history.put(turn, [
        noted('a', { accounts: ['shop'], teams: ['Sales'] }, 0),
        noted('shop', silence, 1),
        noted('blog', silence, 2),
        noted('b', { accounts: ['shop', 'blog'] }, 3),
        noted('c', {}, 4),
      ]),
    );
    const aboutsOf = async (limit: number, bounds: Partial<Bounds>) => {
      const own = await history.of({}, limit, { ...UNBOUNDED, ...bounds });
      expect((await history.explain('n', { ...UNBOUNDED, ...bounds })).told).toHaveLength(own.length);
      return own.map(({ about }) => about);
    };
    expect(await aboutsOf(5, {})).toEqual(['c', 'b', 'blog', 'shop', 'a']);
    expect(await aboutsOf(2, { accounts: ['shop'] })).toEqual(['shop', 'a']);
    expect(await aboutsOf(2, { teams: ['Sales', 'Care'] })).toEqual(['a']);
  });

  const lookFor = (rules: RulesInForce, computed: bigint) =>
    judging(
      { look: () => Promise.resolve({ now: Date.now(), computed }) } as unknown as Looks,
      server.clickhouse,
      rules,
    );
  const rate = (chat: number, at: Date, version: number) =>
    server.clickhouse.commandText(
      `INSERT INTO facts (account, bucket, thread, kind, ref, at, version)
       SELECT 'default', toStartOfFifteenMinutes({at: DateTime64(3)}), 'chat/${chat}', 'rating_1', 'a',
         {at: DateTime64(3)}, ${version}`,
      { at },
      'rate',
    );

  it('notes a rating of a muted alert and never tells it, and holds one back until people want to hear', async () => {
    const choices = new Choices(server.clickhouse);
    const hour = 3_600_000;
    const mute = (until: number) =>
      choices.put({
        ...{ rule: 'few', about: '', kind: 'muted', firing: '', by: 'Ann' },
        ...{ since: Date.now() - hour, until },
      });
    const midnight = Math.floor(Date.now() / (24 * hour)) * 24 * hour;
    const opens = (Math.floor((Date.now() - midnight) / 60_000) + 120) % 1440;
    const day = [{ start: opens, end: opens + 60 }];
    const later: Schedule = {
      name: 'later',
      versions: [
        { from: -Infinity, zone: 'UTC', days: new Map(), week: [day, day, day, day, day, day, day] },
      ],
    };
    const { current } = rulesWith(FEW_STARS, { ...FEW_STARS, name: 'held', during: ['later'] });
    const rules = {
      current: { ...current, schedules: new Map([['later', later]]) },
    } as unknown as RulesInForce;
    await lookFor(rules, 1n).judge();
    await mute(Date.now() + hour);
    await rate(1, new Date(), 11);
    await lookFor(rules, 2n).judge();
    await mute(Date.now() - 1);
    await lookFor(rules, 3n).judge();
    const letters = await rows<object>(
      `SELECT rule, state, detail, toInt32(round(dateDiff('second', now64(3), due_at) / 7200)) AS in_hours
       FROM notifications FINAL ORDER BY rule`,
    );
    expect(letters).toEqual([
      { rule: 'few', state: 'muted', detail: 'the alert was muted', in_hours: 0 },
      { rule: 'held', state: 'due', detail: '', in_hours: 1 },
    ]);
    expect(await new Outbox(server.clickhouse).due()).toEqual([]);
    expect(await new AlertHistory(server.clickhouse).of({ rule: 'few' })).toMatchObject([
      { news: undefined, notice: expect.stringMatching(/./) as string, found: { stars: 1 } },
    ]);
  });

  it('tells of ratings that came since, once, and neither of old ones nor of those that are computed again', async () => {
    const rules = rulesWith(FEW_STARS);
    const look = (computed: bigint) => lookFor(rules, computed);
    const working = look(1n);
    await working.judge();
    await rate(1, new Date(Date.now() - 30 * 86_400_000), 10);
    await rate(2, new Date(Date.now() - 3_600_000), 11);
    await rate(3, new Date(Date.now() + 60_000), 12);
    await look(2n).judge();
    expect(await told()).toEqual(['1 of 5 stars for chat 3 (default)']);
    // As a rebuild of all that is past does, and a backfill that brings what nobody knew.
    for (const [chat, days] of [
      [1, 30],
      [4, 300],
      [2, 0.05],
    ] as const)
      await rate(chat, new Date(Date.now() - days * 86_400_000), 20);
    await look(3n).judge();
    expect(await told()).toHaveLength(1);
    expect(await new AlertHistory(server.clickhouse).of({ rule: 'few' })).toMatchObject([
      { about: 'default/chat 3', news: 'firing', found: { stars: 1 } },
    ]);
  });

  it('finds when events of a window came late, by webhook and in any way', async () => {
    await server.clickhouse.commandText(
      `INSERT INTO deliveries_store (segment_id, sequence, account, received_at, occurred_at) VALUES
       (1, 1, 'shop', '2026-11-29 01:00:00', '2026-11-28 10:00:00'), (1, 2, 'shop', '2026-11-28 01:00:00', '2026-11-28'),
       (bitShiftLeft(1::UInt64, 63), 1, 'blog', '2026-11-29 02:00:00', '2026-11-28 10:00:00')`,
      {},
      'late',
    );
    const day = { from: Date.UTC(2026, 10, 28), to: Date.UTC(2026, 10, 29) };
    const late = new LateEventsOfWindows(overOne(server.clickhouse).asking);
    const [one, two] = [day.to + 3_600_000, day.to + 7_200_000];
    expect(await late.of(day, [], now)).toEqual({ byWebhook: one, inAnyWay: two });
    expect(await late.of(day, ['shop'], now)).toEqual({ byWebhook: one, inAnyWay: one });
  });

  /** One process that begins afresh, writes what was due when it was down, and finds it counted or not. */
  function write(clickhouse: ClickHouse, isCounted = true, at = '09:00'): Promise<boolean> {
    const { computing } = partsOver(server, clickhouse);
    const writer = {
      isComplete: () => Promise.resolve(isCounted),
      write: ({ due, earlier }: Parameters<DigestWriter['write']>[0]) =>
        Promise.resolve({
          ...{ id: noticeId(due.first), type: 'digest', at: new Date(), text: [], figures: [], links: [] },
          ...{ title: [...earlier, due].map(({ first }) => first).join(', '), data: {} },
        } satisfies Notice),
      lettersOf: ({ name }: DigestRules, notice: Notice) =>
        Promise.resolve([{ rule: name, channel: 'room', receiver: '', notice }]),
    } as unknown as DigestWriter;
    const states = new DigestStates(clickhouse);
    const digests = new Digests(writer, states, new Outbox(clickhouse), computing, DIGESTS);
    return digests.tell(undefined, Date.parse(`2026-11-29T${at}:00Z`));
  }
  const wasDown = () =>
    server.clickhouse.commandText(
      `INSERT INTO digest_states VALUES ('daily', '', '2026-11-26 08:00:00', 1)`,
      {},
      'test',
    );

  it('is made up for by the next: a digest is there once, with all that was due', async () => {
    let broken = 0;
    for (let statements = 0, isBroken = true; isBroken; statements += 1) {
      expect(statements).toBeLessThan(MAX_STATEMENTS);
      await server.empty();
      await wasDown();
      const breaking = new BreakingClickHouse((done) => done === statements);
      breaking.connectTo(await server.connection.ready());
      const outcome = await write(breaking).catch((error: unknown) => error);
      await breaking.close();
      isBroken = outcome instanceof Error;
      if (isBroken) broken += 1;
      // Two processes at once, and one later.
      await Promise.all([write(server.clickhouse), write(server.clickhouse)]);
      await write(server.clickhouse);
      expect([statements, await told()]).toEqual([statements, ['2026-11-26, 2026-11-27, 2026-11-28']]);
    }
    expect(broken).toBeGreaterThan(3);
  });

  it('waits three hours for the numbers of a digest, and tells nothing of what was before the rules had it', async () => {
    await write(server.clickhouse);
    expect(await told()).toEqual([]);
    await wasDown();
    await server.clickhouse.commandText('OPTIMIZE TABLE digest_states FINAL', {}, 'test');
    await write(server.clickhouse);
    expect(await told()).toEqual([]);
    await server.empty();
    await wasDown();
    await write(server.clickhouse, false, '10:59');
    expect(await told()).toEqual([]);
    await write(server.clickhouse, false, '11:00');
    expect(await told()).toHaveLength(1);
  });
});
