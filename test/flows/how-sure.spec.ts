import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

const RULES = `
targets:
  soon: { measure: FIRST_RESPONSE, within: 1m, goal: 0.9 }
  some day: { measure: FIRST_RESPONSE, within: 23h, goal: 0.1 }
`;

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
    const rules = join(dataDir.path, 'analytics.yaml');
    await writeFile(rules, RULES);
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { ...environmentOf(ACCOUNTS), CONFIG_FILE: rules },
    });
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

  it('is the same of each group as of a filter by it alone, and looks at all groups together', async () => {
    const month = range(dayAgo(28), dayAgo(0));
    const dimensions = 'certainAmongGroups account operator';
    const grouped = (
      await dataOf<{ changes: Row[] }>(
        service.url,
        `{ changes(measures: [], ${month}, groupBy: [OPERATOR]) { ${SELECTION} ${dimensions} } }`,
      )
    ).changes;
    const of = (account: string, operator: string) =>
      grouped.filter((row) => row['account'] === account && row['operator'] === operator);
    for (const [account, operator] of [
      ...ACCOUNTS.map((name) => [name, '1'] as const),
      ['shop', '2'] as const,
    ]) {
      const alone = await changes(
        `measures: [], ${month}, filter: { accounts: ["${account}"], operators: ["${operator}"] }`,
      );
      expect(of(account, operator)).toMatchObject(alone);
    }
    const certain = grouped.filter(({ certainAmongGroups }) => certainAmongGroups === true);
    expect(certain.length).toBeGreaterThan(0);
    for (const { verdict } of certain) expect(['HIGHER', 'LOWER']).toContain(verdict);
    expect(grouped.filter(({ certainAmongGroups }) => certainAmongGroups === null)).toEqual([]);
    // The second account has only been there for three weeks: beside the month before it has no change.
    expect(new Set(of('desk', '1').map(({ verdict }) => verdict))).toEqual(new Set([null]));
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

  it('is in the summary: who waits, what has changed most, and the targets', async () => {
    const summary = async (args: string) => {
      const sentence =
        'kind measure target value low high previous goal n verdict matters targets targetsBelow link';
      const query = `{ summary(${args}) { sentences { ${sentence} } changes { ${SELECTION} } }
        targets(${range(dayAgo(28), dayAgo(0))}) { target rate rateLow rateHigh goalRate met breached }
        live { episodesWaiting episodesOverdue } waiting { dueAt } }`;
      return dataOf<{
        summary: { sentences: Row[]; changes: Row[] };
        targets: Row[];
        live: Row;
        waiting: { dueAt: string }[];
      }>(service.url, query);
    };
    const month = range(dayAgo(28), dayAgo(0));
    const told = await summary(month);
    const { sentences, changes: among } = told.summary;
    const names = among.map(({ measure }) => JSON.stringify(measure)).join(', ');
    expect(among).toEqual(await changes(`measures: [${names}], ${month}`));
    expect(among.length).toBeGreaterThan(8);
    const [waiting, changed, target] = sentences;
    expect(sentences).toHaveLength(3);
    const waits = told.waiting.length;
    expect(waits).toBeGreaterThan(2);
    // Whom the shorter target promised an answer long ago.
    expect(told.waiting.filter(({ dueAt }) => Date.parse(dueAt) > NOW)).toEqual([]);
    expect(told.live).toEqual({ episodesWaiting: waits, episodesOverdue: waits });
    expect(waiting).toMatchObject({ kind: 'WAITING', n: waits, value: waits, link: '?view=live' });
    const certain = among.filter(({ verdict, matters }) => /HIGHER|LOWER/.test(String(verdict)) && matters);
    expect(certain.length).toBeGreaterThan(1);
    // 2 points of a rate weigh as much as 5 % of anything else.
    const weightOf = ({ measure, change, previous }: Row) => {
      const isRate = /Rate$/.test(String(measure));
      const whole = /Seconds/.test(String(measure)) ? Number(previous) : 1;
      return Math.abs(Number(change)) / (isRate ? 0.02 : 0.05 * whole);
    };
    const [largest] = certain.toSorted((one, other) => weightOf(other) - weightOf(one));
    const { measure, value, previous, changeLow, changeHigh, n, verdict } = largest ?? {};
    expect(changed).toMatchObject({
      ...{ kind: 'CHANGE', measure, value, previous, low: changeLow, high: changeHigh, n, verdict },
      ...{ matters: true, link: `#${String(measure)}` },
    });
    const [soon] = told.targets.filter((row) => row['target'] === 'soon');
    expect(target).toMatchObject({
      ...{ kind: 'TARGET', target: 'soon', value: soon?.['rate'], low: soon?.['rateLow'], goal: 0.9 },
      ...{ n: Number(soon?.['met']) + Number(soon?.['breached']), verdict: 'LOWER' },
      ...{ targets: 2, targetsBelow: 1, link: '#targets' },
    });
    // Beside nothing there is no change, but still who waits and the targets.
    const alone = (await summary(`${month}, compare: NONE`)).summary;
    expect(alone.sentences.map(({ kind }) => kind)).toEqual(['WAITING', 'TARGET']);
    expect(alone.changes).toEqual([]);
    // Of one operator nothing has changed for certain in a week: the wait for a first answer is told instead.
    const few = (await summary(`${range(dayAgo(1), dayAgo(0))}, filter: { operators: ["1"] }`)).summary;
    expect(few.sentences.find(({ kind }) => kind === 'FIGURE')).toMatchObject({
      ...{ measure: 'firstAnswerSecondsP50', verdict: 'TOO_FEW' },
    });
  });

  it('tells no change beside a time before there were data', async () => {
    const [started] = await changes(
      `measures: ["episodesStarted", "episodesStarted"], ${range(dayAgo(28), dayAgo(0))}, compare: PREVIOUS_YEAR`,
    );
    expect(started).toMatchObject({ previous: 0, nPrevious: 0, change: null, verdict: null });
    // Nor beside one in which the data begin, whatever little there is of it.
    const known = async (days: number) => {
      const of = `measures: ["firstResponseSecondsP50"], ${range(dayAgo(days), dayAgo(0))}`;
      const told = await dataOf<{ changes: Row[] }>(
        service.url,
        `{ changes(${of}) { previousKnown verdict n nPrevious } }`,
      );
      return told.changes[0];
    };
    expect(await known(34)).toMatchObject({ previousKnown: true, verdict: 'HIGHER' });
    const cut = await known(45);
    expect(cut).toMatchObject({ previousKnown: false, verdict: null });
    expect(cut?.['nPrevious']).toBeGreaterThan(10);
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
