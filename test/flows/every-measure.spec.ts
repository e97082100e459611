import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import { createLog } from '../../src/platform/logging/log';
import { EPISODE_COUNT_NAMES } from '../../src/answer/measures/registry/episode-counts';
import { cellsOf } from '../reference/cells';
import type { RawDelivery } from '../reference/delivery';
import { fullEpisodesOf } from '../reference/full-episodes';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { EPISODE_SELECTION, episodeRowOf } from '../support/episodes-of-reference';
import { embeddedAccess } from '../support/embedded-access';
import { sumUpFacets } from '../support/embedded-stores';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { byHourOfWeek } from '../support/hours-of-week';
import { environmentOf, sendToAccounts } from '../support/odd-accounts';
import { oddHistories, oddRange } from '../support/odd-histories';
import { ENDS_SELECTION, allTogether, expectIntervals } from '../support/intervals-of-reference';
import { ODD_TEAMS, oddQuestions, oddQuestionsOfTeams, oddTeamsIn } from '../support/odd-questions';
import { oddSchedules, rulesTextOf } from '../support/odd-schedules';
import { GOAL, oddTargets, targetsIn } from '../support/odd-targets';
import { RunningService, temporaryDataDir } from '../support/running-service';
import {
  ALL_SELECTION,
  allStatsOf,
  expectPercentile,
  expectPercentiles,
  withoutPercentiles,
} from '../support/stats-of-reference';
import { expectTargetRows, TARGET_SELECTION, targetRowsOf } from '../support/target-rows-of-reference';
import { TargetsOfReference } from '../support/targets-of-reference';
import { embeddedSettings } from '../support/temporary-clickhouse';
import { WRONG_FACET_SUMS } from '../support/wrong-roll-ups';

/** Another one with `HISTORY_SEED`. */
const SEED = Number(process.env['HISTORY_SEED'] ?? 20_261_126);
/** More of them take minutes: `HISTORIES=40`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 20);
const HOUR_MS = 3_600_000;
/** The last events are half an hour old: some episodes are open, and none becomes idle while this runs. */
const START = Date.now() - 120.5 * HOUR_MS;
const accounts = Array.from({ length: HISTORIES }, (_, index) => `case${index}`);
const iso = (time: number) => new Date(time).toISOString();
/** So that some episodes ended more than a week ago, and others within. */
const WEEKS = { hasWeekBefore: true };
const { from: FROM, to: TO } = oddRange(START, WEEKS);
const RANGE = `from: "${iso(FROM)}", to: "${iso(TO)}"`;

const SCHEDULES = oddSchedules(START);
const schedules = Object.fromEntries(
  accounts.map((account, index) => [account, SCHEDULES[index % SCHEDULES.length] ?? []]),
);

const TARGETS = oddTargets(START, accounts);

type Row = Record<string, unknown> & { account: string; time: string };

const ASKED = { from: FROM, to: TO };
const QUESTIONS = { ...oddQuestions(ASKED), ...oddQuestionsOfTeams(ASKED) };

