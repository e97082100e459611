import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import type { Turn } from '../../src/compute/lease/turn';
import { createLog } from '../../src/platform/logging/log';
import type { ChannelRules } from '../../src/platform/rules/channel-rules';
import { NO_RULES } from '../../src/platform/rules/rules';
import type { RulesInForce } from '../../src/platform/rules/rules-in-force';
import type { Notice } from '../../src/notify/notices/notice';
import { Delivery } from '../../src/notify/outbox/delivery';
import { DisabledChannels } from '../../src/notify/outbox/disabled-channels';
import { Outbox } from '../../src/notify/outbox/outbox';
import { embeddedAccess } from '../support/embedded-access';
import { partsOver } from '../support/embedded-stores';
import { HttpSink } from '../support/notification-sinks';
import { startTemporaryClickHouse, TEST_DATABASE } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const noticeOf = (id: string, type: Notice['type'] = 'alert.firing'): Notice => ({
  ...{
    id,
    type,
    at: new Date('2026-11-29T12:00:00Z'),
    title: id,
    text: [],
    figures: [],
    links: [],
    data: {},
  },
});

const DISABLED = 'notifications do not reach room any more';

describe('The outbox', () => {
  let server: TemporaryClickHouse;
  let sink: HttpSink;
  let channels: Map<string, ChannelRules>;

  beforeAll(async () => {
    [server, sink] = await Promise.all([startTemporaryClickHouse(), HttpSink.start()]);
    channels = new Map([
      ['room', { name: 'room', kind: 'slack', url: new URL(`${sink.url}/room`) }],
      [
        'program',
        { name: 'program', kind: 'webhook', url: new URL(`${sink.url}/hook`), secrets: [Buffer.alloc(32)] },
      ],
    ]);
  });
  beforeEach(async () => {
    await server.empty();
    sink.reset();
  });
  afterAll(async () => {
    await Promise.all([server.stop(), sink.stop()]);
  });

  /** What one working process has of it. */
  function worker(
    clickhouse = server.clickhouse,
    addTo = (notice: Notice): Promise<Notice> => Promise.resolve(notice),
  ) {
    const { computing } = partsOver(server);
    const outbox = new Outbox(clickhouse);
    const rules = { current: { ...NO_RULES, channels } } as unknown as RulesInForce;
    const disabled = new DisabledChannels(server.clickhouse);
    const delivery = new Delivery(outbox, disabled, { addTo }, computing, rules, createLog('fatal'));
    const put = (...letters: [channel: string, notice: Notice][]) =>
      computing.inTurn((turn: Turn) =>
        outbox.put(
          turn,
          letters.map(([channel, notice]) => ({ rule: 'rule', channel, receiver: '', notice })),
        ),
      );
    return { outbox, delivery, put, disabled };
  }

  /** The database as one process has it, that can be away for some time. */
  function fickle() {
    const clickhouse = new ClickHouse(TEST_DATABASE);
    const access = embeddedAccess(server.dataDir);
    const comeBack = () => {
      clickhouse.connectTo(access);
    };
    comeBack();
    const goAway = () => {
      clickhouse.connectTo({ ...access, url: new URL('http://127.0.0.1:1') });
      setTimeout(comeBack, 1_200);
    };
    return { clickhouse, goAway };
  }

  const kept = async () => {
    const rows = await server.clickhouse.queryText<{ title: string; state: string; attempts: number }>(
      `SELECT JSONExtractString(notice, 'title') AS title, state, attempts
       FROM notifications FINAL ORDER BY title, channel`,
      {},
      'look',
    );
    return rows.map(({ title, state, attempts }) => `${title} ${state} ${attempts}`);
  };
  /** As if whoever claimed all that is due had died a while ago, or as if all waits were over. */
  const makeDue = (state: string) =>
    server.clickhouse.commandText(
      `INSERT INTO notifications SELECT * REPLACE('${state}' AS state, now64(3) - INTERVAL 10 MINUTE AS due_at,
         version + 1 AS version) FROM notifications FINAL WHERE notifications.state IN ('due', 'claimed')`,
      {},
      'age',
    );
  const texts = () => sink.taken.map(({ body }) => (JSON.parse(body) as { text?: string }).text ?? body);

  it('holds a letter once, whoever puts it in and however often, and sends it once', async () => {
    const [one, other] = [worker(), worker()];
    await Promise.all([one.put(['room', noticeOf('a')]), other.put(['room', noticeOf('a')])]);
    await Promise.all([one.delivery.sendDue(), other.delivery.sendDue()]);
    await one.put(['room', noticeOf('a')]);
    await one.delivery.sendDue();
    expect(texts()).toEqual(['a']);
    expect(await kept()).toEqual(['a sent 1']);
    expect(await one.outbox.nextDueIn()).toBeUndefined();
  });

  it('sends again what is not taken for now, later and later, and gives up a channel that never takes it', async () => {
    const { outbox, delivery, put, disabled } = worker();
    await put(['room', noticeOf('a')]);
    sink.answer = (response) => response.writeHead(503).end();
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      await makeDue('due');
      await delivery.sendDue();
      if (attempt < 7) expect(await outbox.nextDueIn()).toBeGreaterThan(3_000);
    }
    expect(await kept()).toEqual(['a refused 7', `${DISABLED} due 0`]);
    expect(sink.taken).toHaveLength(7);

    // Told by another channel, and only there: until the channel leads elsewhere, or a trial is taken.
    sink.reset();
    await put(['room', noticeOf('b')]);
    await delivery.sendDue();
    expect(sink.taken.map(({ path }) => path)).toEqual(['/hook']);
    expect(texts()[0]).toContain('HTTP 503');
    expect(await kept()).toEqual(['a refused 7', 'b refused 0', `${DISABLED} sent 1`]);
    const room = channels.get('room');
    if (room === undefined) throw new Error('there is a room');
    channels.set('room', { ...room, kind: 'slack', url: new URL(`${sink.url}/other`) });
    await put(['room', noticeOf('c')]);
    await delivery.sendDue();
    channels.set('room', room);
    expect(await disabled.enable(room, '')).toBe(true);
    expect(await disabled.enable(room, '')).toBe(false);
    await put(['room', noticeOf('d')]);
    await delivery.sendDue();
    expect(sink.taken.map(({ path }) => path)).toEqual(['/hook', '/other', '/room']);
  });

  it('gives up at once what is refused for good, and what no channel is there for', async () => {
    const { delivery, put } = worker();
    sink.answer = (response) => response.writeHead(404).end('no_service');
    await put(['room', noticeOf('a')], ['gone', noticeOf('b')]);
    await delivery.sendDue();
    expect(await kept()).toEqual(['a refused 1', 'b refused 0', `${DISABLED} due 0`]);
  });

  it('sends again, marked, what somebody may have sent who has died since, but no digest to people', async () => {
    const { delivery, put } = worker();
    await put(
      ['room', noticeOf('a')],
      ['room', noticeOf('b', 'digest')],
      ['program', noticeOf('c', 'digest')],
    );
    await makeDue('claimed');
    while (await delivery.sendDue());
    expect(await kept()).toEqual(['a sent 2', 'b uncertain 1', 'c sent 2']);
    const [room, program] = ['/room', '/hook'].map((path) => sink.taken.filter((post) => post.path === path));
    expect(room?.map(({ body }) => body.includes('Possibly a repeat'))).toEqual([true]);
    expect(program?.map(({ headers }) => headers['webhook-id'])).toEqual(['c']);
    expect(program?.map(({ body }) => body.includes('"mayBeRepeat":true'))).toEqual([true]);
  });

  it('tells a receiver in order, one after the other, and is not held up by one who says nothing', async () => {
    const [one, other] = [worker(), worker()];
    await one.put(['room', noticeOf('a')]);
    await one.put(['room', noticeOf('b')]);
    await one.put(['program', noticeOf('c')]);
    let letGo: () => void = () => undefined;
    sink.answer = (response, { path }) => {
      if (path === '/room') letGo = () => response.writeHead(200).end();
      else response.writeHead(200).end();
    };
    const begun = await one.delivery.begin();
    const isThere = (path: string) => sink.taken.some((post) => post.path === path);
    while (!isThere('/room') || !isThere('/hook')) await sleep(5);
    await one.put(['program', noticeOf('d')]);
    while ((await kept()).includes('c claimed 0')) await sleep(5);
    for (const { delivery } of [one, other]) await delivery.sendDue();
    expect(await kept()).toEqual(['a claimed 0', 'b due 0', 'c sent 1', 'd sent 1']);
    letGo();
    await Promise.all(begun);
    sink.answer = (response) => response.writeHead(200).end();
    while (await other.delivery.sendDue());
    expect(texts().filter((text) => text === 'a' || text === 'b')).toEqual(['a', 'b']);
    expect(await kept()).toEqual(['a sent 1', 'b sent 1', 'c sent 1', 'd sent 1']);
  });

  it('tells that an alert is over after it told that it began, and holds back nothing else meanwhile', async () => {
    const { outbox, delivery, put } = worker();
    await put(['room', noticeOf('begins')]);
    sink.answer = (response) => response.writeHead(503).end();
    await delivery.sendDue();
    sink.reset();
    await put(['room', noticeOf('over', 'alert.resolved')], ['program', noticeOf('over', 'alert.resolved')]);
    await put(['room', noticeOf('begins again')]);
    while (await delivery.sendDue());
    expect(texts()).toEqual([expect.stringContaining('alert.resolved'), 'begins again']);
    expect(await outbox.nextDueIn()).toBeGreaterThan(1_000);
    await makeDue('due');
    while (await delivery.sendDue());
    expect(texts().slice(2)).toEqual(['begins', 'Resolved: over']);
  });

  it('neither loses nor repeats nor holds what it sends while the database is away, before or after it', async () => {
    const { clickhouse, goAway } = fickle();
    let lookUps = 0;
    const { delivery, put } = worker(clickhouse, async (notice) => {
      lookUps += 1;
      if (lookUps === 1) goAway();
      // As looking up what was written fails.
      await clickhouse.queryText('SELECT 1', {}, 'look');
      return notice;
    });
    await put(['room', noticeOf('a')]);
    await delivery.sendDue();
    expect(await kept()).toEqual(['a due 1']);
    expect(texts()).toEqual([]);
    sink.answer = (response) => {
      goAway();
      response.writeHead(200).end();
    };
    const end = Date.now() + 10_000;
    while ((await kept())[0] !== 'a sent 2' && Date.now() < end) await delivery.sendDue();
    expect(await kept()).toEqual(['a sent 2']);
    expect(texts()).toEqual(['a']);
    await clickhouse.close();
  });

  it('leaves alone what somebody is sending, and hears nothing of whoever was taken for dead', async () => {
    const [one, other] = [worker(), worker()];
    await one.put(['room', noticeOf('a')]);
    let letGo: () => void = () => undefined;
    sink.answer = (response) => {
      letGo = () => response.writeHead(404).end();
    };
    const sending = one.delivery.sendDue();
    while (sink.taken.length === 0) await sleep(5);
    expect(await other.delivery.sendDue()).toBe(false);
    await makeDue('claimed');
    sink.answer = (response) => response.writeHead(200).end();
    await other.delivery.sendDue();
    letGo();
    await sending;
    expect(await kept()).toEqual(['a sent 2']);
  });
});
