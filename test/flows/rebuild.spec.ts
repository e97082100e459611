import { dataOf, untilRolledUp } from '../support/graphql-client';
import { runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 2, 2, 8);
const CHATS = 30;
const NUMBERS = 'episodesStarted episodesMissed copilotEpisodes messagesOperator messagesCopilot';

const UNLINKED = { sender_type: 'operator', sender: { id: 7 } };

/** A visitor who writes three times, three hours apart, and an operator who answers the first. */
function bodiesOf(chat: number): object[] {
  const iso = (hours: number) => new Date(START + chat * 60_000 + hours * HOUR_MS).toISOString();
  const message = (number: number, hours: number, fields: object) => ({
    event_type: 'message.created',
    data: { id: chat * 10 + number, body: 'text', type: 'Message', created_at: iso(hours), ...fields },
    user: { id: chat },
  });
  const byVisitor = { sender_type: 'user', sender: { id: chat } };
  return [
    message(1, 0, byVisitor),
    message(2, 0.5, { sender_type: 'operator', sender: { id: 7 } }),
    message(3, 3, byVisitor),
    message(4, 6, byVisitor),
  ];
}

describe('npm run rebuild', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const rebuild = (settings: Record<string, string>, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand('rebuild', given, {
      DATA_DIR: dataDir.path,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
      ...settings,
    });
  const numbers = async (): Promise<Record<string, number> | undefined> => {
    const query = `{ stats(from: "2026-03-01", to: "2026-03-05", granularity: TOTAL) { ${NUMBERS} } }`;
    return (await dataOf<{ stats: Record<string, number>[] }>(service.url, query)).stats[0];
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path });
    for (const body of Array.from({ length: CHATS }, (_, index) => bodiesOf(index + 1)).flat()) {
      expect(
        (await post(`${service.url}/webhooks/signalzen`, Buffer.from(JSON.stringify(body)))).status,
      ).toBe(200);
    }
    // Of these two nothing tells the chat: they are computed, and are no chats.
    for (const id of [7001, 7002]) {
      const data = { id, type: 'Message', created_at: new Date(START).toISOString(), ...UNLINKED };
      const body = JSON.stringify({ event_type: 'message.created', data });
      expect((await post(`${service.url}/webhooks/signalzen`, body)).status).toBe(200);
    }
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('computes by other settings, beside the service, and back again', async () => {
    const before = {
      episodesStarted: CHATS,
      episodesMissed: 0,
      copilotEpisodes: 0,
      messagesOperator: CHATS + 2,
      messagesCopilot: 0,
    };
    expect(await numbers()).toEqual(before);
    const outcome = await rebuild({ EPISODE_IDLE_GAP_HOURS: '2', COPILOT_IDS: '7' });
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.said).toContain(`chats recomputed: ${CHATS},`);
    expect(await numbers()).toEqual({
      episodesStarted: 3 * CHATS,
      episodesMissed: 2 * CHATS,
      copilotEpisodes: CHATS,
      messagesOperator: 0,
      messagesCopilot: CHATS + 2,
    });
    expect(await rebuild({})).toMatchObject({ code: 0 });
    expect(await numbers()).toEqual(before);
  });

  it('computes whole chats with an event in the range, and no others', async () => {
    const [from, to] = [START + 60_000, START + 2 * 60_000].map((time) => new Date(time).toISOString());
    const before = await numbers();
    const outcome = await rebuild({ EPISODE_IDLE_GAP_HOURS: '2' }, '--from', from ?? '', '--to', to ?? '');
    expect(outcome.said).toContain('chats recomputed: 1,');
    // By the rules of all other numbers: some by others would be a mixture.
    expect(await numbers()).toEqual(before);
  });

  it('refuses a range that ends before it begins', async () => {
    const outcome = await rebuild({}, '--from', '2026-03-02', '--to', '2026-03-01');
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.said).toContain('--from must be earlier than --to');
  });
});
