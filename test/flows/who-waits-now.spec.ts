import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';
import { RunningService, temporaryDataDir } from '../support/running-service';

const MINUTE_MS = 60_000;
const NOW = Date.now();
const ago = (minutes: number) => new Date(NOW - minutes * MINUTE_MS).toISOString();

const writes = (id: number, minutesAgo: number, from: object) => ({
  event_type: 'message.created',
  data: { id, type: 'Message', created_at: ago(minutesAgo), ...from },
  user: { id: 5 },
});
const visitor = (id: number, minutesAgo: number) =>
  writes(id, minutesAgo, { sender_type: 'user', sender: { id: 5 } });
const operator = (id: number, minutesAgo: number) =>
  writes(id, minutesAgo, { sender_type: 'operator', sender: { id: 7 } });
const becomes = (state: string, minutesAgo: number) => ({
  event_type: `user.${state}`,
  data: { id: 5, name: '#5', updated_at: ago(minutesAgo) },
});

interface Seen {
  /** Open now, waiting now, and for how many minutes. */
  readonly live: readonly [open: number, waiting: number, minutes: number | null];
  /** Of the contact in all: open now, missed, unanswered. */
  readonly counted: readonly [open: number, missed: number, unanswered: number];
}

const STORIES: Record<string, [bodies: object[], seen: Seen]> = {
  'a visitor whom nobody has answered': [[visitor(1, 30)], { live: [1, 1, 30], counted: [1, 0, 0] }],
  'one who was answered': [[visitor(1, 30), operator(2, 20)], { live: [1, 0, null], counted: [1, 0, 0] }],
  'one who asks again': [
    [visitor(1, 30), operator(2, 20), visitor(3, 10), visitor(4, 5)],
    { live: [1, 1, 10], counted: [1, 0, 0] },
  ],
  'one who was blocked': [
    [visitor(1, 30), becomes('blocked', 10)],
    { live: [0, 0, null], counted: [0, 0, 0] },
  ],
  'one whose data was deleted': [
    [visitor(1, 30), becomes('destroyed', 10)],
    { live: [0, 0, null], counted: [0, 0, 0] },
  ],
  'one who was blocked and closed': [
    [visitor(1, 30), becomes('blocked', 10), becomes('closed', 9)],
    { live: [0, 0, null], counted: [0, 0, 0] },
  ],
  'one who writes after a block': [
    [visitor(1, 30), becomes('blocked', 10), visitor(2, 5)],
    { live: [1, 1, 5], counted: [1, 0, 0] },
  ],
  'an operator who writes after a block': [
    [visitor(1, 30), becomes('blocked', 10), operator(2, 5)],
    { live: [0, 0, null], counted: [0, 0, 0] },
  ],
  'one who was closed before the block': [
    [visitor(1, 30), becomes('closed', 10), becomes('blocked', 9)],
    { live: [0, 0, null], counted: [0, 1, 1] },
  ],
  // Of a clock that is fast: the message is not there yet.
  'one who was answered, and writes ahead': [
    [visitor(1, 30), operator(2, 20), visitor(3, -4)],
    { live: [1, 0, null], counted: [1, 0, 0] },
  ],
  'one whose first message is ahead': [[visitor(1, -4)], { live: [0, 0, null], counted: [0, 0, 0] }],
  'one whose answer is ahead': [
    [visitor(1, 30), operator(2, -4)],
    { live: [1, 0, null], counted: [1, 0, 0] },
  ],
  'one whose close is ahead': [
    [visitor(1, 30), becomes('closed', -4)],
    { live: [1, 0, null], counted: [1, 1, 1] },
  ],
  'one whose block is ahead': [
    [visitor(1, 30), becomes('blocked', -4)],
    { live: [1, 0, null], counted: [1, 0, 0] },
  ],
  'one who was silent for long, and whose close is ahead': [
    [visitor(1, 25 * 60), becomes('closed', -4)],
    { live: [0, 0, null], counted: [0, 1, 1] },
  ],
  nobody: [[becomes('closed', 3)], { live: [0, 0, null], counted: [0, 0, 0] }],
};

