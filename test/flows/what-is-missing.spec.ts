import { setTimeout as sleep } from 'node:timers/promises';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { linesWith } from '../support/log-lines';
import { runBuiltCommand } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { scrape } from '../support/scrape';
import { post } from '../support/signalzen-sender';

const HOUR_MS = 3_600_000;
const before = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

interface Freshness {
  readonly received: readonly {
    readonly account: string;
    readonly type: string;
    readonly lastReceivedAt: string;
    readonly deliveries7d: number;
  }[];
  readonly deliveriesNotUnderstood: number;
  readonly stateEventsDatedBefore: number;
  readonly copilotUnrecognised: boolean;
  readonly rebuildDue: boolean;
}

const message = (id: number, chat: number, hoursAgo: number) => ({
  event_type: 'message.created',
  data: { id, body: 'Hello', created_at: before(hoursAgo), sender_type: 'user', sender: { id: chat } },
});
const state = (verb: string, chat: number, hoursAgo: number) => ({
  event_type: `user.${verb}`,
  data: { id: chat, name: 'Jane', updated_at: before(hoursAgo) },
});

describe('what freshness says is missing', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const start = async (environment: Record<string, string> = {}) => {
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { SIGNALZEN_API_SECRET_SHOP: SECRET, ...environment },
    });
  };
  const send = async (bodies: readonly unknown[], account = '') => {
    for (const body of bodies) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      expect((await post(`${service.url}/webhooks/signalzen${account}`, text)).status).toBe(200);
    }
    await untilRolledUp(service.url);
  };
  const freshness = async () =>
    (
      await dataOf<{ freshness: Freshness }>(
        service.url,
        `{ freshness {
          received { account type lastReceivedAt deliveries7d }
          deliveriesNotUnderstood stateEventsDatedBefore copilotUnrecognised rebuildDue
        } }`,
      )
    ).freshness;
  const counts = async () =>
    (await freshness()).received.map(({ account, type, deliveries7d }) => [account, type, deliveries7d]);

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    await start();
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('is nothing, of a service to which nothing came', async () => {
    expect(await freshness()).toEqual({
      received: [],
      deliveriesNotUnderstood: 0,
      stateEventsDatedBefore: 0,
      copilotUnrecognised: false,
      rebuildDue: false,
    });
  });

  it('is to be seen in what came of each type, copies included, by account', async () => {
    const startedAt = Date.now();
    await send([state('closed', 1, 1), state('closed', 2, 1), state('closed', 2, 1)]);
    await send([message(1, 1, 2), message(2, 2, 2)], '/shop');
    expect(await counts()).toEqual([
      ['default', 'user.closed', 3],
      ['shop', 'message.created', 2],
    ]);
    await send([message(2, 2, 2)], '/shop');
    expect((await counts()).at(-1)).toEqual(['shop', 'message.created', 3]);
    const [closed] = (await freshness()).received;
    expect(Date.parse(closed?.lastReceivedAt ?? '')).toBeGreaterThanOrEqual(startedAt);
  });

  it('are bodies that cannot be read as events', async () => {
    const lists = Array.from({ length: 20 }, (_, id) => ({ event_type: 'message.created', data: [{ id }] }));
    // In these a message and a chat can be seen, but not which.
    const strange = { event_type: 'message.created', data: { ...message(1, 1, 1).data, id: undefined } };
    const nobody = { event_type: 'user.closed', data: { name: 'Jane', updated_at: before(1) } };
    await send([...lists, '[1,2]', '{"event_type":', strange, nobody], '/shop');
    expect(await freshness()).toMatchObject({ deliveriesNotUnderstood: 24 });
    expect((await scrape(service)).value('signalzen_last_week_not_understood_deliveries')).toBe(24);
  });

  it('are state events that are dated before a message which had come before them', async () => {
    // In time; later than its message; too early; too early, and sent twice; before a message that comes only then.
    await send([message(11, 11, 3), message(12, 12, 3), message(13, 13, 3), message(14, 14, 3)]);
    const twice = state('closed', 13, 5);
    await send([state('closed', 11, 2), state('closed', 12, 4), twice, twice, state('closed', 15, 4)]);
    await send([message(15, 15, 1)]);
    expect(await freshness()).toMatchObject({ stateEventsDatedBefore: 2 });
  });

  it('is a copilot that was switched on in many chats, and of which no message is recognised', async () => {
    const chats = [21, 22, 23, 24, 25];
    const again = [22, 23].map((chat) => state('enabled_copilot', chat, 0.5));
    await send([...chats.slice(1).map((chat) => state('enabled_copilot', chat, 1)), ...again]);
    expect(await freshness()).toMatchObject({ copilotUnrecognised: false });
    await send([state('enabled_copilot', 21, 1)]);
    expect(await freshness()).toMatchObject({ copilotUnrecognised: true });
    const said = { ...message(31, 21, 0.4).data, sender_type: 'bot', sender: { id: 9 } };
    await send([{ event_type: 'message.created', data: said, user: { id: 21 } }]);
    expect(await freshness()).toMatchObject({ copilotUnrecognised: false });
  });

  describe('after a change of settings', () => {
    const CHANGED = { EPISODE_IDLE_GAP_HOURS: '2', STATE_EVENT_TIME: 'received' };
    const restart = async (environment: Record<string, string> = {}) => {
      await service.stop();
      await start(environment);
      await untilRolledUp(service.url);
    };
    const rebuild = async (settings: Record<string, string>, ...range: string[]) => {
      const environment = {
        DATA_DIR: dataDir.path,
        SIGNALZEN_API_SECRET: SECRET,
        API_TOKEN: TOKEN,
        ...settings,
      };
      expect(await runBuiltCommand('rebuild', range, environment)).toMatchObject({ code: 0 });
    };
    const known = async () => {
      const query = `{
        freshness { rebuildDue }
        explain(measure: "episodesOpen", from: "2026-01-01", to: "2100-01-01") {
          value parts { kind samples } episodeIdleGapSeconds
        }
      }`;
      const { explain, freshness: fresh } = await dataOf<{
        freshness: { rebuildDue: boolean };
        explain: { value: number; parts: { samples: number }[]; episodeIdleGapSeconds: number };
      }>(service.url, query);
      return { gap: explain.episodeIdleGapSeconds, due: fresh.rebuildDue, explain };
    };

    /** Until the service has recomputed all: before they are of the former gap, and due, and then neither. */
    const untilRecomputed = async (formerGap: number, gap: number) => {
      for (;;) {
        const { gap: explained, due } = await known();
        expect([explained, due]).toEqual(due ? [formerGap, true] : [gap, false]);
        if (!due) return;
        await sleep(100);
      }
    };

    it('is by the former ones until the service has recomputed all, which a range does not end', async () => {
      expect(await known()).toMatchObject({ gap: 86_400, due: false });
      await restart(CHANGED);
      await untilRecomputed(86_400, 7_200);
      expect(linesWith(service, 'what shapes numbers has changed')[0]).toMatchObject({
        changed: ['silence that ends an episode: 86400 s, now 7200 s', 'time of state events'],
      });
      // The line follows the switch that answers tell at once.
      while (linesWith(service, 'all numbers are recomputed').length === 0) await sleep(100);
      expect(linesWith(service, 'all numbers are recomputed')).toHaveLength(1);
      // By hand by the settings that the service does not have.
      await rebuild({ EPISODE_IDLE_GAP_HOURS: '3' }, '--from', '2026-01-01');
      expect(await known()).toMatchObject({ gap: 7_200, due: false });
      await rebuild({ ...CHANGED, EPISODE_IDLE_GAP_HOURS: '3' });
      expect(await known()).toMatchObject({ gap: 10_800, due: true });
      await rebuild(CHANGED);
      expect(await known()).toMatchObject({ gap: 7_200, due: false });
    });

    it('dates a close by its receipt where that is set, whatever time it states', async () => {
      const {
        chatEvents,
        episodes,
        freshness: fresh,
      } = await dataOf<{
        chatEvents: { type: string; occurredAt: string; receivedAt: string }[];
        episodes: { chatId: string; closedAt: string | null }[];
        freshness: { stateEventsDatedBefore: number };
      }>(
        service.url,
        `{ chatEvents(chatId: "12") { type occurredAt receivedAt } freshness { stateEventsDatedBefore }
           episodes(from: "2026-01-01", to: "2100-01-01", behind: "closures") { chatId closedAt } }`,
      );
      expect(chatEvents.map(({ type }) => type)).toEqual(['message.created', 'user.closed']);
      expect(chatEvents[1]?.occurredAt).toBe(chatEvents[1]?.receivedAt);
      expect(episodes.find(({ chatId }) => chatId === '12')?.closedAt).toBe(chatEvents[1]?.receivedAt);
      expect(fresh).toEqual({ stateEventsDatedBefore: 0 });
    });

    it('is none where lists only stand in another order', async () => {
      await restart({ ...CHANGED, COPILOT_IDS: '8,7' });
      await untilRecomputed(7_200, 7_200);
      await restart({ ...CHANGED, COPILOT_IDS: '7,8' });
      expect(await known()).toMatchObject({ due: false });
      expect(linesWith(service, 'what shapes numbers has changed')).toEqual([]);
    });

    it('explains open episodes by as many facts as are open', async () => {
      await send([message(41, 41, 0.1)]);
      const { explain } = await known();
      expect(explain.value).toBeGreaterThan(0);
      expect(explain.parts).toEqual([{ kind: 'episode_open', samples: explain.value }]);
    });
  });
});
