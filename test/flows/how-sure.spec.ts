import { Temporal } from 'temporal-polyfill';
import { SeededRandom } from '../../simulator/world/seeded-random';
import type { AllMeasures } from '../reference/all-measures';
import { cellsOf } from '../reference/cells';
import type { Question } from '../reference/cells';
import { fullEpisodesOf } from '../reference/full-episodes';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { curveAt } from '../reference/statistics/intervals';
import type { Contact } from '../reference/statistics/intervals';
import { changesOf, expectChange } from '../support/changes-of-reference';
import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { allTogether } from '../support/intervals-of-reference';
import { localDayEdges } from '../support/local-days';
import { messageOfChat } from '../support/message-of-chat';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';
import { RunningService, temporaryDataDir } from '../support/running-service';

const SECOND = 1000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const NOW = Date.now();
const ZONE = 'Europe/Berlin';
const iso = (time: number) => new Date(time).toISOString();
const ACCOUNTS = ['shop', 'desk'];
/** Local midnights, the last one of a day that has begun. */
const MIDNIGHTS = localDayEdges(NOW - 75 * DAY, NOW - HOUR, ZONE);
const dayAgo = (days: number) => MIDNIGHTS.at(-2 - days) ?? NaN;

type Row = Record<string, unknown>;

const SELECTION =
  'measure value previous n nPrevious change changeLow changeHigh verdict matters dispersionAssumed';

let lastId = 0;
const event = (name: string, chat: number, at: number, fields: object = {}) =>
  Buffer.from(
    JSON.stringify({ event_type: `user.${name}`, data: { id: chat, updated_at: iso(at), ...fields } }),
  );
const message = (chat: number, at: number, senderType: 'user' | 'operator', sender: number) =>
  messageOfChat(chat, {
    ...{ id: ++lastId, body: '…', created_at: iso(at), sender_type: senderType, sender: { id: sender } },
  });

/** Contacts of some days, more and slower from day to day. */
function contactsOf(random: SeededRandom, days: number): Buffer[] {
  return Array.from({ length: days }, (_, index) => days - index).flatMap((ago) => {
    const count = random.whole(2, 5) + (ago % 7 < 5 ? 3 : 0) + (ago < 28 ? 2 : 0);
    return Array.from({ length: count }, () => {
      const chat = ++lastId;
      const at = Math.floor((NOW - ago * DAY + random.next() * 0.8 * DAY) / SECOND) * SECOND;
      const answered = at + Math.round(random.duration(ago < 28 ? 200 : 90)) * SECOND;
      return [
        message(chat, at, 'user', chat),
        ...(random.chance(0.8) ? [message(chat, answered, 'operator', random.whole(1, 2))] : []),
        ...(random.chance(0.7) ? [event('closed', chat, answered + random.duration(900) * SECOND)] : []),
        ...(random.chance(0.4)
          ? [event('rated', chat, answered + SECOND, { rating: random.whole(2, 5) })]
          : []),
        ...(random.chance(0.1) ? [event('blocked', chat, answered + 10 * SECOND)] : []),
      ];
    }).flat();
  });
}

