import { ask } from '../support/graphql-client';
import type { DividedAccounts } from '../support/divided-accounts';
import { ODD_ACCOUNTS, ODD_RANGE, oddDivision } from '../support/odd-division';
import { getReport } from '../support/report-client';

const iso = (time: number) => new Date(time).toISOString();
const RANGE = `from: "${iso(ODD_RANGE.from)}", to: "${iso(ODD_RANGE.to)}"`;
/** One after the other on the next of two shards, of which the second is away. */
const THERE = ODD_ACCOUNTS.filter((_, index) => index % 2 === 0);
const AWAY = ODD_ACCOUNTS.filter((_, index) => index % 2 === 1);
const OF_AWAY = `filter: { accounts: ${JSON.stringify(AWAY)} }`;
const OF_THERE = `filter: { accounts: ${JSON.stringify(THERE)} }`;
const SAID = `The database of ${AWAY.join(', ')} cannot be asked at the moment.`;

describe('A database that has some of the accounts and is away', () => {
  let divided: DividedAccounts | undefined;
  let whole: string;
  let parts: string;
  /** Over the second shard alone, while the first one is away, with all that is of no account. */
  let homeless: string;

  beforeAll(async () => {
    divided = await oddDivision(2);
    const [home, other] = divided.shards;
    if (other === undefined) throw new Error('there is one shard');
    [whole, parts] = [await divided.serve(), await divided.serve([home, await divided.away(other)])];
    homeless = await divided.serve([await divided.away(home), other]);
  });

  afterAll(() => divided?.stop());

  const asked = (service: string, query: string) => ask<Record<string, unknown>>(service, query);

  it('leaves questions about the others alone', async () => {
    const query = `{
      stats(${RANGE}, granularity: DAY, groupBy: [OPERATOR], ${OF_THERE}) {
        time account operator operatorName episodesStarted closureSecondsP50 incomplete }
      episodes(${RANGE}, ${OF_THERE}, limit: 9, offset: 2) { account chatId number }
      live(${OF_THERE}) { episodesOpen }
    }`;
    const answer = await asked(parts, query);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer).toEqual(await asked(whole, query));
  });

  it.each([
    ['stats', `stats(${RANGE}) { episodesStarted }`],
    ['of an account of its own', `stats(${RANGE}, filter: { accounts: ["case1"] }) { episodesStarted }`],
    ['episodes', `episodes(${RANGE}) { number }`],
    ['events', `events(${RANGE}) { id }`],
    ['who waits', 'waiting { number }'],
    ['a chat', 'chatEpisodes(account: "case1", chatId: "1") { number }'],
    ['operators', `operators(${RANGE}) { value }`],
    ['freshness', 'freshness { lastRollupAt }'],
  ])('is said of a question that wants any of them, and nothing is answered: %s', async (_, field) => {
    const { status, data, errors = [] } = await asked(parts, `{ ${field} }`);
    expect([status, data ?? null]).toEqual([503, null]);
    const said = field.includes('case1') ? SAID.replace(AWAY.join(', '), 'case1') : SAID;
    expect(errors.map(({ extensions, message }) => [extensions.code, message.includes(said)])).toEqual([
      ['SHARD_UNAVAILABLE', true],
    ]);
  });

  it('is said of a report', async () => {
    const path = `episodes.csv?from=${iso(ODD_RANGE.from)}&to=${iso(ODD_RANGE.to)}`;
    const response = await getReport(parts, path);
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining(SAID)]);
    expect((await getReport(parts, `${path}&account=case0`)).status).toBe(200);
  });

  it('is left out where that is asked for, and said', async () => {
    const figures = (of: string) => `{
      stats(${RANGE}, granularity: DAY, groupBy: [PAGE], ${of}) {
        time page episodesStarted closureSecondsP90 incomplete }
      summary(${RANGE}, ${of}) { changes { measure value } }
      heatmap(${RANGE}, ${of}) { weekday hour episodesStarted firstResponseSecondsP90 }
      waiting(${of}) { account chatId }
    }`;
    const { data: expected } = await asked(whole, figures(OF_THERE));
    const fields = figures('ifUnavailable: LEAVE_OUT').slice(0, -1);
    const freshness = 'freshness(ifUnavailable: LEAVE_OUT) { leftOut eventsPending received { account } }';
    const { data, errors } = await asked(parts, `${fields} ${freshness} }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      ...expected,
      freshness: expect.objectContaining({ leftOut: AWAY, eventsPending: 0 }) as object,
    });
    const { received } = data?.['freshness'] as { received: { account: string }[] };
    expect([...new Set(received.map(({ account }) => account))]).toEqual(THERE);
  });

  it('is not left out of what does not ask for it', async () => {
    const { status, errors = [] } = await asked(
      parts,
      `{ stats(${RANGE}, ifUnavailable: LEAVE_OUT) { episodesStarted } live { episodesOpen } }`,
    );
    expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([503, ['SHARD_UNAVAILABLE']]);
  });

  it('is named nowhere while none is away', async () => {
    const { data } = await asked(whole, '{ freshness(ifUnavailable: LEAVE_OUT) { leftOut } }');
    expect(data).toEqual({ freshness: { leftOut: [] } });
  });

  it.each([
    [
      'stats',
      `stats(${RANGE}, granularity: DAY, groupBy: [OPERATOR], ${OF_AWAY}) {
        time account operator operatorName episodesStarted closureSecondsP50 incomplete }`,
    ],
    ['teams', `stats(${RANGE}, groupBy: [TEAM], ${OF_AWAY}) { team episodesStarted csatRate }`],
    ['targets', `targets(${RANGE}, ${OF_AWAY}) { target met breached }`],
    [
      'changes',
      `changes(measures: ["csatRate", "episodesStarted"], ${RANGE}, ${OF_AWAY}) { measure value verdict }`,
    ],
    ['episodes', `episodes(${RANGE}, ${OF_AWAY}, limit: 9, offset: 2) { account chatId number }`],
    ['live', `live(${OF_AWAY}) { episodesOpen }`],
    ['waiting', `waiting(${OF_AWAY}) { account chatId number }`],
    ['a chat', 'chatEpisodes(account: "case1", chatId: "1") { number }'],
  ])('leaves the accounts of others alone, too, if it is the first: %s', async (_, field) => {
    const answer = await asked(homeless, `{ ${field} }`);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.errors).toBeUndefined();
    expect(answer).toEqual(await asked(whole, `{ ${field} }`));
  });

  it('leaves reports about them alone, if it is the first', async () => {
    const path = `episodes.csv?from=${iso(ODD_RANGE.from)}&to=${iso(ODD_RANGE.to)}`;
    const [there, expected] = await Promise.all(
      [homeless, whole].map(async (service) => getReport(service, `${path}&account=case1`)),
    );
    expect([there?.status, await there?.text()]).toEqual([200, await expected?.text()]);
    expect((await getReport(homeless, path)).status).toBe(503);
  });

  it('is left out and said, if it is the first', async () => {
    const figures = (of: string) => `{
      stats(${RANGE}, granularity: DAY, groupBy: [PAGE], ${of}) { time page episodesStarted closureSecondsP90 }
      summary(${RANGE}, ${of}) { changes { measure value } }
      waiting(${of}) { account chatId }
    }`;
    const { data: expected } = await asked(whole, figures(OF_AWAY));
    const fields = figures('ifUnavailable: LEAVE_OUT').slice(0, -1);
    const { data, errors } = await asked(
      homeless,
      `${fields} freshness(ifUnavailable: LEAVE_OUT) { leftOut received { account } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ ...expected, freshness: expect.objectContaining({ leftOut: THERE }) as object });
  });

  it('is said of what is of no account, if it is the first', async () => {
    const { status, errors = [] } = await asked(homeless, `{ annotations(${RANGE}) { text } }`);
    expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([503, [expect.any(String)]]);
  });
});
