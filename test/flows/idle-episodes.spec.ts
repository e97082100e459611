import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedAccess } from '../support/embedded-access';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { rowsAs } from '../support/sql-over-http';

const HOUR_MS = 3_600_000;
/** The idle gap is over so long after a message is sent. */
const REST_MS = 8_000;
const TARGETS = 'targets: { soon: { measure: FIRST_RESPONSE, within: 30m, goal: 0.9 } }\n';
const TIMEOUT_MS = 30_000;

interface Seen {
  readonly stats: { episodesStarted: number; episodesMissed: number; episodesOpen: number }[];
  readonly episodes: { chatId: string; status: string }[];
}

describe('An episode that becomes idle while nothing comes in', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const rules = join(dataDir.path, 'analytics.yaml');
    writeFileSync(rules, TARGETS);
    const environment = { EPISODE_IDLE_GAP_HOURS: '1', CONFIG_FILE: rules };
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  async function write(chat: number, at = Date.now() - HOUR_MS + REST_MS): Promise<void> {
    const body = JSON.stringify({
      event_type: 'message.created',
      data: {
        id: chat * 10,
        body: 'Is anybody there?',
        type: 'Message',
        created_at: new Date(at).toISOString(),
        sender_type: 'user',
        sender: { id: chat },
      },
    });
    expect((await post(`${service.url}/webhooks/signalzen`, body)).status).toBe(200);
    await untilRolledUp(service.url);
  }

  async function seen(): Promise<Seen> {
    const range = `from: "${new Date(Date.now() - 2 * HOUR_MS).toISOString()}", to: "${new Date(Date.now() + HOUR_MS).toISOString()}"`;
    const query = `{ stats(${range}, granularity: TOTAL) { episodesStarted episodesMissed episodesOpen }
      episodes(${range}) { chatId status } }`;
    return dataOf<Seen>(service.url, query);
  }

  async function targetsOf(chat: number): Promise<object[]> {
    const facts = `SELECT kind FROM facts FINAL WHERE thread = 'chat/${chat}' AND startsWith(kind, 'target_')`;
    return rowsAs(embeddedAccess(dataDir.path), facts);
  }

  // The second one becomes so when the job has long looked for such episodes.
  it.each([1, 2])('counts as missed soon after: %i', async (chat) => {
    await write(chat);
    expect((await seen()).stats).toEqual([
      { episodesStarted: chat, episodesMissed: chat - 1, episodesOpen: 1 },
    ]);
    const end = Date.now() + TIMEOUT_MS;
    while ((await seen()).stats[0]?.episodesMissed !== chat && Date.now() < end) await sleep(250);
    const { stats, episodes } = await seen();
    expect(stats).toEqual([{ episodesStarted: chat, episodesMissed: chat, episodesOpen: 0 }]);
    expect(episodes.map(({ status }) => status)).toEqual(Array(chat).fill('IDLE'));
    // As it was before.
    expect(await targetsOf(chat)).toEqual([{ kind: 'target_breached/soon' }]);
  });

  it('is one after which nobody came back when a week has passed since its end', async () => {
    const end = Date.now() - 7 * 24 * HOUR_MS + REST_MS;
    const closed = { id: 3, updated_at: new Date(end).toISOString() };
    const created = { id: 3, created_at: new Date(end - HOUR_MS).toISOString() };
    for (const [event_type, data] of [
      ['user.created', created],
      ['user.closed', closed],
    ]) {
      const sent = await post(`${service.url}/webhooks/signalzen`, JSON.stringify({ event_type, data }));
      expect(sent.status).toBe(200);
    }
    await untilRolledUp(service.url);
    const repeated = async () => {
      const range = `from: "${new Date(end - HOUR_MS).toISOString()}", to: "${new Date(end + HOUR_MS).toISOString()}"`;
      const query = `{ stats(${range}, granularity: TOTAL) { episodesClosed repeatContactRate } }`;
      return (await dataOf<{ stats: { repeatContactRate: number | null }[] }>(service.url, query)).stats[0];
    };
    expect(await repeated()).toEqual({ episodesClosed: 1, repeatContactRate: null });
    const until = Date.now() + TIMEOUT_MS;
    while ((await repeated())?.repeatContactRate === null && Date.now() < until) await sleep(250);
    expect(await repeated()).toEqual({ episodesClosed: 1, repeatContactRate: 0 });
  });

  it('breaches a target before that, when its limit passes', async () => {
    await write(4, Date.now() - HOUR_MS / 2 + REST_MS);
    expect(await targetsOf(4)).toEqual([{ kind: 'target_pending/soon' }]);
    const end = Date.now() + TIMEOUT_MS;
    const breached = [{ kind: 'target_breached/soon' }];
    while (JSON.stringify(await targetsOf(4)) !== JSON.stringify(breached) && Date.now() < end)
      await sleep(250);
    expect(await targetsOf(4)).toEqual(breached);
    expect((await seen()).episodes).toContainEqual({ chatId: '4', status: 'OPEN' });
  });
});