describe('how sure the numbers are', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let reference: Map<string, History>;

  const together = (accounts: readonly string[], question: Omit<Question, 'fill'>) => {
    const cells = accounts.map((account) =>
      cellsOf(reference.get(account) as History, { ...question, fill: true }),
    );
    return question.edges
      .slice(1)
      .map((_, index) => allTogether(cells.map((ofAccount) => ofAccount[index]?.measures as AllMeasures)));
  };
  const changes = async (args: string) =>
    (await dataOf<{ changes: Row[] }>(service.url, `{ changes(${args}) { ${SELECTION} } }`)).changes;
  const range = (from: number, to: number) => `from: "${iso(from)}", to: "${iso(to)}", timezone: "${ZONE}"`;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path, environment: environmentOf(ACCOUNTS) });
    const random = new SeededRandom(5);
    const open = [1.3, 5.3, 10.3].map((hours) => {
      const chat = ++lastId;
      return message(chat, NOW - hours * HOUR, 'user', chat);
    });
    const received = await sendToAccounts(
      service.url,
      new Map([
        ['shop', [...contactsOf(random, 70), ...open]],
        ['desk', contactsOf(random, 20)],
      ]),
    );
    await untilRolledUp(service.url);
    reference = historiesOf(received);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it.each([
    ['four weeks and four weeks of all accounts', ACCOUNTS, 28, {}, ''],
    ['a week and a week of an account that has been there for three', ['desk'], 7, {}, 'accounts: ["desk"]'],
    ['four weeks of an operator', ['shop'], 28, { operators: ['1'] }, 'accounts: ["shop"], operators: ["1"]'],
  ])('shows in what changed between %s', async (_, accounts, days, filter, as) => {
    const edges = [dayAgo(2 * days), dayAgo(days), dayAgo(0)];
    const rows = await changes(`measures: [], ${range(dayAgo(days), dayAgo(0))}, filter: { ${as} }`);
    const [before, now] = together(accounts, { edges, filter });
    // "over the 56 days before the later range's end, from the account's first day on"
    const firstAt = Math.min(
      ...accounts.flatMap((account) => (reference.get(account) as History).events.map(({ at }) => at)),
    );
    const last56 = MIDNIGHTS.slice(-58, -1);
    const lastDays = last56.slice(
      Math.max(
        0,
        last56.findLastIndex((midnight) => midnight <= firstAt),
      ),
    );
    const dayCells = together(accounts, { edges: lastDays, filter });
    const expected = changesOf(now as AllMeasures, before as AllMeasures, (measure) =>
      dayCells.map((cell, index) => [weekdayOf(lastDays[index] ?? NaN), cell[measure]] as const),
    );
    expect(rows).toHaveLength(expected.length);
    for (const change of expected) {
      expectChange(rows.find(({ measure }) => measure === change.measure) ?? {}, change);
    }
    const verdicts = new Set(rows.map(({ verdict }) => verdict));
    expect(verdicts).toContain('TOO_FEW');
    expect(verdicts).toContain('NOT_DISTINGUISHABLE');
    if (days === 28) expect(verdicts).toContain('HIGHER');
  });

  it('is not said yet of a range that has not ended', async () => {
    const [rate, messages] = await changes(
      `measures: ["csatRate", "messagesVisitor"], ${range(dayAgo(28), NOW + HOUR)}`,
    );
    expect(rate).toMatchObject({ measure: 'csatRate', verdict: 'NOT_YET' });
    expect(messages).toMatchObject({ measure: 'messagesVisitor', verdict: null, changeLow: null });
  });

  it('is said of as much as is counted where that is asked for, beside as much of the range before', async () => {
    const end = MIDNIGHTS.at(-1) ?? NaN;
    const measures = 'measures: ["episodesStarted", "csatRate"]';
    const weekEarlier = (time: number) =>
      Temporal.Instant.fromEpochMilliseconds(Math.min(time, end))
        .toZonedDateTimeISO(ZONE)
        .subtract({ days: 7 }).epochMilliseconds;
    const started = (from: number, to: number) =>
      together(ACCOUNTS, { edges: [from, to] })[0]?.episodesStarted;
    const asked = await changes(`${measures}, ${range(dayAgo(6), end)}, soFar: true`);
    expect(asked[0]?.['value']).toBe(started(dayAgo(6), end));
    // Cut at a moment between the beginning of this test and now.
    expect(asked[0]?.['previous']).toBeGreaterThanOrEqual(started(dayAgo(13), weekEarlier(NOW)) ?? NaN);
    expect(asked[0]?.['previous']).toBeLessThanOrEqual(started(dayAgo(13), weekEarlier(Date.now())) ?? NaN);
    expect(asked.map(({ verdict }) => verdict)).not.toContain('NOT_YET');
    // A range that is over is not cut.
    const whole = `${measures}, ${range(dayAgo(7), dayAgo(0))}`;
    expect(await changes(`${whole}, soFar: true`)).toEqual(await changes(whole));
  });

  it('shows beside as many days any number of days before, in changes as in stats', async () => {
    const [measures, week] = ['measures: ["episodesStarted"]', range(dayAgo(7), dayAgo(0))];
    const started = together(ACCOUNTS, { edges: [dayAgo(17), dayAgo(10)] })[0]?.episodesStarted;
    expect(started).toBeGreaterThan(0);
    const asked = await changes(`${measures}, ${week}, daysBefore: 10`);
    expect(asked.map(({ previous }) => previous)).toEqual([started]);
    const { stats } = await dataOf<{ stats: { period: string; episodesStarted: number }[] }>(
      service.url,
      `{ stats(${week}, granularity: TOTAL, compare: PREVIOUS_PERIOD, daysBefore: 10) {
           period episodesStarted } }`,
    );
    expect(stats.find(({ period }) => period === 'PREVIOUS')?.episodesStarted).toBe(started);
  });

  it('shows beside the year before, when there was nothing', async () => {
    const [started] = await changes(
      `measures: ["episodesStarted", "episodesStarted"], ${range(dayAgo(28), dayAgo(0))}, compare: PREVIOUS_YEAR`,
    );
    expect(started).toMatchObject({ previous: 0, nPrevious: 0, change: null, verdict: 'TOO_FEW' });
  });

  it.each([
    ['FIRST_RESPONSE', ACCOUNTS, ''],
    ['FIRST_ANSWER', ['desk'], 'accounts: ["desk"]'],
    ['FIRST_RESPONSE', ACCOUNTS, 'operators: ["1"]'],
  ] as const)(
    'shows in %s how many contacts of %s were answered within a time, %s',
    async (measure, accounts, as) => {
      const query = `{ responseCurve(measure: ${measure}, from: "${iso(dayAgo(30))}", to: "${iso(NOW)}", filter: { ${as} }) {
      n answered p50Seconds p90Seconds points { seconds answeredShare low high atRisk } } }`;
      const { responseCurve } = await dataOf<{ responseCurve: Row & { points: Row[] } }>(service.url, query);
      const now = Date.now();
      const contacts = accounts
        .flatMap((account) => fullEpisodesOf(reference.get(account) as History, now))
        .filter(({ startedAt = NaN, firstVisitorMessageAt, blockedAt }) => {
          const isEngaged = firstVisitorMessageAt !== undefined && blockedAt === undefined;
          return isEngaged && startedAt >= dayAgo(30) && startedAt < NOW;
        })
        .filter(({ operator }) => !as.startsWith('operators') || operator === '1')
        .map(({ status, firstVisitorMessageAt = NaN, firstResponse, firstAnswer }): Contact => {
          const response = measure === 'FIRST_RESPONSE' ? firstResponse : firstAnswer;
          if (response !== undefined) return { answered: response.seconds };
          return status === 'OPEN' ? { waiting: (now - firstVisitorMessageAt) / 1000 } : {};
        });
      const answered = contacts.flatMap((contact) => contact.answered ?? []);
      expect(responseCurve).toMatchObject({ n: contacts.length, answered: answered.length });
      if (accounts.length > 1 && as === '')
        expect(contacts.some(({ waiting }) => waiting !== undefined)).toBe(true);
      expect(responseCurve.points.length).toBeGreaterThan(30);
      for (const { seconds, answeredShare, low, high, atRisk } of responseCurve.points) {
        const point = curveAt(contacts, Number(seconds));
        const found = [answeredShare, low, high].map(
          (number) => expect.closeTo(Number(number), 9) as unknown,
        );
        expect([seconds, point.share, ...point.ends, point.atRisk]).toEqual([seconds, ...found, atRisk]);
      }
      const ascending = answered.toSorted((one, other) => one - other);
      const reaching = (share: number) =>
        ascending.find((seconds) => curveAt(contacts, seconds).share >= share - 1e-12) ?? null;
      expect([responseCurve['p50Seconds'], responseCurve['p90Seconds']]).toEqual([
        reaching(0.5),
        reaching(0.9),
      ]);
    },
  );

  it('is not told of what there is not', async () => {
    const refused = async (args: string) => {
      const { status, errors } = await ask(service.url, `{ changes(${args}) { measure } }`);
      return [status, errors?.[0]?.extensions.code, errors?.[0]?.message];
    };
    const days = range(dayAgo(2), dayAgo(1));
    expect(await refused(`measures: ["csat"], ${days}`)).toEqual([
      ...[400, 'BAD_USER_INPUT', 'There is no measure "csat". The query "measures" lists them.'],
    ]);
    const curve = `{ responseCurve(measure: REPLY, from: "${iso(dayAgo(2))}", to: "${iso(NOW)}") { n } }`;
    expect((await ask(service.url, curve)).errors?.[0]?.message).toContain('FIRST_RESPONSE or FIRST_ANSWER');
    const without = await refused(`measures: [], ${days}, compare: NONE`);
    expect(without).toEqual([400, 'BAD_USER_INPUT', 'compare takes PREVIOUS_PERIOD or PREVIOUS_YEAR.']);
    expect(await refused(`measures: [], ${days}, daysBefore: 0`)).toEqual([
      ...[400, 'BAD_USER_INPUT', 'daysBefore must be a whole number of days from 1 to 3660.'],
    ]);
    expect((await refused(`measures: [], ${days}, compare: NONE, daysBefore: 7`)).at(-1)).toContain(
      'compare is NONE',
    );
  });
});

function weekdayOf(midnight: number): string {
  return new Intl.DateTimeFormat('en', { timeZone: ZONE, weekday: 'long' }).format(new Date(midnight));
}
