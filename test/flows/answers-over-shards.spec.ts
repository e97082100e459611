import { EPISODE_COUNT_NAMES } from '../../src/answer/measures/registry/episode-counts';
import { MEASURES } from '../../src/answer/measures/registry/measures';
import type { DividedAccounts } from '../support/divided-accounts';
import { ask } from '../support/graphql-client';
import { ENDS_SELECTION } from '../support/intervals-of-reference';
import { ODD_ACCOUNTS, ODD_RANGE, ODD_RECEIVED, oddDivision } from '../support/odd-division';
import { oddQuestions, oddQuestionsOfTeams } from '../support/odd-questions';
import { getReport } from '../support/report-client';
import { ALL_SELECTION } from '../support/stats-of-reference';

const iso = (time: number) => new Date(time).toISOString();
const rangeOf = ({ from, to }: { from: number; to: number }) => `from: "${iso(from)}", to: "${iso(to)}"`;
const RANGE = rangeOf(ODD_RANGE);
const RECEIVED = rangeOf(ODD_RECEIVED);
const WEEK_MS = 7 * 24 * 3_600_000;
const LATEST = rangeOf({ from: ODD_RANGE.to - WEEK_MS, to: ODD_RANGE.to });
const GROUP = 'account operator operatorName team teamOverlaps page copilot attribute';
const EPISODE =
  'account chatId number status startedAt lastActivityAt closedAt operator teams page firstAnswerSeconds closureWorkingSeconds rating copilotOutcome targetsMet targetsBreached attributes link';
const EVENT = 'id account chatId type occurredAt receivedAt deliveries author name rating text teams';
const TARGET = `target measure time ${GROUP} met breached pending endedEarly lastWords rate rateLow rateHigh errorBudgetLeft`;

/** Each is found in the same way: every third is enough, but where more is wanted. */
const BEHIND = EPISODE_COUNT_NAMES.values.filter(
  (_, index) => process.env['HISTORIES'] !== undefined || index % 3 === 0,
);

/** By names, and by all that a filter can say. */
const FILTERS = [
  '',
  'filter: { accounts: ["case0"] }',
  'filter: { accounts: ["case0", "case1", "nobody"] }',
  'filter: { operators: ["case1:1", "2"] }',
  'filter: { teams: ["second line"], hours: INSIDE }',
  'filter: { pages: ["/a", ""], copilot: false }',
  'filter: { attributes: [{ name: "plan", values: ["pro", "free"] }] }',
];