describe('every measure', () => {
  const histories = fc.sample(oddHistories(START, WEEKS), { numRuns: HISTORIES, seed: SEED });
  const received: RawDelivery[] = [];
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let reference: Map<string, History>;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const rules = join(dataDir.path, 'analytics.yaml');
    await writeFile(
      rules,
      rulesTextOf(new Map(Object.entries(schedules)), { targets: targetsIn(TARGETS), teams: ODD_TEAMS }),
    );
    const environment = { ...environmentOf(accounts), CONFIG_FILE: rules };
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    // Split, so that most chats are computed more than once, and the last first.
    await send((bodies) => bodies.slice(bodies.length >> 1));
    await untilRolledUp(service.url);
    await send((bodies) => bodies.slice(0, bodies.length >> 1));
    await send((bodies) => bodies.slice(0, 10));
    await untilRolledUp(service.url);
    reference = historiesOf(received, { schedules });
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  async function send(choose: (bodies: readonly Buffer[]) => Buffer[]): Promise<void> {
    const chosen = accounts.map((account, index) => [account, choose(histories[index] ?? [])] as const);
    received.push(...(await sendToAccounts(service.url, new Map(chosen))));
  }

  async function expectByTheDefinitions({ as, ...question }: (typeof QUESTIONS)[string]): Promise<void> {
    const groups = question.groupBy ?? [];
    // By operator, rows are of an account without being asked: its ids are the same in all.
    const dimensions = groups.map((dimension) => dimension.toUpperCase());
    if (!groups.includes('operator')) dimensions.push('ACCOUNT');
    const attribute = groups.includes('attribute') ? ', attribute: "plan"' : '';
    const query = `{ stats(${RANGE}, ${as}, groupBy: [${dimensions.join(', ')}]${attribute}, fill: false, limit: 100000)
      { account time ${groups.join(' ')} ${ALL_SELECTION} } }`;
    const { stats } = await dataOf<{ stats: Row[] }>(service.url, query);
    for (const account of accounts) {
      const asked = { ...question, teamsOf: oddTeamsIn(account) };
      const cells = cellsOf(reference.get(account) as History, asked);
      const rows = stats.filter((row) => row.account === account);
      const expected = cells.map(({ time, group, measures }) => ({
        account,
        time: iso(time),
        ...group,
        ...allStatsOf(measures),
      }));
      expect(rows.map(withoutPercentiles)).toEqual(expected);
      for (const [index, { measures }] of cells.entries()) expectPercentiles(rows[index] ?? {}, measures);
    }
  }

  it.each(Object.entries(QUESTIONS))('is what the definitions say, %s', async (_, question) => {
    await expectByTheDefinitions(question);
  });

  it('is the same where whole days are summed up by page and by attribute', async () => {
    const access = embeddedSettings(dataDir.path);
    const { clickhouse, close } = await connectForCommand(access, createLog('error'));
    try {
      await sumUpFacets({ clickhouse, dataDir: dataDir.path });
      const [summed] = await clickhouse.queryText<Record<string, string>>(
        "SELECT count() AS days, countIf(has(facets, 'attribute/plan')) AS by_plan FROM facet_days FINAL WHERE is_valid",
        {},
        'look',
      );
      expect(Number(summed?.['days'])).toBeGreaterThan(5);
      expect(Number(summed?.['by_plan'])).toBeGreaterThan(2);
      expect(await clickhouse.queryText(WRONG_FACET_SUMS, {}, 'look')).toEqual([]);
    } finally {
      await close();
    }
    const { 'in all': total, 'by day': days, 'of some plans': plans } = QUESTIONS;
    if (total === undefined || days === undefined || plans === undefined) throw new Error('no such question');
    const ofPlan = { ...total, groupBy: ['attribute'], attribute: 'plan' } as const;
    const pages = ['/a', ''];
    const questions: (typeof QUESTIONS)[string][] = [
      { ...total, groupBy: ['page'] },
      { ...days, groupBy: ['page'] },
      ofPlan,
      { ...ofPlan, clock: 'WORKING', as: `${total.as}, clock: WORKING` },
      { ...total, filter: { pages }, as: `${total.as}, filter: { pages: ${JSON.stringify(pages)} }` },
      plans,
    ];
    for (const question of questions) await expectByTheDefinitions(question);
  });

  it.each(['in all', 'by day', 'by operator', 'by page'])('says how sure it is, %s', async (name) => {
    const { as, ...question } = QUESTIONS[name] ?? { as: '', edges: [] };
    const groups = question.groupBy ?? [];
    const dimensions = ['ACCOUNT', ...groups.map((dimension) => dimension.toUpperCase())];
    const query = `{
      stats(${RANGE}, ${as}, groupBy: [${dimensions.join(', ')}], fill: false, limit: 100000) { account ${ALL_SELECTION} ${ENDS_SELECTION} }
      alone: stats(${RANGE}, ${as}, groupBy: [${dimensions.join(', ')}], fill: false, limit: 100000) { closureSecondsP50 }
      beside: stats(${RANGE}, ${as}, groupBy: [${dimensions.join(', ')}], fill: false, limit: 100000) { closureSecondsP50 closureSecondsP50Low }
    }`;
    const { stats, alone, beside } = await dataOf<Record<string, Row[]>>(service.url, query);
    let found = 0;
    for (const account of accounts) {
      const cells = cellsOf(reference.get(account) as History, question);
      const rows = stats?.filter((row) => row.account === account) ?? [];
      expect(rows).toHaveLength(cells.length);
      for (const [index, { measures }] of cells.entries())
        found += expectIntervals(rows[index] ?? {}, measures);
    }
    expect(found).toBeGreaterThan(0);
    // From all bins or from some percentiles, a number is the same.
    const medians = (rows: Row[] = []) => rows.map(({ closureSecondsP50 }) => closureSecondsP50);
    expect(medians(beside)).toEqual(medians(alone));
  });

  it('says how sure it is of all accounts together', async () => {
    const query = `{ stats(${RANGE}, granularity: TOTAL) { ${ENDS_SELECTION} } }`;
    const { stats } = await dataOf<{ stats: Row[] }>(service.url, query);
    const cells = accounts.flatMap((account) =>
      cellsOf(reference.get(account) as History, { edges: [FROM, TO] }),
    );
    const found = expectIntervals(stats[0] ?? {}, allTogether(cells.map(({ measures }) => measures)));
    expect(found).toBeGreaterThan(10);
  });

  it('is of the operators of an account alone, where they are named with it', async () => {
    const ask = async (operators: string[]) => {
      const filter = `{ operators: ${JSON.stringify(operators)} }`;
      const query = `{ stats(${RANGE}, granularity: DAY, groupBy: [ACCOUNT], filter: ${filter}, fill: false)
        { account time ${ALL_SELECTION} } }`;
      return (await dataOf<{ stats: Row[] }>(service.url, query)).stats;
    };
    const { edges } = QUESTIONS['by day'] as { edges: readonly number[] };
    const daysOf = (account: string, operators: string[]) =>
      cellsOf(reference.get(account) as History, { edges, filter: { operators } });
    const [one = '', other = ''] = accounts.filter((account) =>
      ['1', '2'].every((operator) => daysOf(account, [operator]).length > 1),
    );
    const expectRows = (rows: Row[], account: string, operators: string[]) => {
      const expected = daysOf(account, operators).map(({ time, measures }) => ({
        ...{ account, time: iso(time), ...allStatsOf(measures) },
      }));
      expect(rows.filter((row) => row.account === account).map(withoutPercentiles)).toEqual(expected);
    };
    const ofBoth = await ask([`${one}:1`, `${other}:`, `${other}:2`]);
    expect(ofBoth.every(({ account }) => account === one || account === other)).toBe(true);
    expectRows(ofBoth, one, ['1']);
    expectRows(ofBoth, other, ['', '2']);
    const mixed = await ask(['2', `${one}:1`]);
    expectRows(mixed, one, ['1', '2']);
    expectRows(mixed, other, ['2']);
  });

  it('is what the definitions say of a compared period whose hours begin within quarters of an hour', async () => {
    const to = Math.ceil(START / HOUR_MS + 100) * HOUR_MS;
    const length = 50 * HOUR_MS + 425_123;
    const from = to - length;
    const starts = Array.from({ length: 51 }, (_, index) => to - (51 - index) * HOUR_MS);
    const edges = [from - length, ...starts.slice(1).map((hour) => hour - length), from];
    const query = `{ stats(from: "${iso(from)}", to: "${iso(to)}", granularity: HOUR, compare: PREVIOUS_PERIOD,
      groupBy: [ACCOUNT], fill: false, limit: 100000) { account time period ${ALL_SELECTION} } }`;
    const { stats } = await dataOf<{ stats: Row[] }>(service.url, query);
    let cellsInAll = 0;
    for (const account of accounts) {
      const cells = cellsOf(reference.get(account) as History, { edges });
      const rows = stats.filter((row) => row.account === account && row['period'] === 'PREVIOUS');
      const expected = cells.map(({ time, measures }) => ({
        account,
        time: iso(starts[edges.indexOf(time)] ?? NaN),
        period: 'PREVIOUS',
        ...allStatsOf(measures),
      }));
      expect(rows.map(withoutPercentiles)).toEqual(expected);
      for (const [index, { measures }] of cells.entries()) expectPercentiles(rows[index] ?? {}, measures);
      cellsInAll += cells.length;
    }
    expect(cellsInAll).toBeGreaterThan(HISTORIES);
  });

  it.each(EPISODE_COUNT_NAMES.values)(
    'that counts episodes has as many behind it as it says, whatever the filter and the page: %s',
    async (measure) => {
      const questions = Object.values(QUESTIONS).filter(
        ({ groupBy, edges }) => groupBy === undefined && edges.length === 2,
      );
      // The same episodes are behind a count on either clock.
      const byFilter = new Map(questions.map((question) => [/filter: .*}/.exec(question.as)?.[0], question]));
      let most = 0;
      for (const [index, { as }] of [...byFilter.values()].entries()) {
        const filter = /filter: .*/.exec(as)?.[0] ?? '';
        const asked = `${RANGE}, behind: "${measure}", ${filter}`;
        // Pages and states are cut in the same way from any list: from that of all and that of some plans.
        const parts = `
          page: episodes(${asked}, limit: 7, offset: 5) { account chatId number }
          open: episodes(${asked}, limit: 10000, status: OPEN) { account }
          closed: episodes(${asked}, limit: 10000, status: CLOSED) { account }
          idle: episodes(${asked}, limit: 10000, status: IDLE) { account }`;
        const hasParts = index === 0 || index === byFilter.size - 1;
        const query = `{
          stats(${RANGE}, ${as}) { ${measure} }
          all: episodes(${asked}, limit: 10000) { account chatId number }
          ${hasParts ? parts : ''}
        }`;
        const answer = await dataOf<Record<string, Row[]>>(service.url, query);
        const { all = [], page, open = [], closed = [], idle = [] } = answer;
        expect([as, all.length]).toEqual([as, answer['stats']?.[0]?.[measure]]);
        expect(new Set(all.map((row) => JSON.stringify(row))).size).toBe(all.length);
        if (hasParts) expect(page).toEqual(all.slice(5, 12));
        if (hasParts) expect(open.length + closed.length + idle.length).toBe(all.length);
        most = Math.max(most, all.length);
      }
      expect(most).toBeGreaterThan(0);
    },
  );

  it('of started episodes has exactly those behind it that `episodes` lists', async () => {
    const query = `{ episodes(${RANGE}, limit: 10000) { ${EPISODE_SELECTION} } }`;
    const { episodes } = await dataOf<{ episodes: Row[] }>(service.url, query);
    const expected = accounts.flatMap((account) =>
      fullEpisodesOf(reference.get(account) as History)
        .filter(({ startedAt }) => startedAt !== undefined)
        .map((episode) => episodeRowOf(account, episode)),
    );
    const key = (row: Record<string, unknown>) =>
      JSON.stringify([row['account'], row['chatId'], row['number']]);
    const sorted = (rows: Record<string, unknown>[]) =>
      rows.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
    expect(new Set(expected.map(({ status }) => status)).size).toBe(3);
    expect(sorted(episodes)).toEqual(sorted(expected));
    expect(episodes.map(({ startedAt }) => startedAt)).toEqual(
      episodes.map(({ startedAt }) => startedAt).toSorted(),
    );
  });

  it('is spread over the hours of the local week, and over lengths, as it is in all', async () => {
    const zone = 'America/St_Johns';
    const query = `{
      heatmap(${RANGE}, timezone: "${zone}") { weekday hour episodesStarted firstResponseSecondsP90 episodesMissed }
      stats(${RANGE}, granularity: TOTAL) { episodesMissed ratings }
      rated: episodes(${RANGE}, behind: "ratings", limit: 10000) { account chatId number }
      low: episodes(${RANGE}, behind: "rating1", limit: 10000) { account chatId number }
      distribution(measure: CLOSURE, ${RANGE}) { lowerSeconds upperSeconds count shareBelow }
      live { episodesOpen }
    }`;
    const { heatmap, distribution, live, stats, rated, low } = await dataOf<
      Record<string, Record<string, number>[]>
    >(service.url, query);
    const episodes = accounts.flatMap((account) => fullEpisodesOf(reference.get(account) as History));
    const startedAt = byHourOfWeek(episodes, zone);
    expect(heatmap).toHaveLength(7 * 24);
    const missed = (heatmap ?? []).map(({ episodesMissed = 0 }) => episodesMissed);
    expect(missed.reduce((sum, one) => sum + one)).toBe(stats?.[0]?.['episodesMissed']);
    const namesOf = (rows: object[] = []) => rows.map((row) => JSON.stringify(row)).toSorted();
    const ratedIn = (isMeant: (value: number) => boolean) =>
      accounts.flatMap((account) =>
        fullEpisodesOf(reference.get(account) as History)
          .filter(({ ratings }) => ratings.some(({ value }) => isMeant(value)))
          .map(({ chat, number }) => JSON.stringify({ account, chatId: chat, number })),
      );
    expect(namesOf(rated)).toEqual(ratedIn(() => true).toSorted());
    expect(namesOf(low)).toEqual(ratedIn((value) => value === 1).toSorted());
    for (const { weekday, hour, episodesStarted, firstResponseSecondsP90: answered } of heatmap ?? []) {
      const field = `${weekday} ${hour}`;
      const here = startedAt.get(field) ?? [];
      expect([field, episodesStarted]).toEqual([field, here.length]);
      const seconds = here.flatMap(({ firstResponse }) => firstResponse?.seconds ?? []);
      expectPercentile({ field, answered, percent: 90, ascending: seconds.sort((a, b) => a - b) });
    }
    const lengths = episodes.flatMap(({ startedAt, closedAt }) =>
      startedAt === undefined || closedAt === undefined ? [] : [(closedAt - startedAt) / 1000],
    );
    for (const { lowerSeconds = 0, upperSeconds, count, shareBelow } of distribution ?? []) {
      const isIn = (length: number) => length >= lowerSeconds && length < (upperSeconds ?? Infinity);
      expect([lowerSeconds, count]).toEqual([lowerSeconds, lengths.filter(isIn).length]);
      const isBelow = (length: number) => length < (upperSeconds ?? Infinity);
      expect(shareBelow).toBe(lengths.filter(isBelow).length / lengths.length);
    }
    expect(live).toEqual({ episodesOpen: episodes.filter(({ status }) => status === 'OPEN').length });
  });

  it('has targets, which are kept, breached and waited for as the definitions say', async () => {
    const access = embeddedAccess(dataDir.path);
    const targets = new TargetsOfReference(reference, TARGETS);
    expect((await targets.expectFacts(access)).size).toBeGreaterThan(30);
    const { limits, waits } = await targets.expectDeadlines(access);
    // How many there are depends on the hour at which this runs.
    expect([limits > 0, waits > 0]).toEqual([true, true]);
  });

  it('has targets, asked for in any way', async () => {
    const outcomes = await new TargetsOfReference(reference, TARGETS).outcomesNow();
    let rows = 0;
    for (const { as, clock, ...question } of Object.values<(typeof QUESTIONS)[string]>(QUESTIONS)) {
      // A target has its own clock.
      if (clock !== undefined) continue;
      const groups = question.groupBy ?? [];
      const dimensions = [...groups.map((dimension) => dimension.toUpperCase()), 'ACCOUNT'];
      const attribute = groups.includes('attribute') ? ', attribute: "plan"' : '';
      const asked = `${RANGE}, ${as}, groupBy: [${dimensions.join(', ')}]${attribute}, limit: 100000`;
      const query = `{ targets(${asked}) { ${groups.join(' ')} ${TARGET_SELECTION} } }`;
      const { targets } = await dataOf<{ targets: Row[] }>(service.url, query);
      const expected = targetRowsOf(outcomes, { ...question, teamsIn: oddTeamsIn }, GOAL);
      expectTargetRows(targets, expected);
      rows += expected.length;
    }
    expect(rows).toBeGreaterThan(1_000);
  });

  it('can be explained: what it is computed from, and what is not in it', async () => {
    const query = `{ explain(measure: "csatRate", ${RANGE}) {
      measure { name unit } value parts { kind samples } incomplete operatorMessagesUnlinked episodeIdleGapSeconds
      episodeTailSeconds definitions } }`;
    const { explain } = await dataOf<{ explain: Record<string, unknown> }>(service.url, query);
    const all = accounts.flatMap((account) =>
      cellsOf(reference.get(account) as History, { edges: [FROM, TO] }),
    );
    const stars = (value: 1 | 2 | 3 | 4 | 5) =>
      all.reduce((sum, { measures }) => sum + measures[`rating${value}`], 0);
    const rated = [1, 2, 3, 4, 5].map((value) => stars(value as 1));
    const unlinked = accounts.flatMap((account) =>
      (reference.get(account) as History).events.filter(
        ({ textBy, chat }) => textBy === 'operator' && chat === undefined,
      ),
    );
    expect(explain).toEqual({
      measure: { name: 'csatRate', unit: 'ratio' },
      value: (stars(4) + stars(5)) / rated.reduce((sum, count) => sum + count, 0),
      parts: rated.map((samples, index) => ({ kind: `rating_${index + 1}`, samples })),
      incomplete: true,
      operatorMessagesUnlinked: unlinked.length,
      episodeIdleGapSeconds: 86_400,
      episodeTailSeconds: 120,
      definitions: 2,
    });
  });
});