describe('who waits now', () => {
  const accounts = Object.keys(STORIES).map((_, index) => `waits${index}`);
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path, environment: environmentOf(accounts) });
    const bodies = Object.values(STORIES).map(
      ([told], index) => [`waits${index}`, told.map((body) => Buffer.from(JSON.stringify(body)))] as const,
    );
    await sendToAccounts(service.url, new Map(bodies));
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it.each(
    Object.entries(STORIES).map(([name, [, seen]], index) => ({ name, seen, account: accounts[index] })),
  )('is told for $name', async ({ seen, account }) => {
    const filter = `filter: { accounts: ["${account}"] }`;
    const range = `from: "${ago(48 * 60)}", to: "${ago(-60)}", ${filter}`;
    const { live, stats, episodes } = await dataOf<{
      live: {
        asOf: string;
        episodesOpen: number;
        episodesWaiting: number;
        longestWaitSeconds: number | null;
      };
      stats: { episodesOpen: number; episodesMissed: number; episodesUnanswered: number }[];
      episodes: { status: string; startedAt: string }[];
    }>(
      service.url,
      `{ live(${filter}) { asOf episodesOpen episodesWaiting longestWaitSeconds }
           stats(${range}, granularity: TOTAL) { episodesOpen episodesMissed episodesUnanswered }
           episodes(${range}) { status startedAt } }`,
    );
    const [open, waiting, minutes] = seen.live;
    const waits = minutes === null ? null : (Date.parse(live.asOf) - NOW + minutes * 60_000) / 1000;
    expect(live).toMatchObject({ episodesOpen: open, episodesWaiting: waiting, longestWaitSeconds: waits });
    const begun = episodes.filter(({ startedAt }) => startedAt <= live.asOf);
    expect(begun.filter(({ status }) => status === 'OPEN')).toHaveLength(open);
    expect(stats.map((row) => [row.episodesOpen, row.episodesMissed, row.episodesUnanswered])).toEqual([
      seen.counted,
    ]);
  });

  it('is who has waited longest of all', async () => {
    const { live } = await dataOf<{
      live: { asOf: string; longestWaitSeconds: number; episodesWaiting: number };
    }>(service.url, '{ live { asOf episodesWaiting longestWaitSeconds } }');
    expect(live.episodesWaiting).toBe(3);
    expect(live.longestWaitSeconds).toBe((Date.parse(live.asOf) - NOW) / 1000 + 30 * 60);
  });

  it('is listed, longest first', async () => {
    const { waiting, firstOne } = await dataOf<{
      waiting: {
        account: string;
        chatId: string;
        number: number;
        waitingSince: string;
        waitSeconds: number;
      }[];
      firstOne: Record<string, unknown>[];
    }>(
      service.url,
      `{ waiting { account chatId number waitingSince waitSeconds }
         firstOne: waiting(limit: 1) { waitingSince operator page copilot workingWaitSeconds dueTarget } }`,
    );
    const names = Object.keys(STORIES);
    expect(waiting.map(({ account, ...rest }) => [names[accounts.indexOf(account)], rest.chatId])).toEqual([
      ['a visitor whom nobody has answered', '5'],
      ['one who asks again', '5'],
      ['one who writes after a block', '5'],
    ]);
    expect(waiting.map(({ number, waitingSince }) => [number, waitingSince])).toEqual([
      [1, ago(30)],
      [1, ago(10)],
      [2, ago(5)],
    ]);
    for (const { waitingSince, waitSeconds } of waiting) {
      const asOf = Date.parse(waitingSince) + waitSeconds * 1000;
      expect(asOf).toBeGreaterThan(NOW);
      expect(asOf).toBeLessThanOrEqual(Date.now());
    }
    expect(firstOne).toEqual([
      {
        waitingSince: ago(30),
        operator: '',
        page: '',
        copilot: false,
        workingWaitSeconds: null,
        dueTarget: null,
      },
    ]);
  });

  it('is listed with a limit that makes sense only', async () => {
    const answer = await ask(service.url, '{ waiting(limit: 0) { number } }');
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