describe('Answers over accounts that are divided among databases', () => {
  let divided: DividedAccounts | undefined;
  let whole: string;
  let parts: string;

  beforeAll(async () => {
    divided = await oddDivision();
    [whole, parts] = [await divided.serve(), await divided.serve(divided.shards)];
  });

  afterAll(() => divided?.stop());

  /** @returns what both answer */
  async function expectEqual(query: string): Promise<Record<string, unknown>> {
    const [one, other] = await Promise.all([
      ask<Record<string, unknown>>(whole, query),
      ask<Record<string, unknown>>(parts, query),
    ]);
    expect({ query, ...other }).toEqual({ query, ...one });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    return one.data ?? {};
  }

  async function expectAnswered(query: string): Promise<Record<string, unknown[]>> {
    const answer = await expectEqual(query);
    expect([query, answer]).not.toEqual([query, {}]);
    return answer as Record<string, unknown[]>;
  }

  const questions = { ...oddQuestions(ODD_RANGE), ...oddQuestionsOfTeams(ODD_RANGE) };

  async function expectEqualStats({ as, groupBy = [] }: (typeof questions)[string]): Promise<void> {
    const dimensions = groupBy.map((dimension) => dimension.toUpperCase());
    const attribute = dimensions.includes('ATTRIBUTE') ? ', attribute: "plan"' : '';
    const asked = `${RANGE}, ${as}, groupBy: [${dimensions.join(', ')}]${attribute}, limit: 100000`;
    const { stats } = await expectAnswered(
      `{ stats(${asked}, fill: false) { time incomplete ${GROUP} ${ALL_SELECTION} } }`,
    );
    expect(stats).not.toEqual([]);
    await expectAnswered(`{ stats(${asked}, offset: 1) { time ${GROUP} ${ENDS_SELECTION} } }`);
  }

  it.each(Object.entries(questions))('are those of one database, %s', async (_, question) => {
    await expectEqualStats(question);
  });

  it('are the same where some of them have days summed up by page and by attribute', async () => {
    await divided?.sumUpFacets();
    const total = { edges: [], as: 'granularity: TOTAL' };
    await expectEqualStats({ ...total, groupBy: ['page'] });
    await expectEqualStats({ ...total, groupBy: ['attribute'], attribute: 'plan' });
    await expectEqualStats({ ...total, as: `${total.as}, filter: { pages: ["/a"] }` });
  });

  it.each(FILTERS)('say the same of changes, targets, hours and lengths: %s', async (filter) => {
    const of = filter === '' ? '' : `, ${filter}`;
    await expectAnswered(`{
      changes(measures: [${MEASURES.map(({ name }) => `"${name}"`).join(', ')}], ${LATEST}${of}) { measure value previous n change changeLow changeHigh verdict previousKnown matters }
      summary(${LATEST}${of}) { sentences { __typename } changes { measure value verdict } }
      curve: responseCurve(measure: FIRST_ANSWER, ${RANGE}${of}) {
        n answered p50Seconds points { seconds answeredShare low high atRisk } }
    }`);
    await expectAnswered(`{
      byOperator: changes(measures: ["replies", "csatRate"], ${LATEST}${of}, groupBy: [OPERATOR]) { measure account operator operatorName value change verdict certainAmongGroups }
      byTeam: changes(measures: ["episodesStarted"], ${LATEST}${of}, groupBy: [TEAM]) { measure team value change verdict }
      targets(${RANGE}${of}, groupBy: [TEAM], granularity: DAY) { ${TARGET} }
      bare: targets(${RANGE}${of}) { ${TARGET} }
    }`);
    await expectAnswered(`{
      heatmap(${RANGE}, timezone: "America/St_Johns"${of}) { weekday hour occurrences episodesStarted messagesVisitor episodesPerOccurrence firstResponseSecondsP90 episodesMissed }
      working: heatmap(${RANGE}, clock: WORKING${of}) { firstResponseSecondsP90 }
      distribution(measure: CLOSURE, ${RANGE}${of}) { lowerSeconds upperSeconds count shareBelow }
      explain(measure: "csatRate", ${RANGE}${of}) { value parts { kind samples } incomplete eventsWaiting operatorMessagesUnlinked schedules { account name } targets { name } }
    }`);
    await expectAnswered(`{
      live${filter && `(${filter})`} { episodesOpen episodesWaiting episodesOverdue }
      waiting(limit: 100${of}) { account chatId number waitingSince dueAt dueTarget operator teams page copilot }
      few: waiting(limit: 3, clock: WORKING${of}) { account chatId number }
    }`);
  });

  it.each(BEHIND)('list the episodes behind %s', async (behind) => {
    const asked = `${RANGE}, behind: "${behind}"`;
    await expectAnswered(`{
      all: episodes(${asked}, limit: 10000) { ${EPISODE} }
      page: episodes(${asked}, limit: 7, offset: 5) { account chatId number }
      open: episodes(${asked}, limit: 9, offset: 1, status: OPEN, filter: { teams: ["first", ""] }) { account chatId number }
      found: episodes(${asked}, limit: 4, offset: 2, search: "a") { account chatId number }
    }`);
  });

  it('list events, deliveries and whole chats', async () => {
    const { all = [] } = await expectAnswered(`{ all: events(${RECEIVED}, limit: 10000) { ${EVENT} } }`);
    expect(all.length).toBeGreaterThan(100);
    for (const offset of [0, 3, all.length - 40, all.length])
      await expectAnswered(`{
        events(${RECEIVED}, limit: 17, offset: ${offset}) { id payload text }
        rated: events(${RECEIVED}, types: ["message.rated"], limit: 5, offset: ${offset >> 4}) { id deliveries }
        deliveries(${RECEIVED}, limit: 19, offset: ${offset}) { id account copyOf parseError bytes payload }
        own: deliveries(${RECEIVED}, account: "case1", limit: 3, offset: ${offset >> 4}) { id source }
      }`);
    const { chats = [] } = (await expectAnswered(
      `{ chats: episodes(${RANGE}, limit: 4) { account chatId } }`,
    )) as { chats?: { account: string; chatId: string }[] };
    for (const { account, chatId } of chats)
      await expectAnswered(`{
        chatEvents(account: "${account}", chatId: "${chatId}") { ${EVENT} payload }
        chatEpisodes(account: "${account}", chatId: "${chatId}") { ${EPISODE} }
      }`);
    await expectAnswered(`{ episodes(${LATEST}, words: "message", limit: 50) { account chatId number } }`);
  });

  it('say what there is to filter by, and how current it is', async () => {
    const named = '{ value label }';
    const { names } = await expectAnswered(`{
      accounts ${named} operators(${RANGE}) ${named} teams ${named} names: attributeNames ${named}
      ${[1, 2, 3, 4, 100].map((limit) => `pages${limit}: pages(${RANGE}, limit: ${limit}) ${named}`).join(' ')}
    }`);
    expect(names).not.toEqual([]);
    await expectAnswered(
      `{ ${[1, 2, 3, 4].map((limit) => `values${limit}: attributeValues(name: "plan", limit: ${limit}) ${named}`).join(' ')} }`,
    );
    const freshness = await expectAnswered(`{
      freshness { lastReceivedAt eventsSpooled eventsOnDisk eventsPending operatorMessagesUnlinked coverage
        received { account type lastReceivedAt deliveries7d } kept { account } deliveriesNotUnderstood
        stateEventsDatedBefore copilotUnrecognised rebuildDue numbersMixed rebuild { chats } }
      coverage(${rangeOf({ from: Date.now() - WEEK_MS, to: Date.now() })}) {
        account day coverage messagesShown messagesReceived }
      schedules { account name openNow nextOpening }
    }`);
    expect(freshness).toMatchObject({ freshness: { eventsSpooled: 0, eventsPending: 0 } });
    expect(freshness['coverage']).toHaveLength(ODD_ACCOUNTS.length);
  });

  it('refuse the same', async () => {
    const tooMany = `{ stats(${RANGE}, granularity: HOUR, groupBy: [PAGE], limit: 20) { page messagesVisitor } }`;
    expect(await expectEqual(tooMany)).toEqual({});
    expect(await expectEqual(`{ targets(${RANGE}, groupBy: [OPERATOR], limit: 1) { met } }`)).toEqual({});
  });

  it.each(['', 'account=case0', 'account=case1&account=case2&operator=1', 'page=%2Fa', 'team=first'])(
    'are the same in reports: %s',
    async (filter) => {
      const range = `from=${iso(ODD_RANGE.from)}&to=${iso(ODD_RANGE.to)}&${filter}`;
      const received = `from=${iso(ODD_RECEIVED.from)}&to=${iso(ODD_RECEIVED.to)}`;
      const paths = [
        `stats.csv?${range}&granularity=DAY&groupBy=COPILOT&timezone=Europe/Vilnius`,
        `operators.csv?${range}`,
        `targets.json?${range}`,
        `heatmap.csv?${range}`,
        `distribution.csv?${range}&measure=CLOSURE`,
        `ratings.ndjson?${range}`,
        `ratings.csv?${range}&limit=5&offset=3`,
        `episodes.ndjson?${range}`,
        `episodes.csv?${range}&behind=episodesMissed&limit=20&offset=4`,
        ...(filter === '' ? [`events.ndjson?${received}`, `events.csv?${received}&limit=30&offset=7`] : []),
      ];
      for (const path of paths) {
        const [one, other] = await Promise.all([getReport(whole, path), getReport(parts, path)]);
        const [text, otherText] = [await one.text(), await other.text()];
        expect([path, other.status, otherText]).toEqual([path, 200, text]);
        if (filter === '') expect(text.length).toBeGreaterThan(100);
      }
    },
  );
});
